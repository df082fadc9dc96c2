package org.tessera.index;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The body of an answer, given up when nothing more of it comes: the timeout of a request ends with the answer's headers. */
final class WatchedBody extends FilterInputStream {
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final Duration patience;
    private volatile boolean isGivenUp;

    /** @param patience how long a read may wait */
    WatchedBody(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
    }

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("stalled-bodies").factory());
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        ScheduledFuture<?> alarm = WATCH.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return super.read(into, offset, length);
        } catch (IOException e) {
            throw isGivenUp ? new IOException("nothing more came for " + patience.toMillis() + " ms", e) : e;
        } finally {
            alarm.cancel(false);
        }
    }

    private void giveUp() {
        isGivenUp = true;
        try {
            in.close();
        } catch (IOException e) {
            // The reader is told by its own exception.
        }
    }
}
