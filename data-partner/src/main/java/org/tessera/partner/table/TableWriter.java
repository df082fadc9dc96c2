package org.tessera.partner.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a table the plain way: UTF-8, no mark, line feeds, quotes only where a field needs them. */
public final class TableWriter implements AutoCloseable {
    private final BufferedWriter writer;
    private final char separator;

    /** Creates the file and its folders, and writes the header; tabs where its name ends in ".tsv". */
    public TableWriter(Path file, List<String> header) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.separator = file.toString().endsWith(".tsv") ? '\t' : ',';
        this.writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        write(header);
    }

    /** One row, in the order of the header. */
    public void write(List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                writer.write(separator);
            }
            writer.write(quoted(fields.get(i)));
        }
        writer.write('\n');
    }

    private String quoted(String field) {
        boolean plain = field.indexOf(separator) < 0
                && field.indexOf('"') < 0
                && field.indexOf('\n') < 0
                && field.indexOf('\r') < 0;
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
