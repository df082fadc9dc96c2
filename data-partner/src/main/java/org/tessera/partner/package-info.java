/**
 * The hospital's command-line tool. Names go in; what comes out is tokens for the honest broker, de-identified cases for
 * the imaging commons, OMOP rows for the enclave and withdrawals. Nothing else leaves, and nothing comes back.
 */
@NullMarked
package org.tessera.partner;

import org.jspecify.annotations.NullMarked;
