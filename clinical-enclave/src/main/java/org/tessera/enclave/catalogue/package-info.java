/**
 * The commons' public catalogue as the enclave took it in, version by version. Imaging facts of a study come from here,
 * so that nobody has to ask the commons about a particular patient.
 */
@NullMarked
package org.tessera.enclave.catalogue;

import org.jspecify.annotations.NullMarked;
