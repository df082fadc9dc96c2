package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;

/** What the journey released and the enclave then recalls is shown nowhere any more. */
@Tag("e2e")
@Order(3) // after everything that reads what the journey released
@ExtendWith(Travelled.class)
class RecalledTest {
    private final Scene scene;

    RecalledTest(Travelled.Trip trip) {
        this.scene = trip.scene();
    }

    @Test
    void a_recall_reaches_the_representativeness_service() throws Exception {
        Person reader = scene.cast().rosalind.at(scene.world().url(ServiceSpec.REPRESENTATIVENESS));
        Person member = scene.cast().rosalindAtEnclave;
        assertThat(distances(reader.get("/subgroup-reports").json())).isNotEmpty();
        int reports = Scene.all(member, "/representativeness-reports").size();

        recall("cohort-profile", Map.of("stage", "final-cohort"));
        reader.await(
                "/subgroup-reports",
                "its distances to be gone",
                page -> distances(page).isEmpty());
        assertThat(Scene.all(member, "/representativeness-reports")).hasSize(reports - 3);

        recall("subgroup-performance", Map.of());
        reader.await(
                "/subgroup-reports",
                "the subgroup report to be gone",
                page -> page.path("items").isEmpty());

        Ledgers.Verified verified = Ledgers.verify(scene, "ledgers-recalled");
        assertThat(verified.hold()).as(verified.said()).isTrue();
    }

    private static List<JsonNode> distances(JsonNode page) {
        return page.findValues("distances").stream()
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** Recalls what was released of a kind with these parameters. */
    private void recall(String kind, Map<String, String> parameters) {
        JsonNode request = Scene.all(scene.cast().adele, "/download-requests").stream()
                .filter(each -> each.path("state").asText().equals("RELEASED"))
                .filter(each -> each.at("/resources/0/kind").asText().equals(kind))
                .filter(each -> parameters.entrySet().stream()
                        .allMatch(wanted -> each.at("/resources/0/parameters")
                                .path(wanted.getKey())
                                .asText()
                                .equals(wanted.getValue())))
                .findFirst()
                .orElseThrow();
        scene.cast()
                .adele
                .post("/download-requests/" + request.path("id").asText() + "/recall", Map.of("comment", "A mistake."))
                .orThrow();
    }
}
