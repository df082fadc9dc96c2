package org.tessera.representativeness.comparison.adapter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.representativeness.comparison.Cohort;
import org.tessera.representativeness.comparison.CountMargin;
import org.tessera.representativeness.comparison.Question;
import org.tessera.representativeness.population.JointAttribute;
import org.tessera.representativeness.population.ReferencePopulation;

/**
 * Cohorts to be compared with references, each with each.
 *
 * @param cohorts 1 to 50, for example the stages of a journey
 * @param references 1 to 10 names ("us-census"), with or without a version ("us-census/1")
 * @param attributes which; all that a cohort has when absent
 * @param settings how to compare
 */
@Schema(description = "Cohorts and the reference populations to compare each of them with")
public record DistanceQuestion(
        @Nullable @Size(max = MOST_COHORTS) List<@NotNull @Valid CountedCohort> cohorts,
        @Nullable @Size(max = MOST_REFERENCES) List<@NotNull @Size(max = LONGEST_NAME) String> references,
        @Nullable @Size(max = MOST_ATTRIBUTES) List<@NotNull @Size(max = LONGEST_NAME) String> attributes,
        @Nullable @Valid ComparisonSettings settings) {
    /** References that a question is answered of. */
    static final int MOST_REFERENCES = 10;

    /** Categories that an attribute has, joint ones too. */
    public static final int MOST_CATEGORIES = 2000;

    /** Characters of a name or a category. */
    public static final int LONGEST_NAME = 250;

    private static final int MOST_COHORTS = 50;
    private static final int MOST_ATTRIBUTES = 20;
    private static final int MOST_MARGINS = 40;

    /** The question in the domain's words; throws {@link IllegalArgumentException} for what is missing. */
    Question question(String account, List<ReferencePopulation> populations) {
        if (cohorts == null || cohorts.isEmpty() || cohorts.size() > MOST_COHORTS) {
            throw new IllegalArgumentException("1 to " + MOST_COHORTS + " cohorts are compared");
        }
        ComparisonSettings how = settings == null ? ComparisonSettings.USUAL : settings;
        return new Question(
                account,
                cohorts.stream().map(DistanceQuestion::cohort).toList(),
                populations,
                attributes == null
                        ? Set.of()
                        : attributes.stream()
                                .map(JointAttribute::canonical)
                                .collect(Collectors.toCollection(TreeSet::new)),
                how.alignmentOrUsual(),
                how.cuts(),
                how.baseOrTwo(),
                how.bootstrap());
    }

    private static Cohort cohort(@Nullable CountedCohort cohort) {
        if (cohort == null || cohort.attributes() == null || cohort.attributes().isEmpty()) {
            throw new IllegalArgumentException("a cohort needs its attributes");
        }
        if (cohort.attributes().size() > MOST_ATTRIBUTES
                || cohort.attributes().values().stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    "a cohort has at most " + MOST_ATTRIBUTES + " attributes, each with counts");
        }
        Bounds.check(cohort.persons(), "persons");
        cohort.attributes().forEach((attribute, counts) -> Bounds.check(counts, "attributes." + attribute));
        return new Cohort(
                cohort.label() == null ? "cohort" : cohort.label(),
                cohort.stage(),
                cohort.asOf(),
                cohort.persons(),
                JointAttribute.canonical(cohort.attributes()),
                margins(cohort.margins()));
    }

    private static Map<String, List<CountMargin>> margins(@Nullable Map<String, List<CountMargin>> margins) {
        Map<String, List<CountMargin>> all = margins == null ? Map.of() : margins;
        if (all.values().stream().anyMatch(list -> list == null || list.size() > MOST_MARGINS)) {
            throw new IllegalArgumentException("an attribute has at most " + MOST_MARGINS + " margins");
        }
        all.forEach((attribute, sums) -> sums.forEach(sum -> Bounds.check(sum.persons(), "margins." + attribute)));
        Map<String, List<CountMargin>> canonical = new LinkedHashMap<>();
        all.forEach((attribute, sums) -> canonical.put(
                JointAttribute.canonical(attribute),
                sums.stream().map(sum -> sum.of(attribute)).toList()));
        return canonical;
    }

    /**
     * A cohort as counts.
     *
     * @param label a title for people
     * @param stage stage of a journey, when it is one
     * @param asOf when it was counted; a reference of many dates is taken as of this day, the latest when absent
     * @param persons persons in it, when the published total is known besides its cells
     * @param attributes attribute ("sex", "race", "ethnicity", "race_ethnicity", "age_at_index", or a joint such as
     *     "sex*race") to category ("Female", in a joint "Female * White") to count: {"exact": 26} or {"fewerThan": 20}
     * @param margins attribute to published sums of some of its categories
     */
    @Schema(description = "A cohort as counts per attribute and category")
    public record CountedCohort(
            @Nullable @Size(max = LONGEST_NAME) String label,
            @Nullable @Size(max = LONGEST_NAME) String stage,
            @Nullable LocalDate asOf,
            @Nullable Count persons,

            @Nullable @Size(max = MOST_ATTRIBUTES)
            Map<
                            @Size(max = LONGEST_NAME) String,
                            @Size(max = MOST_CATEGORIES) Map<@Size(max = LONGEST_NAME) String, Count>>
                    attributes,

            @Nullable @Size(max = MOST_ATTRIBUTES)
            Map<@Size(max = LONGEST_NAME) String, @Size(max = MOST_MARGINS) List<@NotNull @Valid CountMargin>>
                    margins) {}
}
