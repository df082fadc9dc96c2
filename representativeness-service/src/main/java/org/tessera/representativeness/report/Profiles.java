package org.tessera.representativeness.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;

/** Profiles of the commons, with their counts. Those of the enclave are not kept. */
public interface Profiles {
    /** Keeps a profile of the commons; the same one again replaces the first. */
    void keep(CohortProfile profile);

    /**
     * Profiles that an account may read: public ones and its own.
     *
     * @param account subject of the account
     * @param after continue behind this position, 0 from the start
     * @param limit at most so many
     */
    List<KeptProfile> readableBy(String account, long after, int limit);

    /**
     * A profile as it was counted.
     *
     * @param position for paging
     * @param profileId the profile; reports name it too
     * @param stage stage of the journey
     * @param label title of the profile
     * @param asOf when it was counted
     * @param counts how many persons it has
     */
    @Schema(description = "A profile of the commons with its counts")
    record KeptProfile(String position, ProfileId profileId, String stage, String label, Instant asOf, Counts counts) {}

    /**
     * Persons of a profile.
     *
     * @param persons in it
     * @param attributes attribute to category to count
     */
    @Schema(name = "ProfileCounts", description = "Persons in all, and per attribute and category")
    record Counts(Count persons, Map<String, Map<String, Count>> attributes) {}
}
