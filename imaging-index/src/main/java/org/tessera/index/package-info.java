/**
 * The researcher's own tool, on her own computer: a manifest in, images fetched and checked, an index per image, and the
 * table sealed to the enclave. It needs no key of anybody and knows nothing of patients.
 */
@NullMarked
package org.tessera.index;

import org.jspecify.annotations.NullMarked;
