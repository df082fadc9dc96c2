package org.tessera.broker.match;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Parts;

/**
 * A content that a thread of its own writes while it is read, some parts ahead at most. It ends where its writer ended well;
 * where the writer failed, reading fails, so that half a content is never taken for a whole one. Who stops reading closes it,
 * which stops the writer.
 */
final class WrittenBeside extends FilterInputStream {
    private volatile boolean whole;
    private volatile @Nullable Exception failure;

    /** Writes a whole content. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private WrittenBeside(PipedInputStream pipe) {
        super(pipe);
    }

    /** Begins to write. */
    static WrittenBeside by(Writer writer) throws IOException {
        PipedInputStream pipe = new PipedInputStream(2 * Parts.PART_BYTES);
        Pipe out = new Pipe(pipe);
        WrittenBeside content = new WrittenBeside(pipe);
        Thread.ofVirtual().start(() -> content.fill(writer, out));
        return content;
    }

    private void fill(Writer writer, Pipe out) {
        try {
            writer.write(out);
            whole = true;
        } catch (IOException | RuntimeException e) {
            failure = e;
        } finally {
            out.end();
        }
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read < 0 ? end() : read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        return read < 0 ? end() : read;
    }

    private int end() throws IOException {
        if (!whole) {
            throw new IOException("the content was not written to its end", failure);
        }
        return -1;
    }

    /** Writers close what they write to, in failure too: the reader is told the end only when it is known how it ended. */
    private static final class Pipe extends PipedOutputStream {
        Pipe(PipedInputStream reader) throws IOException {
            super(reader);
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        void end() {
            try {
                super.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
