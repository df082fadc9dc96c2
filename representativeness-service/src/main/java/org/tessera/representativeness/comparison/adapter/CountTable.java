package org.tessera.representativeness.comparison.adapter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Count;
import org.tessera.representativeness.comparison.adapter.DistanceQuestion.CountedCohort;
import org.tessera.representativeness.population.JointAttribute;
import org.tessera.representativeness.population.SourceTable;

/**
 * A table of counts as cohorts: columns {@code attribute}, {@code category}, {@code count} ("26" or "&lt;20") and optionally
 * {@code cohort}, {@code stage}, {@code as_of}. The attribute {@code persons} is the total of a cohort.
 */
final class CountTable {
    private static final Pattern COUNT = Pattern.compile("(<)?\\s*(\\d{1,9})");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final int MOST_ROWS = 10_000;
    private static final String TOTAL = "persons";
    /** Characters of a row that a message tells. */
    private static final int LONGEST_ROW = 200;

    private final SourceTable table;

    CountTable(SourceTable table) {
        this.table = table;
    }

    /** What tells one cohort of the table from another. */
    private record Key(String label, String stage, @Nullable LocalDate asOf) {}

    /** The cohorts in the order of the table; throws {@link IllegalArgumentException} with a sentence for what is wrong. */
    List<CountedCohort> cohorts() {
        if (table.rows().isEmpty() || table.rows().size() > MOST_ROWS) {
            throw new IllegalArgumentException("a table of counts has 1 to " + MOST_ROWS + " rows");
        }
        Map<Key, Map<String, Map<String, Count>>> read = new LinkedHashMap<>();
        for (List<String> row : table.rows()) {
            String attribute = required(row, "attribute");
            String category = attribute.equals(TOTAL) ? TOTAL : required(row, "category");
            Key key = new Key(
                    optional(row, "cohort").orElse("my cohort"),
                    optional(row, "stage").orElse(""),
                    date(row));
            Count before = read.computeIfAbsent(key, any -> new LinkedHashMap<>())
                    .computeIfAbsent(attribute, any -> new LinkedHashMap<>())
                    .put(category, count(row));
            if (before != null) {
                throw new IllegalArgumentException(
                        named(row) + " counts a second time: " + quoted(List.of(attribute, category)));
            }
        }
        return read.entrySet().stream()
                .map(entry -> cohort(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static CountedCohort cohort(Key key, Map<String, Map<String, Count>> counts) {
        Map<String, Map<String, Count>> attributes = new LinkedHashMap<>(counts);
        Map<String, Count> total = attributes.remove(TOTAL);
        return new CountedCohort(
                key.label(),
                key.stage().isEmpty() ? null : key.stage(),
                key.asOf(),
                total == null ? null : total.get(TOTAL),
                JointAttribute.canonical(attributes),
                null);
    }

    private Count count(List<String> row) {
        Matcher count = COUNT.matcher(required(row, "count"));
        if (!count.matches()) {
            throw new IllegalArgumentException(named(row) + " has no count such as 26 or <20");
        }
        int number = Integer.parseInt(count.group(2));
        Count read = count.group(1) == null ? Count.of(number) : new Count(null, number);
        Bounds.check(read, named(row));
        return read;
    }

    private @Nullable LocalDate date(List<String> row) {
        Optional<String> text = optional(row, "as_of");
        try {
            return text.map(LocalDate::parse).orElse(null);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(named(row) + ": as_of is a date such as 2021-06-30", e);
        }
    }

    private String required(List<String> row, String column) {
        if (table.column(List.of(column)).isEmpty()) {
            throw new IllegalArgumentException("the heading " + quoted(table.header()) + " has no column " + column
                    + "; columns are separated by commas");
        }
        return optional(row, column).orElseThrow(() -> new IllegalArgumentException(named(row) + " has no " + column));
    }

    /** A row by what stands in it: the number of its line is not known here, as blank lines are left out. */
    private static String named(List<String> row) {
        return "the row " + quoted(row);
    }

    /** In one line: a cell may have several. */
    private static String quoted(List<String> cells) {
        String text = CONTROL.matcher(String.join(",", cells)).replaceAll(" ");
        return "\"" + (text.length() > LONGEST_ROW ? text.substring(0, LONGEST_ROW) + "…" : text) + "\"";
    }

    private Optional<String> optional(List<String> row, String column) {
        return table.column(List.of(column)).map(row::get).filter(cell -> !cell.isBlank());
    }
}
