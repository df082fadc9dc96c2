package org.tessera.representativeness.report.adapter;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.FeasibleRange.Persons;
import org.tessera.representativeness.distance.FeasibleRange.Range;

/**
 * Both distances with what they were computed from.
 *
 * @param attribute the attribute
 * @param reference name of the reference population
 * @param alignment name and version of the category alignment
 * @param base base of the logarithm
 * @param persons persons of the cohort
 * @param raw missing is a category; low and high differ when cells are suppressed
 * @param adjusted missing is dropped on both sides; null when everybody is missing
 * @param contributions of each category to the raw divergence; null when cells are suppressed
 */
@Schema(description = "Jensen-Shannon distances, raw and adjusted, with what they were computed from")
public record DistanceAnswer(
        String attribute,
        String reference,
        String alignment,
        Base base,
        Persons persons,
        Range raw,
        @Nullable Range adjusted,
        @Nullable Map<String, Double> contributions) {}
