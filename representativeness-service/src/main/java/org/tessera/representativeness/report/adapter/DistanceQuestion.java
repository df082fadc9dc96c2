package org.tessera.representativeness.report.adapter;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.report.Comparison;
import org.tessera.representativeness.report.Reporting;

/**
 * What is to be compared.
 *
 * @param attribute "sex", "race", "ethnicity" or "age_at_index"
 * @param cohort counts by category: {"exact": 26} or {"fewerThan": 20}
 * @param persons persons in the cohort, when the published total is known besides its cells
 * @param reference name of the reference population
 * @param base TWO (default) or E
 */
@Schema(description = "Counts per category and the reference population to compare them with")
public record DistanceQuestion(
        @Nullable String attribute,
        @Nullable Map<String, Count> cohort,
        @Nullable Count persons,
        @Nullable String reference,
        @Nullable Base base) {
    /** Answers it; throws {@link IllegalArgumentException} with a sentence for what is missing or unusable. */
    DistanceAnswer answer(ReferenceLibrary library) {
        if (attribute == null || cohort == null || reference == null) {
            throw new IllegalArgumentException("attribute, cohort and reference are needed");
        }
        var population = library.reference(reference)
                .orElseThrow(() -> new IllegalArgumentException("there is no such reference; see /references"));
        var weights = population.attributes().get(attribute);
        var alignment = library.alignment(Reporting.ALIGNMENT, attribute);
        if (weights == null || alignment.isEmpty()) {
            throw new IllegalArgumentException("the reference does not have this attribute");
        }
        Base logarithm = base == null ? Base.TWO : base;
        Comparison comparison = new Comparison(alignment.get(), cohort, persons, weights, logarithm);
        return new DistanceAnswer(
                attribute,
                population.name(),
                alignment.get().name() + "/" + alignment.get().version(),
                logarithm,
                comparison.cohortSize(),
                comparison.raw(),
                comparison.someoneIsNotMissing() ? comparison.adjusted() : null,
                comparison.contributions());
    }
}
