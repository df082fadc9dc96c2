package org.tessera.partner.tokens;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.PackedTokens;
import org.tessera.contracts.TokenRecord;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;

/** Joins the register, which pushes records, to the packed format, which pulls them: a few chunks at a time are in memory. */
public final class PackedRegister {
    private static final int CHUNK = 1000;
    private static final int CHUNKS_AHEAD = 8;

    private final BlockingQueue<List<TokenRecord>> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private final AtomicReference<Register.@Nullable Counts> counts = new AtomicReference<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private List<TokenRecord> open = new ArrayList<>(CHUNK);

    private PackedRegister() {}

    /** Gives a stream for each batch; it is closed when the batch is complete. */
    @FunctionalInterface
    public interface Batches {
        /** For the next one. */
        OutputStream open() throws IOException;
    }

    /**
     * Writes the packed tokens of the whole register.
     *
     * @param most so many references each batch has but the last, which has what is left; a register without any is one batch
     */
    public static Register.Counts write(Register register, Report report, int most, Batches batches)
            throws Refusal, IOException {
        return new PackedRegister().run(register, report, most, batches);
    }

    private Register.Counts run(Register register, Report report, int most, Batches batches)
            throws Refusal, IOException {
        Thread reader = Thread.ofVirtual().start(() -> readAll(register, report));
        Records records = new Records();
        try {
            do {
                try (OutputStream out = batches.open()) {
                    PackedTokens.write(out, () -> records.atMost(most));
                }
            } while (records.hasNext());
        } catch (IOException | RuntimeException e) {
            reader.interrupt();
            throw e;
        }
        Exception seen = failure.get();
        if (seen instanceof Refusal refusal) {
            throw refusal;
        }
        if (seen != null) {
            throw new IOException("the register could not be read to its end", seen);
        }
        return java.util.Objects.requireNonNull(counts.get());
    }

    private void readAll(Register register, Report report) {
        try {
            counts.set(register.tokenise(report, this::add));
        } catch (Refusal | RuntimeException e) {
            failure.set(e);
        } finally {
            flush();
            put(List.of());
        }
    }

    private void add(TokenRecord tokens) {
        open.add(tokens);
        if (open.size() == CHUNK) {
            flush();
        }
    }

    private void flush() {
        if (!open.isEmpty()) {
            put(open);
            open = new ArrayList<>(CHUNK);
        }
    }

    private void put(List<TokenRecord> chunk) {
        try {
            chunks.put(chunk);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody takes the tokens any more", e);
        }
    }

    /** Takes chunk by chunk; an empty chunk is the end. */
    private final class Records implements Iterator<TokenRecord> {
        private final Queue<TokenRecord> here = new ArrayDeque<>();
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (here.isEmpty() && !ended) {
                try {
                    List<TokenRecord> chunk = chunks.take();
                    ended = chunk.isEmpty();
                    here.addAll(chunk);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new UncheckedIOException(new IOException("interrupted", e));
                }
            }
            return !here.isEmpty();
        }

        @Override
        public TokenRecord next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            return here.remove();
        }

        /** The next so many of them. */
        Iterator<TokenRecord> atMost(int most) {
            return new Iterator<>() {
                private int taken;

                @Override
                public boolean hasNext() {
                    return taken < most && Records.this.hasNext();
                }

                @Override
                public TokenRecord next() {
                    if (!hasNext()) {
                        throw new java.util.NoSuchElementException();
                    }
                    taken++;
                    return Records.this.next();
                }
            };
        }
    }
}
