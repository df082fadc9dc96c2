package org.tessera.representativeness.population;

import java.util.Map;

/**
 * A population that cohorts are compared with.
 *
 * @param name stable name, "cdc-2020-03_2021-06-as-published"
 * @param title a sentence for people
 * @param source where the numbers come from
 * @param asOf date or period they hold for, ISO
 * @param definition what was counted
 * @param attributes attribute to category to weight (counts or percentages)
 */
public record ReferencePopulation(
        String name,
        String title,
        String source,
        String asOf,
        String definition,
        Map<String, Map<String, Double>> attributes) {}
