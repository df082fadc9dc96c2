package org.tessera.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param basis what it was computed from; null in reports of before
     */
    public record Distance(
            String attribute,
            String treatment,
            double low,
            double high,
            @Nullable Basis basis) {
        /** A distance as reports of before have it. */
        public Distance(String attribute, String treatment, double low, double high) {
            this(attribute, treatment, low, high, null);
        }
    }

    /**
     * What a distance was computed from: the profile's published counts after alignment, and a public reference. Who has
     * these can work all of it out; nothing else of the cohort is in it.
     *
     * @param base base of the logarithm, a number greater than 1 or "e"
     * @param reference the other side
     * @param persons persons of the cohort that the distance speaks of; without the missing when it is adjusted
     * @param categories each category of the comparison
     */
    public record Basis(String base, Against reference, Persons persons, List<CategoryPart> categories) {}

    /**
     * The reference population of a distance.
     *
     * @param version of the population that the report names; a version never changes
     * @param persons behind its newest numbers, missing ones too; null when these are shares
     */
    public record Against(String version, @Nullable Double persons) {}

    /**
     * One category's share on both sides and its contribution to the divergence. Where cells are suppressed these are bounds
     * that no completion of the cells leaves, as the distance itself is an interval: a single number would be a guess at
     * what was suppressed. The bounds of two categories need not be reached together.
     *
     * @param category the category of the comparison
     * @param persons of the cohort in it
     * @param cohortShare its share of the cohort, 0..1
     * @param referenceShare its share of the reference, 0..1
     * @param contribution what it adds to the divergence, the square of the distance
     */
    public record CategoryPart(
            String category, Persons persons, Range cohortShare, double referenceShare, Range contribution) {}

    /**
     * How many persons a cell may hold.
     *
     * @param atLeast smallest number, not negative
     * @param atMost largest number, not below the smallest
     */
    public record Persons(int atLeast, int atMost) {
        private static final int LARGEST_SUPPRESSED = 19;

        /** Refuses a range that is empty or negative. */
        public Persons {
            if (atLeast < 0 || atMost < atLeast) {
                throw new IllegalArgumentException("a count of persons is negative");
            }
        }

        /** An exact count. */
        public static Persons exactly(int count) {
            return new Persons(count, count);
        }

        /** A cell published as "&lt;20": an integer 1..19. */
        public static Persons suppressed() {
            return new Persons(1, LARGEST_SUPPRESSED);
        }

        /** What two cells hold together. */
        public Persons plus(Persons other) {
            if ((long) atMost + other.atMost > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("more persons than can be counted");
            }
            return new Persons(atLeast + other.atLeast, atMost + other.atMost);
        }
    }

    /**
     * Both ends of a number.
     *
     * @param low smallest
     * @param high largest; equal to {@code low} when nothing is suppressed
     */
    public record Range(double low, double high) {}
}
