package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole journey over the small population, on real servers. */
@Tag("e2e")
@Order(1)
@ExtendWith(Travelled.class)
class JourneyTest {
    private final Scene scene;

    JourneyTest(Travelled.Trip trip) {
        this.scene = trip.scene();
    }

    @Test
    void the_broker_finds_who_is_on_both_sides_through_noisy_identifiers() throws IOException {
        scene.data().planned("linkage").forEach((linkage, cases) -> {
            if (!linkage.equals("NONE")) {
                assertThat(scene.facts().counts()).as(linkage).containsEntry("cases linked " + linkage, (long) cases);
            }
        });
    }

    @Test
    void the_alignment_gives_everybody_the_verdict_that_her_story_has() throws IOException {
        Map<String, Long> planned = new TreeMap<>();
        scene.data().planned("verdict").forEach((verdict, cases) -> planned.put("verdict " + verdict, (long) cases));
        assertThat(planned).isNotEmpty();
        assertThat(scene.facts().counts()).containsAllEntriesOf(planned);
    }

    @Test
    void the_results_leave_by_a_reviewed_request() {
        assertThat(scene.facts().released().keySet())
                .anyMatch(name -> name.startsWith("eligible-identifiers"))
                .anyMatch(name -> name.startsWith("funnel"))
                .anyMatch(name -> name.startsWith("model-results"))
                .anyMatch(name -> name.startsWith("roc"));
    }

    @Test
    void smoking_is_described_as_the_paper_has_it() throws IOException {
        Path characteristics = scene.facts().released().entrySet().stream()
                .filter(each -> each.getKey().startsWith("characteristics"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        assertThat(Files.readString(characteristics)).contains("\nsmoking,no,", "\nsmoking,yes,<20,");
    }

    @Test
    void a_constellation_is_told_where_the_day_of_a_study_is_open_and_nowhere_else() {
        String path = "/projects/" + scene.facts().noted("project").orElseThrow() + "/alignments/"
                + scene.facts().noted("alignment").orElseThrow() + "/rows";
        List<JsonNode> rows = Scene.all(scene.cast().rosalindAtEnclave, path);
        assertThat(rows).filteredOn(JourneyTest::isOpen).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("pairs").findValuesAsText("procedure"))
                    .contains(row.at("/constellation/studyDay").asText());
            assertThat(row.at("/constellation/ambiguity").asDouble()).isBetween(0.0, 1.0);
        });
        assertThat(rows)
                .filteredOn(row -> !isOpen(row))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.has("constellation")).isFalse());
    }

    private static boolean isOpen(JsonNode row) {
        return row.path("verdict").asText().matches("SUBCOHORT_[23]");
    }

    @Test
    void a_table_with_a_recoverable_small_cell_does_not_leave() {
        assertThat(scene.teller().lines())
                .anyMatch(line -> line.kind().equals("refused") && line.who().equals("disclosure check"));
    }

    @Test
    void what_people_see_inside_the_enclave_is_not_told_on_the_page() {
        assertThat(scene.teller().lines())
                .filteredOn(line -> line.who().equals("oscar") || line.who().startsWith("stewart"))
                .isNotEmpty()
                .noneMatch(line -> line.text().matches(".*(\\d rows|\\{).*"));
    }

    @Test
    void every_stage_has_a_distance() {
        assertThat(scene.facts().answer("reports").findValuesAsText("stage")).contains("whole-commons", "saved-cohort");
    }

    @Test
    void the_ledgers_hold_when_they_are_verified_offline() {
        assertThat(scene.facts().noted("ledgers").orElse("")).contains("4 ledgers hold");
    }

    @Test
    void a_token_of_the_commons_is_worthless_at_the_enclave() {
        assertThat(scene.teller().lines())
                .anyMatch(line -> line.text().contains("a token of the commons' realm")
                        && line.text().contains("401"));
    }
}
