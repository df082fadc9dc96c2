package org.tessera.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run showed, as a page of Markdown. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    /** A paragraph. */
    void say(String line) {
        text.append(line).append("\n\n");
    }

    /** A table of steps. */
    void steps(List<Step> steps) {
        text.append("""
                | step | times | failed | p50 ms | p95 ms | p99 ms | longest ms | per second |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """);
        for (Step step : steps) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %d | %.2f |%n",
                    step.name(),
                    step.count(),
                    step.failed(),
                    step.median(),
                    step.p95(),
                    step.p99(),
                    step.most(),
                    step.perSecond()));
        }
        text.append('\n');
    }

    /** A table of servers. */
    void memory(Map<String, Long> most) {
        text.append("| server | most resident MiB |\n|---|---:|\n");
        most.forEach((server, mebibytes) ->
                text.append("| ").append(server).append(" | ").append(mebibytes).append(" |\n"));
        text.append('\n');
    }

    /**
     * A rung of the ladder.
     *
     * @param researchers at once, without a pause between steps
     * @param all the sum of all requests
     * @param journeys journeys finished per second
     */
    record Rung(int researchers, Step all, double journeys) {}

    /** The table of the ladder, and where more researchers bring no more. */
    void ladder(List<Rung> rungs) {
        text.append("""
                | researchers, no pauses | requests/s | journeys/s | p50 ms | p95 ms | p99 ms | failed |
                |---:|---:|---:|---:|---:|---:|---:|
                """);
        for (Rung rung : rungs) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %.1f | %.2f | %d | %d | %d | %d |%n",
                    rung.researchers(),
                    rung.all().perSecond(),
                    rung.journeys(),
                    rung.all().median(),
                    rung.all().p95(),
                    rung.all().p99(),
                    rung.all().failed()));
        }
        text.append('\n');
        say(saturation(rungs));
    }

    /** The first rung after which the journeys per second grow by less than a tenth. */
    static String saturation(List<Rung> rungs) {
        for (int i = 1; i < rungs.size(); i++) {
            double before = rungs.get(i - 1).journeys();
            double now = rungs.get(i).journeys();
            if (now < before * 1.1) {
                return String.format(
                        Locale.ROOT,
                        "It saturates at about %d researchers without pauses: %d bring %.2f journeys per second after %.2f.",
                        rungs.get(i - 1).researchers(),
                        rungs.get(i).researchers(),
                        now,
                        before);
            }
        }
        return "It did not saturate on this ladder.";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
