package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardsTest {
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([a-z_, ]+)\\)");

    /** Labels of the house's meters, and those that the scrape adds. */
    private static final Set<String> LABELS = Set.of("service", "kind", "state", "channel", "reason");

    /** Runbooks of what people do by intent, without an alert. */
    private static final Set<String> PLANNED =
            Set.of("restore-a-backup.md", "change-a-signing-key.md", "a-person-leaves.md");

    @Test
    void every_alert_has_a_runbook_that_names_it() {
        assertThat(Dashboards.alerts()).isNotEmpty().allSatisfy(alert -> {
            Path page = Dashboards.ROOT.resolve(alert.at("/annotations/runbook").asText("none"));
            assertThat(page).isRegularFile();
            assertThat(Files.readString(page))
                    .contains("`" + alert.path("alert").asText() + "`");
            assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
        });
    }

    @Test
    void every_runbook_belongs_to_an_alert_or_to_work_that_is_planned() throws Exception {
        Set<String> named = new TreeSet<>(PLANNED);
        Dashboards.alerts()
                .forEach(alert ->
                        named.add(Path.of(alert.at("/annotations/runbook").asText())
                                .getFileName()
                                .toString()));
        try (var pages = Files.list(Dashboards.ROOT.resolve("docs/runbooks"))) {
            assertThat(pages.map(page -> page.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void nothing_is_grouped_by_anything_but_words_of_the_code() {
        List<String> groups = Dashboards.expressions().stream()
                .flatMap(expression -> GROUPED.matcher(expression).results())
                .flatMap(found -> List.of(found.group(1).split(", ")).stream())
                .toList();
        assertThat(groups).isNotEmpty().isSubsetOf(LABELS);
    }

    @Test
    void a_service_without_any_pod_is_away_too() {
        String away = expression("TesseraServiceAway");
        assertThat(Dashboards.services())
                .hasSize(4)
                .allSatisfy(service ->
                        assertThat(away).contains("or absent(up{part_of=\"tessera\", service=\"" + service + "\"})"));
    }

    /** The expectations themselves are held by promtool (deploy/observability/check.sh). */
    @Test
    void every_alert_is_tested_where_it_fires_and_where_it_does_not() {
        assertThat(Dashboards.alerts())
                .extracting(alert -> alert.path("alert").asText())
                .allSatisfy(alert -> {
                    assertThat(Dashboards.expectations())
                            .filteredOn(expected ->
                                    expected.path("alertname").asText().equals(alert))
                            .extracting(expected -> expected.path("exp_alerts").isEmpty())
                            .contains(true, false);
                });
    }

    private static String expression(String alert) {
        return Dashboards.alerts().stream()
                .filter(rule -> rule.path("alert").asText().equals(alert))
                .map(rule -> rule.path("expr").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_panel_has_a_title_and_asks_something() {
        assertThat(Dashboards.panels()).isNotEmpty().allSatisfy((JsonNode panel) -> {
            assertThat(panel.path("title").asText()).isNotEmpty();
            assertThat(panel.findValuesAsText("expr")).isNotEmpty();
        });
    }
}
