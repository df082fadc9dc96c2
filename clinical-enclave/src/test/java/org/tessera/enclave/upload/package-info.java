/**
 * Tests of the package, with hand-written ports in memory. Names of tests are sentences.
 */
@NullMarked
package org.tessera.enclave.upload;

import org.jspecify.annotations.NullMarked;
