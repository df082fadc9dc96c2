/**
 * Says of every cohort profile how far it is from each reference population. It receives counts, never a person;
 * reports on the enclave's profiles go back to the enclave and to nobody else.
 */
@NullMarked
package org.tessera.representativeness.report;

import org.jspecify.annotations.NullMarked;
