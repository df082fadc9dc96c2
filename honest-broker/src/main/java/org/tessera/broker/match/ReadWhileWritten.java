package org.tessera.broker.match;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.tessera.envelope.Parts;

/** Content that a thread of its own writes while it is read: writing a result takes as long as sealing and storing it. */
final class ReadWhileWritten {
    private ReadWhileWritten() {}

    /** Writes content. */
    @FunctionalInterface
    interface Writer {
        /** Writes it and closes the stream. */
        void to(OutputStream content) throws IOException;
    }

    /**
     * What the reader, in the caller's thread, makes of the content. Throws what the reader throws, and {@link
     * IllegalStateException} when the content was not written to its end, whatever the reader made of its beginning.
     */
    static <T> T read(Writer writer, Function<InputStream, T> reader) {
        FutureTask<Void> writing;
        T read;
        try (PipedInputStream in = new PipedInputStream(Parts.CONTENT_BYTES)) {
            PipedOutputStream out = new PipedOutputStream(in);
            writing = new FutureTask<>(() -> {
                try (out) {
                    writer.to(out);
                }
                return null;
            });
            Thread.ofVirtual().name("content").start(writing);
            read = reader.apply(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Closed before this waits: nobody would take what the reader has left.
        return whole(writing, read);
    }

    private static <T> T whole(FutureTask<Void> writing, T read) {
        try {
            writing.get();
            return read;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the content could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while content was written", e);
        }
    }
}
