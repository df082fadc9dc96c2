package org.tessera.endtoend.journey;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells the story on the console, and remembers it for the page. */
public final class Teller {
    private final PrintStream out;
    private final InstantSource time;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Duration> times = new LinkedHashMap<>();
    private String step = "";
    private Instant begun = Instant.EPOCH;

    /**
     * A line of the story.
     *
     * @param step the step it belongs to
     * @param kind "step", "did", "crossed", "refused" or "found"
     * @param who a domain or a person
     * @param text a sentence
     */
    public record Line(String step, String kind, String who, String text) {}

    /** Tells to the given stream. */
    public Teller(PrintStream out, InstantSource time) {
        this.out = out;
        this.time = time;
    }

    /** A step begins; the one before is over. */
    public void step(String title) {
        end();
        step = title;
        begun = time.instant();
        keep("step", "", title, "\n" + title);
    }

    /** The last step is over. */
    public void end() {
        if (!step.isEmpty()) {
            Duration took = Duration.between(begun, time.instant());
            times.merge(step, took, Duration::plus);
            out.printf(Locale.ROOT, "    (%.1f s)%n", took.toMillis() / 1000.0);
            out.flush();
            step = "";
        }
    }

    /** Somebody did something. */
    public void did(String who, String what) {
        keep("did", who, what, "  " + pad(who) + what);
    }

    /** Something was found out: a number, a result. */
    public void found(String who, String what) {
        keep("found", who, what, "  " + pad(who) + "→ " + what);
    }

    /** Something was refused, with its reason. */
    public void refused(String who, String what) {
        keep("refused", who, what, "  " + pad(who) + "✗ refused: " + what);
    }

    /** Something that is seen inside a workspace only: it is shown on the console, and does not go into the page. */
    public void inside(String who, String what) {
        out.println("  " + pad(who) + "→ " + what);
        out.flush();
    }

    /** What crossed which border. */
    public void crossed(List<Borders.Crossing> crossings) {
        for (Borders.Crossing crossing : crossings) {
            if (!crossing.channel().contains("ledger-heads")) {
                String text = String.format(
                        Locale.ROOT,
                        "%s  %d message%s, %,d bytes, %s…",
                        crossing.channel(),
                        crossing.messages(),
                        crossing.messages() == 1 ? "" : "s",
                        crossing.bytes(),
                        crossing.digest().substring(0, 19));
                keep("crossed", "border", text, "  " + pad("border") + "⇢ " + text);
            }
        }
    }

    private static String pad(String who) {
        return String.format(Locale.ROOT, "%-24s", who);
    }

    private void keep(String kind, String who, String text, String shown) {
        lines.add(new Line(step, kind, who, text));
        out.println(shown);
        out.flush();
    }

    /** Everything told so far. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** How long each step took. */
    public Map<String, Duration> times() {
        return new LinkedHashMap<>(times);
    }
}
