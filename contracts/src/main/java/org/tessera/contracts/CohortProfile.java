package org.tessera.contracts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many persons of a cohort are in each category; the enclave's are releases and pass its egress check.
 *
 * @param profileId this profile
 * @param stage stage of the journey: "whole-commons", "saved-cohort", "linked", "interval-aligned", "final-cohort"
 * @param label a title for people
 * @param owner subject of the account that may read the report; null when public
 * @param asOf when it was counted
 * @param persons persons in the cohort
 * @param attributes attribute ("sex", "race", "ethnicity", "age_at_index") to category (MIDRC enumeration; age as "0-17", "18-49", "50-64", "65+", "Not Reported") to count
 */
public record CohortProfile(
        ProfileId profileId,
        String stage,
        String label,
        @Nullable String owner,
        Instant asOf,
        Count persons,
        Map<String, Map<String, Count>> attributes)
        implements Payload {}
