package org.tessera.representativeness.comparison;

import java.util.List;
import org.tessera.contracts.RepresentativenessReport.CategoryPart;
import org.tessera.contracts.RepresentativenessReport.Persons;

/**
 * A distance under one treatment of missing values, with what it was computed from and nothing drawn by chance.
 *
 * @param low smallest distance over all completions of hidden cells
 * @param high largest one; equal to {@code low} when nothing is hidden
 * @param persons persons of the cohort that it speaks of
 * @param categories each category of the comparison
 */
public record Measured(double low, double high, Persons persons, List<CategoryPart> categories) {}
