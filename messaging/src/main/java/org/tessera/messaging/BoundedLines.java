package org.tessera.messaging;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, none longer than a bound, so that hostile content cannot fill the memory. */
public final class BoundedLines implements Closeable {
    private final Reader reader;
    private final int longest;
    private long left;

    /**
     * Reads from the reader, which should be buffered.
     *
     * @param longest most characters of a line
     */
    public BoundedLines(Reader reader, int longest) {
        this(reader, longest, Long.MAX_VALUE);
    }

    /**
     * The same for a text that is bounded as a whole, too: one that says nothing new would be read for very long.
     *
     * @param longest most characters of a line
     * @param most most characters of all lines and their ends
     */
    public BoundedLines(Reader reader, int longest, long most) {
        this.reader = reader;
        this.longest = longest;
        this.left = most;
    }

    /** The next line that is not empty; null at the end. Throws {@link IOException} when a line or the text is too long. */
    public @Nullable String next() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (left-- == 0) {
                throw new IOException("the text is too long");
            }
            if (c != '\n') {
                if (line.length() == longest) {
                    throw new IOException("a line is too long");
                }
                line.append((char) c);
            } else if (!line.isEmpty()) {
                return line.toString();
            }
        }
        return line.isEmpty() ? null : line.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
