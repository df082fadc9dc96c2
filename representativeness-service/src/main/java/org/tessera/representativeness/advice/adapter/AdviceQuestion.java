package org.tessera.representativeness.advice.adapter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.representativeness.comparison.adapter.ComparisonSettings;
import org.tessera.representativeness.comparison.adapter.DistanceQuestion;

/**
 * A cohort that should come nearer to a reference.
 *
 * @param attribute by which attribute
 * @param counts the cohort, category to exact count
 * @param reference name of the reference population, with or without a version
 * @param asOf the day the reference is taken as of; the latest when absent
 * @param adjusted whether those who are missing are left out on both sides; true when absent
 * @param target the distance to reach, at least 0.001; 0.05 when absent
 * @param sampleSize a size to make the nearest sample of the cohort of
 * @param settings alignment, age cuts and base; nothing else matters here
 */
@Schema(description = "A cohort that should come nearer to a reference")
public record AdviceQuestion(
        @Nullable @Size(max = DistanceQuestion.LONGEST_NAME) String attribute,

        @Nullable @Size(max = DistanceQuestion.MOST_CATEGORIES)
        Map<@Size(max = DistanceQuestion.LONGEST_NAME) String, Count> counts,

        @Nullable @Size(max = DistanceQuestion.LONGEST_NAME) String reference,
        @Nullable LocalDate asOf,
        @Nullable Boolean adjusted,
        @Nullable Double target,
        @Nullable Integer sampleSize,
        @Nullable @Valid ComparisonSettings settings) {}
