/**
 * Interval matching: relative days of the imaging side against calendar dates of the clinical side, person by person,
 * with one verdict for everyone and a CONSORT funnel of all of them.
 */
@NullMarked
package org.tessera.enclave.alignment;

import org.jspecify.annotations.NullMarked;
