package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the cluster asks for reaches every object that it concerns, those that operators make pods of too. */
class ClusterTest {
    static List<Chart.Setting> settings() {
        return Chart.settings().stream().filter(Chart.Setting::everything).toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_pod_is_kept_on_the_nodes_of_the_house(Chart.Setting setting) {
        assertThat(pods(setting)).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("house");
            if (pod.has("affinity")) {
                JsonNode label = pod.at("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution")
                        .at("/nodeSelectorTerms/0/matchExpressions/0");
                assertThat(label.path("key").asText()).isEqualTo("house");
                assertThat(label.at("/values/0").asText()).isEqualTo("tessera");
            } else {
                assertThat(texts(pod.path("nodeSelector"))).containsEntry("house", "tessera");
            }
        });
        assertThat(Chart.rendered(setting).stream().filter(object -> object.is("Cluster")))
                .allSatisfy(database -> {
                    JsonNode nodes = database.spec().path("affinity");
                    assertThat(texts(nodes.path("nodeSelector"))).containsEntry("house", "tessera");
                    assertThat(nodes.at("/tolerations/0/key").asText()).isEqualTo("house");
                });
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_image_is_pulled_with_the_secret(Chart.Setting setting) {
        List<JsonNode> pulling = new ArrayList<>();
        for (JsonNode pod : pods(setting)) {
            // The operator takes the secret from beside the template.
            if (!pod.at("/containers/0/volumeMounts/0/name").asText().equals("authority")) {
                pulling.add(pod);
            }
        }
        Chart.rendered(setting).stream()
                .filter(object -> List.of("Cluster", "Keycloak").contains(object.kind()))
                .forEach(object -> pulling.add(object.spec()));
        assertThat(pulling)
                .hasSize(12)
                .allSatisfy(pod ->
                        assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("pull"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_prometheus_is_given_has_the_labels_that_it_chooses_by(Chart.Setting setting) {
        assertThat(Chart.rendered(setting))
                .filteredOn(object -> List.of("PodMonitor", "PrometheusRule").contains(object.kind()))
                .hasSize(5)
                .allSatisfy(object -> assertThat(texts(object.node().at("/metadata/labels")))
                        .containsEntry("release", "kube-prometheus-stack"));
    }

    @Test
    void a_service_with_more_replicas_than_it_may_grow_to_stays_at_them() {
        assertThat(Chart.rendered(Chart.PLAIN_EVERYTHING))
                .filteredOn(object -> object.is("ScaledObject") && object.name().equals("honest-broker"))
                .singleElement()
                .satisfies(scaled -> {
                    assertThat(scaled.spec().path("minReplicaCount").asInt()).isEqualTo(4);
                    assertThat(scaled.spec().path("maxReplicaCount").asInt()).isEqualTo(4);
                });
    }

    /** Specs of pods: of the chart's own workloads, and what operators are told of theirs. */
    private static List<JsonNode> pods(Chart.Setting setting) {
        List<JsonNode> pods = new ArrayList<>();
        for (KubernetesObject object : Chart.rendered(setting)) {
            object.podTemplate().ifPresent(template -> pods.add(template.path("spec")));
            switch (object.kind()) {
                case "Keycloak" -> pods.add(object.spec().at("/unsupported/podTemplate/spec"));
                case "KafkaNodePool" -> pods.add(object.spec().at("/template/pod"));
                case "Kafka" -> pods.add(object.spec().at("/entityOperator/template/pod"));
                default -> {}
            }
        }
        return pods;
    }
}
