package org.tessera.representativeness.comparison;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.RepresentativenessReport.CategoryPart;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.contracts.RepresentativenessReport.Range;

/**
 * A distance under one treatment of missing values.
 *
 * @param low smallest distance over all completions of hidden cells
 * @param high largest one; equal to {@code low} when nothing is hidden
 * @param persons persons of the cohort that it speaks of
 * @param sampling 95 % percentile bootstrap interval; null when cells are hidden
 * @param byChance the distance that 95 of 100 random samples of the reference itself, of this size, stay below
 * @param categories each category of the comparison; bounds where cells are hidden
 */
@Schema(description = "A distance with its interval, what chance alone would give, and each category's part")
public record Treatment(
        double low,
        double high,
        Persons persons,
        @Nullable Range sampling,
        double byChance,
        List<CategoryPart> categories) {}
