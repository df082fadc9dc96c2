package org.tessera.representativeness.comparison;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.Bootstrap;
import org.tessera.representativeness.population.AgeCuts;
import org.tessera.representativeness.population.ReferencePopulation;

/**
 * What is to be compared: every cohort with every reference.
 *
 * @param account who asks; decides which alignments there are
 * @param cohorts for example the stages of a journey, or the dates of a curve
 * @param references side by side
 * @param attributes which; all that a cohort has when empty
 * @param alignment name of the alignment, with or without a version
 * @param ageCuts age groups of the comparison; the alignment's when null
 * @param base base of the logarithm
 * @param bootstrap how the intervals are drawn
 */
public record Question(
        String account,
        List<Cohort> cohorts,
        List<ReferencePopulation> references,
        Set<String> attributes,
        String alignment,
        @Nullable AgeCuts ageCuts,
        Base base,
        Bootstrap bootstrap) {}
