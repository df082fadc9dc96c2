package org.tessera.endtoend.story;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.tessera.endtoend.journey.Facts;
import org.tessera.endtoend.journey.Ledgers;
import org.tessera.endtoend.journey.Teller;

/** One self-contained page about a journey: no script, no address, readable without seeing the plots. */
public final class Page {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--blue:#0b5fa5;--grey:#5f6670;--red:#a3241b}
            @media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#16181b;--blue:#7cb8ee;--grey:#9aa0a6;--red:#f0857c}}
            body{overflow-wrap:anywhere;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
            @media(max-width:40rem){body{margin:1rem auto}th,td{padding-right:.4rem}}
            h1,h2{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid var(--grey)}
            table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:600}
            th,td{text-align:left;min-width:3.5rem;padding:.2rem .8rem .2rem 0;border-bottom:1px solid color-mix(in srgb,var(--grey) 30%,transparent);vertical-align:top}th,details td{overflow-wrap:break-word}details{overflow-x:auto}
            figure{margin:1rem 0;overflow-x:auto}svg{width:100%;min-width:36rem;height:auto;max-height:36rem}svg text{font-size:14px;fill:var(--ink)}svg .caption{font-size:13px}
            .bar{fill:var(--blue)}.hidden{fill:none;stroke:var(--grey);stroke-dasharray:4 3}.range{stroke:var(--blue);stroke-width:3}.axis{stroke:var(--grey);stroke-dasharray:5 4}
            .grid{stroke:var(--grey);opacity:.4}.frame{fill:none;stroke:var(--grey)}
            .curve{fill:none;stroke:var(--blue);stroke-width:3}.curve1{stroke-dasharray:9 5}.curve2{stroke-dasharray:2 5}
            .refused{color:var(--red)}.who{color:var(--grey)}
            """;

    /** What governance.md says of each border, as far as this page has numbers of it. */
    private static final String LEFT = """
            <ul>
            <li><b>By review:</b> the funnel, the cohort, the odds ratios, the ROC curves, the list of identifiers, the performance in
            subgroups, and the distances of the stages linked, interval-aligned and final-cohort. Each left the enclave in a download request
            that the disclosure check did not refuse and two people reviewed, blind to each other; the distances were computed outside from
            profiles that were released so.</li>
            <li><b>By a rule, and nobody looked:</b> of how many there are clinical data is answered by the broker for cohorts of at least 100, rounded
            down to a multiple of 20 after up to 20 were left out, and below that as "fewer than 20" or "fewer than 40"; what its operator sees
            of holdings and runs is in buckets. How many messages and bytes crossed a border, how many wait in quarantine and how long the ledgers
            are is counted by those who run the servers: it is of messages, not of persons.</li>
            <li><b>Not of the enclave:</b> the catalogue, saved cohorts and their distances (whole-commons, saved-cohort) are the open
            commons' own.</li>
            <li><b>Not here:</b> what people see inside the enclave. The demo shows it on the console.</li>
            </ul>
            """;

    private final Facts facts;
    private final Teller teller;
    private final InstantSource time;

    /** The page of a journey: what was found, and the story as it was told. */
    public Page(Facts facts, Teller teller, InstantSource time) {
        this.facts = facts;
        this.teller = teller;
        this.time = time;
    }

    /** The whole page. */
    public String html() {
        Plots plots = new Plots(new ReleasedTables(facts.released()));
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Tessera: a journey</title><style>"
                + STYLE + "</style></head><body><main>\n");
        page.append(Html.element("h1", "Tessera: what three domains found out together"));
        page.append(
                Html.element("p", Html.text("Made on " + time.instant().truncatedTo(ChronoUnit.SECONDS) + " (UTC).")));
        section(page, "How these numbers left", LEFT);
        section(page, "The funnel", plots.funnel());
        section(page, "The cohort", plots.characteristics());
        section(page, "Odds ratios", plots.oddsRatios());
        section(page, "ROC", plots.curves());
        section(page, "How representative", plots.distances(facts.answer("reports")));
        section(page, "What was refused, and why", refusals());
        section(page, "What crossed which border", crossings());
        section(page, "The story", story());
        section(
                page,
                "The ledgers",
                Html.element("p", Html.text(facts.noted("ledgers").orElse("not verified")))
                        + Html.element(
                                "p",
                                Html.text("To verify them again, in the folder of this page, with Tessera's run: run "
                                        + Ledgers.again(""))));
        section(page, "Time", times());
        page.append("</main></body></html>\n");
        return page.toString();
    }

    private static void section(StringBuilder page, String title, String safeContent) {
        page.append("<section>")
                .append(Html.element("h2", Html.text(title)))
                .append(safeContent)
                .append("</section>\n");
    }

    private String refusals() {
        StringBuilder list = new StringBuilder("<ul>");
        teller.lines().stream()
                .filter(line -> line.kind().equals("refused"))
                .forEach(line -> list.append(Html.element(
                        "li", "<b class=\"refused\">" + Html.text(line.who()) + "</b> " + Html.text(line.text()))));
        return list.append("</ul>").toString();
    }

    private String crossings() {
        StringBuilder table = new StringBuilder(Html.head("Messages", "Step", "Crossing"));
        teller.lines().stream()
                .filter(line -> line.kind().equals("crossed"))
                .forEach(line -> table.append(Html.row(line.step(), line.text())));
        return table.append("</tbody></table>").toString();
    }

    private String story() {
        StringBuilder text = new StringBuilder();
        String step = "";
        for (Teller.Line line : teller.lines()) {
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
        teller.times()
                .forEach((step, took) ->
                        table.append(Html.row(step, String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0))));
        return table.append("</tbody></table>").toString();
    }
}
