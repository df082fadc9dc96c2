package org.tessera.enclave.omop;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.contracts.EnclaveRef;

/** Whose number is whose: partners' references and the enclave's persons. */
public interface References {
    /** Whether anything of that release is loaded. */
    boolean isLoaded(String release);

    /** Who stands behind these references in a release; a reference that is not in it is absent. */
    Map<EnclaveRef, Standing> standing(String release, List<EnclaveRef> references);

    /** The partners that named the reference in some release. */
    Set<String> partnersOf(EnclaveRef reference);

    /** The partner whose record each of these persons is. */
    Map<PersonId, String> partnersOf(Set<PersonId> persons);

    /** Marks that partner's reference in every release, also in those to come; returns the persons it was. */
    Set<PersonId> withdraw(EnclaveRef reference, String partner, Instant at);

    /** Everyone of a release who has opted out. */
    Set<PersonId> withdrawn(String release);

    /**
     * A reference in a release.
     *
     * @param person her number
     * @param withdrawn whether she has opted out
     */
    record Standing(PersonId person, boolean withdrawn) {}
}
