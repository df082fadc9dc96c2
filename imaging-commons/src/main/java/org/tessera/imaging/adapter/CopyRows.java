package org.tessera.imaging.adapter;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Writes rows in PostgreSQL's COPY text format, a buffer at a time. */
public final class CopyRows implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(BUFFER + 1024);
    private boolean done;

    /** @param into table and columns, "stage_case (line, sex)" */
    public CopyRows(CopyManager manager, String into) throws SQLException {
        this.copy = manager.copyIn("copy " + into + " from stdin");
    }

    /** Adds a row: texts, numbers, booleans, lists (as arrays) and nulls, in the order of the columns. */
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
        done = true;
    }

    @Override
    public void close() throws SQLException {
        if (!done && copy.isActive()) {
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
