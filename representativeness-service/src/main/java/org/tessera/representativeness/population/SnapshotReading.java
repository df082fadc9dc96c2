package org.tessera.representativeness.population;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables into snapshots per attribute. Three layouts are understood: <em>long</em>, one line per category with the
 * columns {@code category}, a number ({@code count}, {@code cumulative_count}, {@code percent} or {@code weight}) and
 * optionally {@code attribute}, {@code as_of} and {@code definition}; <em>crossed</em>, one line per combination with a
 * column for each of several attributes, a number and optionally {@code as_of}, which gives their joint; and <em>wide</em>,
 * one line per date with the column {@code date} and one column per category, the table named by its attribute.
 */
final class SnapshotReading {
    private static final List<String> NUMBER =
            List.of("count", "cumulative_count", "cumulative count", "percent", "percentage", "weight", "value");
    private static final List<String> DATE = List.of("as_of", "date", "as of");
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "age", "age_at_index",
            "age_at_index", "age_at_index",
            "sex", "sex",
            "gender", "sex",
            "race", "race",
            "ethnicity", "ethnicity",
            "race_ethnicity", "race_ethnicity",
            "race_and_ethnicity", "race_ethnicity");

    /** Of a spreadsheet too (1.5E7); not what else Java takes for a number, as 1d or 0x1p4. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** What may stand behind a day: no reference is of an hour. */
    private static final Pattern TIME =
            Pattern.compile("[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?$");

    private final LocalDate otherwise;
    private final Map<String, SortedMap<LocalDate, Map<String, Double>>> attributes = new LinkedHashMap<>();
    private final Map<String, String> definitions = new LinkedHashMap<>();

    /** @param otherwise the date of a table that says none */
    SnapshotReading(LocalDate otherwise) {
        this.otherwise = otherwise;
    }

    /** Reads one more table; throws {@link ImportRefused}. */
    SnapshotReading read(SourceTable table) {
        Integer category = table.column(List.of("category")).orElse(null);
        if (category != null) {
            readLong(table, category);
        } else if (factors(table).size() > 1) {
            readCrossed(table, factors(table));
        } else {
            readWide(table);
        }
        return this;
    }

    /** Attribute to date to category to number. */
    Map<String, SortedMap<LocalDate, Map<String, Double>>> attributes() {
        return attributes;
    }

    private void readLong(SourceTable table, int category) {
        int number = number(table);
        Integer attribute = table.column(List.of("attribute")).orElse(null);
        Integer date = table.column(DATE).orElse(null);
        Integer definition = table.column(List.of("definition")).orElse(null);
        for (List<String> row : table.rows()) {
            String written = attribute == null ? table.name() : row.get(attribute);
            String of = attribute(written);
            if (definition != null) {
                oneDefinition(of, row.get(definition));
            }
            String named = JointAttribute.isJoint(written) ? reordered(written, row.get(category)) : row.get(category);
            keep(of, date == null ? otherwise : date(row.get(date)), named, row.get(number));
        }
    }

    /** Attribute to its column, in the order of a joint's factors. */
    private static SortedMap<String, Integer> factors(SourceTable table) {
        SortedMap<String, Integer> factors = new TreeMap<>();
        for (int column = 0; column < table.header().size(); column++) {
            String attribute = ATTRIBUTES.get(plain(table.header().get(column)));
            if (attribute != null && factors.put(attribute, column) != null) {
                throw new ImportRefused("table-unreadable", "the table has two columns for " + attribute);
            }
        }
        return factors;
    }

    private void readCrossed(SourceTable table, SortedMap<String, Integer> factors) {
        int number = number(table);
        Integer date = table.column(DATE).orElse(null);
        JointAttribute joint = joint(() -> new JointAttribute(List.copyOf(factors.keySet())));
        for (List<String> row : table.rows()) {
            List<String> parts = factors.values().stream().map(row::get).toList();
            keep(
                    joint.name(),
                    date == null ? otherwise : date(row.get(date)),
                    joint(() -> joint.category(parts)),
                    row.get(number));
        }
    }

    private static int number(SourceTable table) {
        return table.column(NUMBER)
                .orElseThrow(() -> new ImportRefused(
                        "table-unreadable", "a table of this layout needs a column of: " + String.join(", ", NUMBER)));
    }

    private static String reordered(String written, String category) {
        String named = Arrays.stream(written.split("\\*", -1))
                .map(SnapshotReading::attribute)
                .collect(Collectors.joining("*"));
        return joint(() -> JointAttribute.of(named).reordered(named, category));
    }

    private static <T> T joint(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ImportRefused("table-unreadable", Objects.toString(e.getMessage(), "a joint is unreadable"), e);
        }
    }

    private void readWide(SourceTable table) {
        Integer date = table.column(DATE).orElse(null);
        for (List<String> row : table.rows()) {
            for (int column = 0; column < row.size(); column++) {
                if (date == null || column != date) {
                    keep(
                            attribute(table.name()),
                            date == null ? otherwise : date(row.get(date)),
                            table.header().get(column),
                            row.get(column));
                }
            }
        }
    }

    /** Two definitions of one attribute are two references: shares of different wholes do not stand in one list. */
    private void oneDefinition(String attribute, String definition) {
        String before = definitions.putIfAbsent(attribute, definition);
        if (before != null && !before.equals(definition)) {
            throw new ImportRefused(
                    "definitions-mixed",
                    attribute + " is given by two definitions, \"" + before + "\" and \"" + definition
                            + "\"; import each as a reference of its own");
        }
    }

    private void keep(String attribute, LocalDate date, String category, String number) {
        Double before = attributes
                .computeIfAbsent(attribute, key -> new TreeMap<>())
                .computeIfAbsent(date, key -> new LinkedHashMap<>())
                .putIfAbsent(category, number(attribute, date, category, number));
        if (before != null) {
            throw new ImportRefused(
                    "category-twice",
                    attribute + " has \"" + category + "\" twice on " + date + "; nothing is added up");
        }
    }

    private static String attribute(String name) {
        if (JointAttribute.isJoint(name)) {
            return joint(() -> new JointAttribute(Arrays.stream(name.split("\\*", -1))
                            .map(SnapshotReading::attribute)
                            .sorted()
                            .toList())
                    .name());
        }
        String attribute = ATTRIBUTES.get(plain(name));
        if (attribute == null) {
            throw new ImportRefused(
                    "attribute-unknown",
                    "\"" + name + "\" is none of the attributes " + new TreeMap<>(ATTRIBUTES).keySet());
        }
        return attribute;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(TIME.matcher(text).replaceFirst(""));
        } catch (DateTimeException e) {
            throw new ImportRefused("date-unreadable", "\"" + text + "\" is no date like 2021-06-30", e);
        }
    }

    private static double number(String attribute, LocalDate date, String category, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new ImportRefused(
                    "category-dropped",
                    attribute + " has no number for \"" + category + "\" on " + date + "; nobody is written as 0");
        }
        String written = text.strip();
        double number = DECIMAL.matcher(written).matches() ? Double.parseDouble(written) : Double.NaN;
        if (number >= 0 && !Double.isInfinite(number)) {
            return number;
        }
        throw new ImportRefused(
                "number-unreadable", attribute + " has no number of at least 0 for \"" + category + "\" on " + date);
    }
}
