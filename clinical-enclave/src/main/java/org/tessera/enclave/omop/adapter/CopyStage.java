package org.tessera.enclave.omop.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows into a table with COPY, in bounded memory. */
final class CopyStage implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder waiting = new StringBuilder(2 * BUFFER);

    private CopyStage(CopyIn copy) {
        this.copy = copy;
    }

    /** Begins; until {@link #end} the connection can do nothing else. */
    static CopyStage into(Connection connection, String tableAndColumns) throws SQLException {
        return new CopyStage(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + tableAndColumns + " from stdin with (format text, encoding 'UTF8')"));
    }

    void write(long line, @Nullable String[] cells) throws IOException {
        waiting.append(line);
        for (String cell : cells) {
            waiting.append('\t');
            if (cell == null) {
                waiting.append("\\N");
            } else {
                escape(cell);
            }
        }
        waiting.append('\n');
        if (waiting.length() >= BUFFER) {
            flush();
        }
    }

    /** Ends the copy. */
    void end() throws SQLException, IOException {
        flush();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void escape(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            switch (c) {
                case '\\' -> waiting.append("\\\\");
                case '\t' -> waiting.append("\\t");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                default -> waiting.append(c);
            }
        }
    }

    private void flush() throws IOException {
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        waiting.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new IOException("COPY was refused", e);
        }
    }
}
