package org.tessera.endtoend.population;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One table of the data set, written row by row: commas or tabs, UTF-8, quoted where a field needs it. */
final class TableFile implements AutoCloseable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedWriter writer;
    private final List<String> columns;
    private final char separator;
    private final String lineEnd;
    private long rows;

    private TableFile(BufferedWriter writer, List<String> columns, char separator, String lineEnd) {
        this.writer = writer;
        this.columns = columns;
        this.separator = separator;
        this.lineEnd = lineEnd;
    }

    static TableFile create(Path file, String header, PopulationSpec.Mess mess) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        char separator = file.toString().endsWith(".tsv") ? '\t' : ',';
        String lineEnd = mess.windows() ? "\r\n" : "\n";
        BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        TableFile table = new TableFile(writer, List.of(header.replace("*", "").split(" ")), separator, lineEnd);
        if (mess.windows()) {
            writer.write(BYTE_ORDER_MARK);
        }
        table.line(List.of((mess.quotedCommas() ? header : header.replace("*", "")).split(" ")));
        return table;
    }

    /** A row by column name; a column that is not given is empty. */
    void row(Map<String, ?> values) {
        if (!columns.containsAll(values.keySet())) {
            throw new IllegalArgumentException("no such columns: " + values.keySet() + " in " + columns);
        }
        write(columns.stream()
                .map(column -> values.containsKey(column) ? String.valueOf(values.get(column)) : "")
                .toList());
    }

    /** A row in the order of the header. */
    void write(List<String> values) {
        try {
            line(values);
            rows++;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long rows() {
        return rows;
    }

    private void line(List<String> values) throws IOException {
        writer.write(values.stream().map(this::field).collect(Collectors.joining(String.valueOf(separator))));
        writer.write(lineEnd);
    }

    private String field(String value) {
        boolean plain = value.indexOf(separator) < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0;
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
