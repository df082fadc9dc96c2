package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.tessera.endtoend.world.ServiceSpec;

/** Part of step 10: how the protocol's last model performs in subgroups, released and then read beside the distances. */
final class Subgroups {
    private final Scene scene;
    private final Teller teller;

    Subgroups(Scene scene) {
        this.scene = scene;
        this.teller = scene.teller();
    }

    void release() {
        List<String> models = StreamSupport.stream(
                        scene.facts().answer("analysis").path("models").spliterator(), false)
                .filter(model -> model.path("state").asText().equals("ESTIMATED"))
                .map(model -> model.path("name").asText())
                .toList();
        if (models.isEmpty()) {
            teller.inside("workspace", "no model was estimated: nothing to evaluate in subgroups");
            return;
        }
        Map<String, Object> wanted = Egress.wanted("subgroup-performance", Map.of("model", models.getLast()));
        if (new Egress(scene).release("how " + models.getLast() + " performs in subgroups", List.of(wanted))) {
            Person rosalind = scene.cast().rosalind.at(scene.world().url(ServiceSpec.REPRESENTATIVENESS));
            tell(rosalind.await(
                            "/subgroup-reports",
                            "the subgroup report",
                            page -> !page.path("items").isEmpty())
                    .path("items")
                    .path(0));
        }
    }

    private void tell(JsonNode report) {
        List<String> shown = new ArrayList<>();
        int withheld = 0;
        for (JsonNode subgroup : report.path("subgroups")) {
            JsonNode auc = subgroup.at("/performance/auc/value");
            if (auc.isMissingNode()) {
                withheld++;
            } else {
                shown.add(String.format(
                        Locale.ROOT, "%s %.2f", subgroup.path("category").asText(), auc.asDouble()));
            }
        }
        teller.found(
                "representativeness",
                "area under the curve in subgroups: " + (shown.isEmpty() ? "none shown" : String.join(", ", shown))
                        + "; " + withheld + " withheld, with too few persons with or without the outcome");
    }
}
