/**
 * The study protocol: a small versioned file that says what a study looks for, so that anyone can reproduce its cohort
 * and funnel. Nothing of a particular disease is in code; a disease is a protocol and its concept sets.
 */
@NullMarked
package org.tessera.enclave.protocol;

import org.jspecify.annotations.NullMarked;
