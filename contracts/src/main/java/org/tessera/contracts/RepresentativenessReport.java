package org.tessera.contracts;

import java.util.List;

/**
 * Jensen-Shannon distances of one profile against one reference population (statistics.md, section 1).
 *
 * @param profileId the profile
 * @param reference name of the reference population
 * @param alignment name and version of the category alignment
 * @param distances one per attribute and treatment of missing
 */
public record RepresentativenessReport(
        ProfileId profileId, String reference, String alignment, List<Distance> distances) implements Payload {
    /**
     * One distance, an interval when the profile has suppressed cells.
     *
     * @param attribute "sex", "race", "ethnicity" or "age_at_index"
     * @param treatment "raw" (missing is a category) or "adjusted" (missing is dropped)
     * @param low smallest distance over all feasible completions, base 2, 0..1
     * @param high largest; equal to {@code low} when nothing is suppressed
     */
    public record Distance(String attribute, String treatment, double low, double high) {}
}
