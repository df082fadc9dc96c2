package org.tessera.messaging;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows with PostgreSQL's COPY, in bounded memory. Until it is closed its connection can do nothing else. */
public final class CopyRows implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(BUFFER + 1024);

    /**
     * Begins.
     *
     * @param into table and columns, "stage_case (line, sex)"
     */
    public CopyRows(Connection connection, String into) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + into + " FROM STDIN WITH (FORMAT text, ENCODING 'UTF8')");
    }

    /** Adds a row: texts, numbers, booleans, bytes, lists (as arrays) and nulls, in the order of the columns. */
    public void row(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            buffer.append(i == 0 ? "" : "\t").append(text(values[i]));
        }
        buffer.append('\n');
        if (buffer.length() >= BUFFER) {
            flush();
        }
    }

    /** Ends the copy; without it the rows are dropped. */
    public void finish() throws SQLException {
        flush();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }

    /** One value as COPY wants it: backslash, tab and line ends escaped, null as \N. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "\\N";
            case byte[] bytes -> "\\\\x" + HexFormat.of().formatHex(bytes);
            case List<?> list -> escape(array(list));
            default -> escape(value.toString());
        };
    }

    private static String array(List<?> list) {
        StringBuilder text = new StringBuilder("{");
        for (Object element : list) {
            String quoted = element.toString().replace("\\", "\\\\").replace("\"", "\\\"");
            text.append(text.length() == 1 ? "" : ",")
                    .append('"')
                    .append(quoted)
                    .append('"');
        }
        return text.append('}').toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
