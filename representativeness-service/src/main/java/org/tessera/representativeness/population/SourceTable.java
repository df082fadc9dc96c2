package org.tessera.representativeness.population;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
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
     * @throws ImportRefused "table-unreadable" when there is no header or a line is longer than it
     */
    public static SourceTable of(String name, List<List<String>> lines) {
        List<List<String>> filled = lines.stream()
                .filter(line -> line.stream().anyMatch(cell -> !cell.isBlank()))
                .toList();
        if (filled.isEmpty()) {
            throw new ImportRefused("table-unreadable", "table \"" + name + "\" has no header");
        }
        List<String> header = filled.getFirst().stream().map(String::strip).toList();
        List<List<String>> rows = new ArrayList<>();
        for (List<String> line : filled.subList(1, filled.size())) {
            if (line.size() > header.size()) {
                throw new ImportRefused(
                        "table-unreadable", "a line of table \"" + name + "\" has more cells than its header");
            }
            List<String> row = new ArrayList<>(line.stream().map(String::strip).toList());
            while (row.size() < header.size()) {
                row.add("");
            }
            rows.add(List.copyOf(row));
        }
        return new SourceTable(name, header, List.copyOf(rows));
    }

    /** Reads comma-separated text (RFC 4180); throws {@link ImportRefused} "table-unreadable". */
    public static SourceTable ofCsv(String name, String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(withoutMark)) {
            return of(name, reader.stream().map(CsvRecord::getFields).toList());
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
