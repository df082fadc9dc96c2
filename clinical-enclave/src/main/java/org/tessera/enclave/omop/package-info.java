/**
 * The clinical records: OMOP CDM 5.4 tables in the schema {@code omop}, loaded from signed bundles of the partners. Every
 * reference of a partner gets the enclave's own person_id, which never leaves the enclave.
 */
@NullMarked
package org.tessera.enclave.omop;

import org.jspecify.annotations.NullMarked;
