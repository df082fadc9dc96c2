package org.tessera.endtoend.world;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Says on the console what is going on, and for how long already, so that no wait is silent. */
public final class Progress implements AutoCloseable {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final InstantSource time;
    private final Duration interval;
    private final boolean inPlace;
    private final Map<String, Instant> running = new TreeMap<>();
    private final Thread ticker;
    private boolean closed;

    /** Speaks to the given stream; on a terminal every second in place, otherwise every ten seconds a line. */
    public Progress(PrintStream out, InstantSource time) {
        this.out = out;
        this.time = time;
        this.inPlace = Boolean.getBoolean("tessera.terminal");
        this.interval = inPlace ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
        this.ticker = Thread.ofPlatform().daemon().name("progress").start(this::tick);
    }

    /** Runs a piece of work under a name, and says when it is done and how long it took. */
    public <T> T during(String what, Callable<T> work) throws Exception {
        Instant begin = time.instant();
        enter(what, begin);
        try {
            T result = work.call();
            leave(what, "  ✓ " + what + " (" + seconds(begin) + ")");
            return result;
        } catch (Exception e) {
            leave(what, "  ✗ " + what + " (" + seconds(begin) + ")");
            throw e;
        }
    }

    /** A line. */
    public synchronized void say(String line) {
        out.println(inPlace ? CLEAR + line : line);
        out.flush();
    }

    private synchronized void enter(String what, Instant begin) {
        running.put(what, begin);
    }

    private synchronized void leave(String what, String line) {
        running.remove(what);
        say(line);
    }

    private String seconds(Instant begin) {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(begin, time.instant()).toMillis() / 1000.0);
    }

    private synchronized void tick() {
        try {
            while (!closed) {
                wait(interval.toMillis());
                String waiting = running.entrySet().stream()
                        .filter(entry -> Duration.between(entry.getValue(), time.instant())
                                        .compareTo(interval)
                                >= 0)
                        .map(entry -> entry.getKey() + " " + seconds(entry.getValue()))
                        .collect(Collectors.joining(", "));
                if (!waiting.isEmpty() && !closed) {
                    out.print(inPlace ? CLEAR + "  … " + waiting : "  … " + waiting + "\n");
                    out.flush();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        ticker.interrupt();
    }
}
