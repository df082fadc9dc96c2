package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An upgrade starts again what has changed and nothing else, and gives every start the time it may need. */
class UpgradeTest {
    private static final int QUARTER_OF_AN_HOUR = 900;

    static List<Chart.Setting> settings() {
        return Chart.settings();
    }

    @Test
    void a_new_version_starts_no_database_no_kafka_and_no_keycloak_again(@TempDir Path folder) throws IOException {
        copy(Chart.FOLDER, folder);
        Path chart = folder.resolve("Chart.yaml");
        String now = Files.readString(chart);
        Files.writeString(chart, now.replaceAll("(?m)^appVersion: .*$", "appVersion: 9.9.9"));
        Map<String, JsonNode> before = pods(Chart.FOLDER, 3);
        Map<String, JsonNode> after = pods(folder, 3);
        assertThat(changed(before, after))
                .containsExactlyInAnyOrder(
                        "imaging-commons",
                        "clinical-enclave",
                        "honest-broker",
                        "representativeness-service",
                        "kafka-access-1");
    }

    @Test
    void a_changed_file_of_kafka_starts_kafka_again() {
        assertThat(changed(pods(Chart.FOLDER, 3), pods(Chart.FOLDER, 6))).containsExactly("kafka");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_start_that_changes_a_database_or_recovers_one_is_not_cut_off(Chart.Setting setting) {
        assertThat(Chart.rendered(setting).stream()
                        .flatMap(object -> object.podTemplate().stream())
                        .flatMap(pod -> items(pod.at("/spec/containers")).stream())
                        .filter(container -> container.has("startupProbe")))
                .isNotEmpty()
                .allSatisfy(container -> {
                    JsonNode probe = container.path("startupProbe");
                    assertThat(probe.path("periodSeconds").asInt()
                                    * probe.path("failureThreshold").asInt())
                            .isGreaterThanOrEqualTo(QUARTER_OF_AN_HOUR);
                });
        assertThat(Chart.rendered(setting))
                .filteredOn(object -> object.is("Deployment"))
                .allSatisfy(service -> assertThat(
                                service.spec().path("progressDeadlineSeconds").asInt())
                        .isGreaterThan(QUARTER_OF_AN_HOUR));
    }

    private static Map<String, JsonNode> pods(Path chart, int partitions) {
        String manifest = new Helm(chart)
                .template()
                .withName("tessera")
                .set("kafka.partitions", partitions)
                .call();
        return Chart.objects(manifest).stream()
                .filter(object -> object.podTemplate().isPresent())
                .collect(Collectors.toMap(
                        KubernetesObject::name, object -> object.podTemplate().orElseThrow()));
    }

    private static List<String> changed(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet()).hasSize(12);
        return before.entrySet().stream()
                .filter(pod -> !pod.getValue().equals(after.get(pod.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
