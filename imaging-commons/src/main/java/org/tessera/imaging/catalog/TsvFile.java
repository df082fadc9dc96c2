package org.tessera.imaging.catalog;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads a tab-separated file as real exports write it: a byte-order mark, Windows line ends, quoted fields, a star
 * before the names of required columns. One row is in memory at a time, and a row is at most 1 MiB.
 */
final class TsvFile {
    private static final int LONGEST_ROW = 1024 * 1024;
    private static final char UNDECODABLE = '\uFFFD';

    private final Node node;
    private final RowSink sink;
    private long rows;
    private int width;

    private TsvFile(Node node, RowSink sink) {
        this.node = node;
        this.sink = sink;
    }

    /** Reads all of the file and returns how many rows it has, the header aside. */
    static long read(Path file, Node node, RowSink sink) throws IOException {
        TsvFile reading = new TsvFile(node, sink);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (Reader reader = withoutMark(new InputStreamReader(Files.newInputStream(file), decoder));
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator('\t')
                        .quoteCharacter('"')
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .maxBufferSize(LONGEST_ROW)
                        .ofCsvRecord(reader)) {
            reading.all(csv.iterator());
        }
        return reading.rows;
    }

    private void all(Iterator<CsvRecord> records) throws IOException {
        long line = 0;
        try {
            if (!records.hasNext()) {
                sink.refused(1, "the file is empty: no header");
                rows++;
                return;
            }
            Map<String, Integer> columns = header(records.next());
            if (columns.isEmpty()) {
                rows++;
                return;
            }
            while (records.hasNext()) {
                CsvRecord row = records.next();
                line = row.getStartingLineNumber();
                rows++;
                one(row, columns);
            }
        } catch (CsvParseException e) {
            rows++;
            sink.refused(line + 1, "cannot be read from here on: a quote that does not close, or a row beyond 1 MiB");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Map<String, Integer> header(CsvRecord first) throws IOException {
        Map<String, Integer> columns = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < first.getFieldCount(); i++) {
            String name = first.getField(i).strip();
            String column = name.startsWith("*") ? name.substring(1) : name;
            if (!Dictionary.columns(node).contains(column)) {
                unknown.add(String.valueOf(i + 1));
            } else if (columns.put(column, i) != null) {
                sink.refused(first.getStartingLineNumber(), column + ": the column is there twice");
                return Map.of();
            }
        }
        if (!unknown.isEmpty()) {
            sink.warned("columns not in the dictionary are ignored, at position " + String.join(", ", unknown));
        }
        for (String required : Dictionary.required(node)) {
            if (!columns.containsKey(required)) {
                sink.refused(first.getStartingLineNumber(), required + ": the column is missing");
                return Map.of();
            }
        }
        if (columns.isEmpty()) {
            sink.refused(first.getStartingLineNumber(), "no column of the dictionary in the header");
        }
        width = first.getFieldCount();
        return columns;
    }

    private void one(CsvRecord row, Map<String, Integer> columns) throws IOException {
        long line = row.getStartingLineNumber();
        List<String> fields = row.getFields();
        try {
            if (fields.size() < width || fields.stream().skip(width).anyMatch(extra -> !extra.isBlank())) {
                throw new BadRow("expected " + width + " fields, found " + fields.size());
            }
            for (String field : fields) {
                if (field.indexOf(UNDECODABLE) >= 0 || field.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r')) {
                    throw new BadRow("not UTF-8 text");
                }
            }
            sink.accept(new TsvRow(line, columns, fields));
        } catch (BadRow e) {
            sink.refused(line, e.reason());
        }
    }

    private static Reader withoutMark(Reader reader) throws IOException {
        var pushback = new java.io.PushbackReader(reader, 1);
        int first = pushback.read();
        if (first >= 0 && first != '\uFEFF') {
            pushback.unread(first);
        }
        return pushback;
    }

    /** Takes what a file holds. */
    interface RowSink {
        /** A row to load. Throws {@link BadRow} when it does not keep the dictionary's rules. */
        void accept(TsvRow row) throws BadRow, IOException;

        /** A row that is not loaded. */
        void refused(long line, String reason) throws IOException;

        /** Something a curator should know that kept no row out. */
        void warned(String sentence);
    }
}
