package org.tessera.partner.tokens;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.TableRow;

/**
 * Counts the cells of a register that hold something of which no rule makes a token, by column. A hospital whose dates are
 * written in another way would otherwise have weak tokens only, and never learn why nobody is found.
 */
final class UnusableCells {
    private final Map<String, BiFunction<Attributes, String, Optional<String>>> readings = new LinkedHashMap<>();
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Attributes attributes;

    private record Count(long rows, long firstLine) {}

    UnusableCells(Attributes attributes) {
        this.attributes = attributes;
        readings.put("first", Attributes::first);
        readings.put("last", Attributes::last);
        readings.put("birth_date", Attributes::birthDate);
        readings.put("sex", Attributes::sex);
        readings.put("ssn", Attributes::ssn);
        readings.put("zip", Attributes::zip3);
    }

    void add(TableRow row) {
        readings.forEach((column, reading) -> {
            String cell = row.get(column);
            if (!cell.isEmpty() && reading.apply(attributes, cell).isEmpty()) {
                counts.merge(
                        column,
                        new Count(1, row.line()),
                        (before, _) -> new Count(before.rows() + 1, before.firstLine()));
            }
        });
    }

    /** One line per column; never what a cell holds. */
    void tell(String file, Report report) {
        counts.forEach((column, count) -> report.note(String.format(
                Locale.ROOT,
                "%s: column \"%s\" is not understood, or stands for none, in %,d rows, the first in line %d; no token is made of it.",
                file,
                column,
                count.rows(),
                count.firstLine())));
    }
}
