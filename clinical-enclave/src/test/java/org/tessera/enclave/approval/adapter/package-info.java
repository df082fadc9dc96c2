/**
 * Tests of how approval meets the outside, on real servers where it matters. Names of tests are sentences.
 */
@NullMarked
package org.tessera.enclave.approval.adapter;

import org.jspecify.annotations.NullMarked;
