package org.tessera.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static Report.Rung rung(int researchers, double perSecond) {
        return new Report.Rung(researchers, new Step("All", 100, 0, 1, 2, 3, 4, perSecond), perSecond / 10);
    }

    @Test
    void it_saturates_where_more_researchers_bring_no_more() {
        assertThat(Report.saturation(List.of(rung(2, 20), rung(5, 45), rung(10, 48), rung(20, 47))))
                .startsWith("It saturates at about 5 researchers");
    }

    @Test
    void a_ladder_that_is_too_short_shows_no_saturation() {
        assertThat(Report.saturation(List.of(rung(2, 20), rung(5, 45)))).startsWith("It did not saturate");
    }

    @Test
    void steps_and_groups_come_out_of_the_statistics(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("js"));
        Files.writeString(folder.resolve("js/stats.js"), """
                var stats = {
                    type: "GROUP",
                name: "All Requests",
                stats: {"name": "All Requests", "numberOfRequests": {"total": "7", "ok": "6", "ko": "1"},
                    "maxResponseTime": {"total": "90"}, "percentiles1": {"total": "10"}, "percentiles2": {"total": "50"},
                    "percentiles3": {"total": "80"}, "meanNumberOfRequestsPerSecond": {"total": "0.5"}},
                contents: {
                "group-1": {type: "GROUP", stats: {"name": "until the answer",
                    "numberOfRequests": {"total": "2", "ok": "2", "ko": "0"}, "maxResponseTime": {"total": "900"},
                    "percentiles1": {"total": "700"}, "percentiles2": {"total": "800"}, "percentiles3": {"total": "850"},
                    "meanNumberOfRequestsPerSecond": {"total": "0.1"}}}}
                }

                function fillStats(stat){}
                """);
        assertThat(Step.read(folder))
                .containsExactly(
                        new Step("All Requests", 7, 1, 10, 50, 80, 90, 0.5),
                        new Step("until the answer", 2, 0, 700, 800, 850, 900, 0.1));
    }

    @Test
    void what_was_never_answered_is_counted_and_waited_for_like_the_rest(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("answers.tsv"),
                List.of("match\t300\ttrue", "match\t120000\tfalse", "match\t900\ttrue", "report\t400\ttrue"));
        assertThat(Answers.read(file, Duration.ofSeconds(10)))
                .containsExactly(
                        new Step("match", 3, 1, 900, 120_000, 120_000, 120_000, 0.3),
                        new Step("report", 1, 0, 400, 400, 400, 400, 0.1));
    }
}
