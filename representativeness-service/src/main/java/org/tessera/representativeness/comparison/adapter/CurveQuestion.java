package org.tessera.representativeness.comparison.adapter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.representativeness.comparison.Cohort;
import org.tessera.representativeness.comparison.Question;
import org.tessera.representativeness.population.JointAttribute;
import org.tessera.representativeness.population.ReferencePopulation;

/**
 * One attribute of a growing cohort.
 *
 * @param attribute the attribute
 * @param points 1 to 500 dates with the cohort's cumulative counts at each
 * @param references 1 to 10 names; each is taken as of the point's date
 * @param settings how to compare
 */
@Schema(description = "One attribute of a growing cohort, with cumulative counts at each date")
public record CurveQuestion(
        @Nullable @Size(max = DistanceQuestion.LONGEST_NAME) String attribute,
        @Nullable @Size(max = MOST_POINTS) List<@NotNull @Valid Point> points,

        @Nullable @Size(max = DistanceQuestion.MOST_REFERENCES)
        List<@NotNull @Size(max = DistanceQuestion.LONGEST_NAME) String> references,

        @Nullable @Valid ComparisonSettings settings) {
    private static final int MOST_POINTS = 500;

    Question question(String account, List<ReferencePopulation> populations) {
        if (attribute == null || points == null || points.isEmpty() || points.size() > MOST_POINTS) {
            throw new IllegalArgumentException("an attribute and 1 to " + MOST_POINTS + " points are needed");
        }
        String name = JointAttribute.canonical(attribute);
        ComparisonSettings how = settings == null ? ComparisonSettings.USUAL : settings;
        return new Question(
                account,
                points.stream().map(point -> cohort(point, attribute)).toList(),
                populations,
                Set.of(name),
                how.alignmentOrUsual(),
                how.cuts(),
                how.baseOrTwo(),
                how.bootstrap());
    }

    private static Cohort cohort(@Nullable Point point, String attribute) {
        if (point == null || point.date() == null || point.counts() == null) {
            throw new IllegalArgumentException("a point has a date and counts");
        }
        Bounds.check(point.persons(), "persons");
        Bounds.check(point.counts(), "counts");
        return new Cohort(
                point.date().toString(),
                null,
                point.date(),
                point.persons(),
                JointAttribute.canonical(Map.of(attribute, point.counts())));
    }

    /**
     * The cohort at a date.
     *
     * @param date the day
     * @param persons persons in it by then, when known besides its cells
     * @param counts category to count
     */
    @Schema(description = "The cohort at a date")
    public record Point(
            @Nullable LocalDate date,
            @Nullable Count persons,

            @Nullable @Size(max = DistanceQuestion.MOST_CATEGORIES)
            Map<@Size(max = DistanceQuestion.LONGEST_NAME) String, Count> counts) {}
}
