package org.tessera.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tessera.endtoend.world.Stage;

/** Reads the resident memory of every server every five seconds, and keeps the most. */
final class MemoryWatch implements AutoCloseable {
    private static final long SECONDS = 5;

    private final Stage world;
    private final Map<String, Long> most = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    MemoryWatch(Stage world) {
        this.world = world;
        var _ = timer.scheduleAtFixedRate(this::look, 0, SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void look() {
        world.memory().forEach(server -> most.merge(server.server(), server.now(), Math::max));
    }

    /** The most that was seen of each server, in MiB. */
    synchronized Map<String, Long> most() {
        return new LinkedHashMap<>(most);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
