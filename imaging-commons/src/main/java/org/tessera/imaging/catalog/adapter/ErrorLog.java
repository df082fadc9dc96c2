package org.tessera.imaging.catalog.adapter;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Errors of a bundle, on disk until they are copied into the database: there may be as many as rows. */
final class ErrorLog implements AutoCloseable {
    private final BufferedWriter writer;

    ErrorLog(Path file) throws IOException {
        this.writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    void add(String file, long line, String reason) throws IOException {
        String plain = reason.replace('\\', '/').replaceAll("\\p{Cntrl}", " ");
        writer.append(file)
                .append('\t')
                .append(Long.toString(line))
                .append('\t')
                .append(plain)
                .append('\n');
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Copies the errors into their table and returns how many there are. */
    static long copyIn(Connection connection, Path log) throws SQLException {
        try (InputStream in = Files.newInputStream(log)) {
            CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
            return manager.copyIn("copy stage_error (file, line, reason) from stdin", in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
