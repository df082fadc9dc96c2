package org.tessera.representativeness.advice;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.distance.Base;

/**
 * What would help.
 *
 * @param reference name and version of the reference
 * @param alignment name and version of the category alignment
 * @param base base of the logarithm
 * @param distance of the cohort as it is
 * @param target the distance to reach
 * @param driving every category, the one that adds most to the divergence first
 * @param addition the fewest persons whose addition reaches the target; null when none of up to ten million persons does
 * @param sample the largest sample of the cohort that reaches the target; null when no sample does
 * @param sampleOfSize the nearest sample of the size that was asked for; null when none was
 */
@Schema(description = "What drives a distance, and what would bring it under a target")
public record Advice(
        String reference,
        String alignment,
        Base base,
        double distance,
        double target,
        List<Driver> driving,
        @Nullable Change addition,
        @Nullable Change sample,
        @Nullable Change sampleOfSize) {
    /**
     * A category's part in the distance.
     *
     * @param category the category
     * @param persons of the cohort in it
     * @param cohortShare 0..1
     * @param referenceShare 0..1
     * @param contribution its part of the divergence, 0..1 of the whole
     * @param direction "over" when the cohort has more than its share of it, "under" when fewer, "equal"
     */
    @Schema(description = "A category's part in the distance")
    public record Driver(
            String category,
            int persons,
            double cohortShare,
            double referenceShare,
            double contribution,
            String direction) {}

    /**
     * A changed cohort.
     *
     * @param persons in it
     * @param changed persons added or lost
     * @param distance of it
     * @param byChance what 95 of 100 random samples of the reference of its size stay below: what fewer persons cost
     * @param categories persons by category
     */
    @Schema(description = "A changed cohort: persons added or lost by category, and the distance it has")
    public record Change(int persons, int changed, double distance, double byChance, List<Category> categories) {}

    /**
     * A category of a changed cohort.
     *
     * @param category the category
     * @param persons in it after the change
     * @param changed persons added or lost
     */
    @Schema(description = "A category of a changed cohort")
    public record Category(String category, int persons, int changed) {}
}
