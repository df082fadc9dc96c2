package org.tessera.endtoend.story;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.tessera.endtoend.journey.Ledgers;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.journey.Teller;

/** One self-contained page about a journey: no script, no address, readable without seeing the plots. */
public final class Page {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--blue:#0b5fa5;--grey:#767c85;--red:#a3241b}
            @media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#16181b;--blue:#7cb8ee;--grey:#9aa0a6;--red:#f0857c}}
            body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
            h1,h2{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid var(--grey)}
            table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:600}
            th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid color-mix(in srgb,var(--grey) 30%,transparent);vertical-align:top}
            figure{margin:1rem 0}svg{width:100%;height:auto;max-height:36rem}svg text{font-size:14px;fill:var(--ink)}
            .bar{fill:var(--blue)}.hidden{fill:none;stroke:var(--grey);stroke-dasharray:4 3}.range{stroke:var(--blue);stroke-width:3}.axis{stroke:var(--grey);stroke-dasharray:5 4}
            .grid{stroke:var(--grey);opacity:.4}.frame{fill:none;stroke:var(--grey)}
            .curve{fill:none;stroke:var(--blue);stroke-width:3}.curve1{stroke-dasharray:9 5}.curve2{stroke-dasharray:2 5}
            .refused{color:var(--red)}.who{color:var(--grey)}
            """;

    private final Scene scene;
    private final InstantSource time;

    /** The page of that journey. */
    public Page(Scene scene, InstantSource time) {
        this.scene = scene;
        this.time = time;
    }

    /** Writes {@code index.html} into the results. */
    public void write() {
        Plots plots = new Plots(new ReleasedTables(scene.facts().released()));
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Tessera: a journey</title><style>"
                + STYLE + "</style></head><body><main>\n");
        page.append(Html.element("h1", "Tessera: what three domains found out together"));
        page.append(Html.element(
                "p",
                Html.text("Made on " + time.instant().truncatedTo(ChronoUnit.SECONDS)
                        + ". Every number of the enclave on this page left it by a reviewed download request.")));
        section(page, "The funnel", plots.funnel());
        section(page, "The cohort", plots.characteristics());
        section(page, "Odds ratios", plots.oddsRatios());
        section(page, "ROC", plots.curves());
        section(page, "How representative", plots.distances(scene.facts().answer("reports")));
        section(page, "What was refused, and why", refusals());
        section(page, "What crossed which border", crossings());
        section(page, "The story", story());
        section(
                page,
                "The ledgers",
                Html.element("p", Html.text(scene.facts().noted("ledgers").orElse("not verified")))
                        + Html.element(
                                "p",
                                Html.text("To verify them again, in the folder of this page, with Tessera's run: run "
                                        + Ledgers.again(""))));
        section(page, "Time", times());
        page.append("</main></body></html>\n");
        scene.keep("index.html", page.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void section(StringBuilder page, String title, String safeContent) {
        page.append("<section>")
                .append(Html.element("h2", Html.text(title)))
                .append(safeContent)
                .append("</section>\n");
    }

    private String refusals() {
        StringBuilder list = new StringBuilder("<ul>");
        scene.teller().lines().stream()
                .filter(line -> line.kind().equals("refused"))
                .forEach(line -> list.append(Html.element(
                        "li", "<b class=\"refused\">" + Html.text(line.who()) + "</b> " + Html.text(line.text()))));
        return list.append("</ul>").toString();
    }

    private String crossings() {
        StringBuilder table = new StringBuilder(Html.head("Messages", "Step", "Crossing"));
        scene.teller().lines().stream()
                .filter(line -> line.kind().equals("crossed"))
                .forEach(line -> table.append(Html.row(line.step(), line.text())));
        return table.append("</tbody></table>").toString();
    }

    private String story() {
        StringBuilder text = new StringBuilder();
        String step = "";
        for (Teller.Line line : scene.teller().lines()) {
            if (line.kind().equals("crossed")) {
                continue;
            }
            if (!line.step().equals(step)) {
                text.append(step.isEmpty() ? "" : "</ul>")
                        .append(Html.element("h3", Html.text(line.step())))
                        .append("<ul>");
                step = line.step();
            }
            if (!line.kind().equals("step")) {
                text.append(Html.element(
                        "li", "<span class=\"who\">" + Html.text(line.who()) + "</span> " + Html.text(line.text())));
            }
        }
        return text.append(step.isEmpty() ? "" : "</ul>").toString();
    }

    private String times() {
        StringBuilder table = new StringBuilder(Html.head("Seconds per step", "Step", "Seconds"));
        scene.teller()
                .times()
                .forEach((step, took) ->
                        table.append(Html.row(step, String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0))));
        return table.append("</tbody></table>").toString();
    }
}
