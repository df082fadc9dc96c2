package org.tessera.representativeness.population;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A population that cohorts are compared with: data with provenance. A version never changes; new numbers are a new
 * version.
 *
 * @param name stable name, "cdc-2020-03_2021-06-as-published"
 * @param version its version, "1"
 * @param title a sentence for people
 * @param source where the numbers come from
 * @param asOf date or period they hold for, ISO
 * @param definition what was counted
 * @param counting how the numbers are to be read
 * @param owner subject of the account that alone may use it; null when it is everybody's
 * @param attributes for each attribute its numbers, one snapshot per date, ascending
 */
public record ReferencePopulation(
        String name,
        String version,
        String title,
        String source,
        String asOf,
        String definition,
        Counting counting,
        @Nullable String owner,
        Map<String, List<Snapshot>> attributes) {

    /** How the numbers of a reference are to be read. */
    public enum Counting {
        /** Percentages or other shares; how many persons stand behind them is not known. */
        SHARES,
        /** Persons at one date or in one period. */
        COUNTS,
        /** Persons up to each date: a later snapshot holds the earlier one. Never added up. */
        CUMULATIVE_COUNTS
    }

    /**
     * An attribute at a date.
     *
     * @param date the day it holds for
     * @param weights category, as the source writes it, to count or percentage
     */
    public record Snapshot(LocalDate date, Map<String, Double> weights) {}

    /** Name and version, "census-2020/1". */
    public String id() {
        return name + "/" + version;
    }

    /**
     * As-of join: the latest snapshot that is not younger than the date; empty when the attribute is not there or
     * begins later.
     *
     * @param date null for the latest
     */
    public Optional<Snapshot> snapshot(String attribute, @Nullable LocalDate date) {
        return attributes.getOrDefault(attribute, List.of()).reversed().stream()
                .filter(snapshot -> date == null || !snapshot.date().isAfter(date))
                .findFirst();
    }

    /** Persons behind a snapshot of this reference, null when its numbers are shares. */
    public @Nullable Double persons(Snapshot snapshot) {
        return counting == Counting.SHARES
                ? null
                : snapshot.weights().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }
}
