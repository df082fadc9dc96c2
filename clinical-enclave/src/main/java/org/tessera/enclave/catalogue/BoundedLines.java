package org.tessera.enclave.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, none longer than a bound, so that hostile content cannot fill the memory. */
public final class BoundedLines implements Closeable {
    private final Reader reader;
    private final int longest;

    /**
     * Reads from the reader, which should be buffered.
     *
     * @param longest most characters of a line
     */
    public BoundedLines(Reader reader, int longest) {
        this.reader = reader;
        this.longest = longest;
    }

    /** The next line that is not empty; null at the end. Throws {@link IOException} for a line that is too long. */
    public @Nullable String next() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
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
