/**
 * Tests of how downloads are shown. Names of tests are sentences.
 */
@NullMarked
package org.tessera.enclave.download.adapter;

import org.jspecify.annotations.NullMarked;
