package org.tessera.partner.bundle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;

/**
 * The columns that a bundle may carry, by name. What is not on the list stays at the hospital, whatever it is called: a
 * list of names that give a person away would never be complete.
 */
final class AllowedColumns {
    private AllowedColumns() {}

    /** Table to its columns, in the order of a list that is part of this program: a line "table: column column" for each. */
    static Map<String, Set<String>> of(String list) {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(AllowedColumns.class.getResourceAsStream(list));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split(": ", 2);
                tables.put(parts[0], Set.of(parts[1].split(" ")));
            });
            return tables;
        } catch (IOException e) {
            throw new IllegalStateException(list + " is part of this program", e);
        }
    }

    /** The columns of the file that travel, in its order; each of the others is told. */
    static List<String> kept(Path file, Set<String> allowed, Report report) throws Refusal {
        List<String> kept = new ArrayList<>();
        for (String column : Table.header(file)) {
            if (allowed.contains(column)) {
                kept.add(column);
            } else {
                report.note(Table.name(file) + ": column \"" + column + "\" stays here.");
            }
        }
        return kept;
    }
}
