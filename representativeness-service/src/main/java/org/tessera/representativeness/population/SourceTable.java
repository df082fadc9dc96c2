package org.tessera.representativeness.population;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A table as it came: a CSV file, or a sheet of a workbook.
 *
 * @param name of the sheet; for a CSV file the attribute it was said to hold, or ""
 * @param header names of the columns
 * @param rows cells as text, each row as long as the header
 */
public record SourceTable(String name, List<String> header, List<List<String>> rows) {
    /**
     * Makes a table of lines whose first one is the header; lines without any text are left out.
     *
     * @param lines read one by one
     * @param size of the tables before it of the same upload, to which it adds its own
     * @throws ImportRefused "table-unreadable" when there is no header, a line is longer than it or the upload is too large
     */
    public static SourceTable of(String name, Iterator<List<String>> lines, TableSize size) {
        List<String> header = List.of();
        List<List<String>> rows = new ArrayList<>();
        while (lines.hasNext()) {
            List<String> line = filled(lines.next().stream().map(String::strip).toList(), header.size());
            size.add(line);
            if (line.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (header.isEmpty()) {
                header = line;
            } else if (line.size() > header.size()) {
                throw new ImportRefused(
                        "table-unreadable", "a line of table \"" + name + "\" has more cells than its header");
            } else {
                rows.add(line);
            }
        }
        if (header.isEmpty()) {
            throw new ImportRefused("table-unreadable", "table \"" + name + "\" has no header");
        }
        return new SourceTable(name, header, List.copyOf(rows));
    }

    private static List<String> filled(List<String> line, int length) {
        if (line.size() >= length) {
            return line;
        }
        List<String> filled = new ArrayList<>(line);
        filled.addAll(Collections.nCopies(length - line.size(), ""));
        return List.copyOf(filled);
    }

    /** Reads comma-separated text (RFC 4180); throws {@link ImportRefused} "table-unreadable". */
    public static SourceTable ofCsv(String name, String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(withoutMark)) {
            return of(name, reader.stream().map(CsvRecord::getFields).iterator(), new TableSize());
        } catch (CsvParseException | java.io.IOException e) {
            throw new ImportRefused("table-unreadable", "the file is not comma-separated text", e);
        }
    }

    /** Position of the first column with one of these names, whatever its case. */
    public Optional<Integer> column(List<String> names) {
        for (int index = 0; index < header.size(); index++) {
            if (names.contains(header.get(index).toLowerCase(java.util.Locale.ROOT))) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }
}
