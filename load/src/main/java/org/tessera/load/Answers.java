package org.tessera.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * How long it takes until what was asked is answered. The players measure it themselves: Gatling leaves groups whose
 * requests are all silent out of its statistics, and with them the questions that were never answered.
 */
final class Answers {
    /** How long a request may take until its end before it counts as lost. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String ASKED = "asked";
    private static final String TAB = "\t";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** Polls until the question has ended; one that has not within the patience fails. */
    ChainBuilder until(String name, Predicate<Session> ended, ChainBuilder poll) {
        return exec(session -> session.set(ASKED, System.currentTimeMillis()))
                .exec(asLongAsDuring(session -> !ended.test(session), PATIENCE).on(poll))
                .exec(session -> {
                    boolean answered = ended.test(session);
                    long waited = System.currentTimeMillis() - session.getLong(ASKED);
                    lines.add(String.join(TAB, name, Long.toString(waited), Boolean.toString(answered)));
                    return answered ? session : session.markAsFailed();
                });
    }

    /** Keeps what was measured: name, milliseconds and whether it was answered in a line. */
    void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    /** A step of each kind of question; its times are those of unanswered ones too. */
    static List<Step> read(Path file, Duration lasting) throws IOException {
        Map<String, List<Long>> waited = new TreeMap<>();
        Map<String, Long> lost = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(TAB, -1);
            waited.computeIfAbsent(fields[0], name -> new ArrayList<>()).add(Long.valueOf(fields[1]));
            lost.merge(fields[0], Boolean.parseBoolean(fields[2]) ? 0L : 1L, Long::sum);
        }
        List<Step> steps = new ArrayList<>();
        waited.forEach((name, times) -> {
            times.sort(null);
            steps.add(new Step(
                    name,
                    times.size(),
                    lost.getOrDefault(name, 0L),
                    percentile(times, 50),
                    percentile(times, 95),
                    percentile(times, 99),
                    times.getLast(),
                    (double) times.size() / lasting.toSeconds()));
        });
        return steps;
    }

    /** The nearest rank. */
    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.size()) - 1));
    }
}
