/**
 * Linear programming for small problems with a known feasible point: separation of models and bounds of hidden counts.
 * Plain arithmetic, no framework.
 */
@NullMarked
package org.tessera.enclave.linear;

import org.jspecify.annotations.NullMarked;
