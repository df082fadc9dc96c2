package org.tessera.representativeness.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.RepresentativenessReport.CategoryPart;
import org.tessera.contracts.RepresentativenessReport.Persons;
import org.tessera.representativeness.comparison.Compared.Warning;

/** What has to be said besides a distance, so that a small number of persons is seen and not hidden. */
final class Warnings {
    /** Below five expected persons a category's share is noise: the usual rule of Pearson's test. */
    private static final int FEWEST_EXPECTED = 5;

    private Warnings() {}

    static List<Warning> of(Treatment raw, @Nullable Treatment adjusted) {
        List<Warning> warnings = new ArrayList<>();
        long hidden = raw.categories().stream()
                .filter(part -> part.persons().atLeast() != part.persons().atMost())
                .count();
        if (hidden > 0) {
            warnings.add(new Warning(
                    "cells-hidden",
                    hidden + (hidden == 1 ? " category is" : " categories are")
                            + " hidden: the distance is the interval over every completion that fits the published counts;"
                            + " sampling is not in it"));
        }
        if (adjusted == null) {
            warnings.add(new Warning(
                    "nobody-known",
                    "on one side the attribute is missing for everybody: there is no adjusted distance"));
        }
        chance(warnings, "raw", raw);
        if (adjusted != null) {
            chance(warnings, "adjusted", adjusted);
        }
        few(warnings, adjusted == null ? raw : adjusted);
        return warnings;
    }

    /** A distance that a random sample of the reference would show too says nothing about the cohort. */
    private static void chance(List<Warning> warnings, String treatment, Treatment distance) {
        if (distance.low() <= distance.byChance()) {
            warnings.add(new Warning(
                    "within-chance",
                    String.format(
                            Locale.ROOT,
                            "%s: %s persons are too few to tell the cohort from the reference: random samples of the"
                                    + " reference of this size have distances up to %.3f",
                            treatment,
                            number(distance.persons()),
                            distance.byChance())));
        }
    }

    private static void few(List<Warning> warnings, Treatment distance) {
        List<String> few = distance.categories().stream()
                .filter(part -> part.referenceShare() > 0)
                .filter(part -> part.referenceShare() * distance.persons().atMost() < FEWEST_EXPECTED)
                .map(CategoryPart::category)
                .toList();
        if (!few.isEmpty()) {
            warnings.add(new Warning(
                    "few-expected",
                    "a cohort like the reference would have fewer than " + FEWEST_EXPECTED + " persons in: "
                            + String.join("; ", few)));
        }
    }

    private static String number(Persons persons) {
        return persons.atLeast() == persons.atMost()
                ? String.valueOf(persons.atLeast())
                : persons.atLeast() + " to " + persons.atMost();
    }
}
