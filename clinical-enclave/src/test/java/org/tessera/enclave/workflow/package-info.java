/**
 * Tests of the package, with hand-written ports in memory. Names of tests are sentences.
 */
@NullMarked
package org.tessera.enclave.workflow;

import org.jspecify.annotations.NullMarked;
