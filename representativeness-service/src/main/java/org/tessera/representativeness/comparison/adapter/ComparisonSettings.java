package org.tessera.representativeness.comparison.adapter;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.Bootstrap;
import org.tessera.representativeness.population.AgeCuts;
import org.tessera.representativeness.population.Alignments;

/**
 * How to compare; everything has a usual value.
 *
 * @param alignment name of the category alignment; "midrc-cdc" when absent
 * @param ageCuts first ages of every age group but the youngest, for example [18, 50, 65]; the alignment's own when absent
 * @param base "2" when absent
 * @param seed of the resampling; 1 when absent
 * @param resamples 100 to 20,000; 2,000 when absent
 */
@Schema(description = "How to compare; everything has a usual value")
public record ComparisonSettings(
        @Nullable @Size(max = DistanceQuestion.LONGEST_NAME) String alignment,
        @Nullable @Size(max = 100) List<@NotNull Integer> ageCuts,
        @Nullable Base base,
        @Nullable Long seed,
        @Nullable Integer resamples) {
    /** Everything as usual. */
    public static final ComparisonSettings USUAL = new ComparisonSettings(null, null, null, null, null);

    /** Name of the alignment. */
    public String alignmentOrUsual() {
        return alignment == null ? Alignments.USUAL : alignment;
    }

    /** Base of the logarithm. */
    public Base baseOrTwo() {
        return base == null ? Base.TWO : base;
    }

    /** The age cuts, if any; throws {@link IllegalArgumentException} when they do not ascend. */
    public @Nullable AgeCuts cuts() {
        return ageCuts == null ? null : new AgeCuts(ageCuts);
    }

    Bootstrap bootstrap() {
        return new Bootstrap(
                seed == null ? Bootstrap.DEFAULT.seed() : seed,
                resamples == null ? Bootstrap.DEFAULT.resamples() : resamples);
    }
}
