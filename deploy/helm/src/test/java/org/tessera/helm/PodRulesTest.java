package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;
import static org.tessera.helm.KubernetesObject.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kubernetes' pod security standard "restricted" demands, and the house's own rules for pods. */
class PodRulesTest {
    private static final Set<String> VOLUMES =
            Set.of("configMap", "emptyDir", "projected", "secret", "persistentVolumeClaim");
    private static final Set<String> HOLD_DATA = Set.of("Namespace", "PersistentVolumeClaim", "Cluster");
    private static final List<String> SERVICES =
            List.of("imaging-commons", "clinical-enclave", "honest-broker", "representativeness-service");

    static List<Chart.Setting> settings() {
        return Chart.settings();
    }

    private static Stream<KubernetesObject> workloads(Chart.Setting setting) {
        return Chart.rendered(setting).stream()
                .filter(object -> object.podTemplate().isPresent());
    }

    private static List<JsonNode> containers(KubernetesObject workload) {
        JsonNode pod = workload.podTemplate().orElseThrow().path("spec");
        List<JsonNode> all = new ArrayList<>(items(pod.path("containers")));
        all.addAll(items(pod.path("initContainers")));
        assertThat(all).as(workload.toString()).isNotEmpty();
        return all;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_namespace_is_restricted(Chart.Setting setting) {
        List<KubernetesObject> namespaces = Chart.rendered(setting).stream()
                .filter(object -> object.is("Namespace"))
                .toList();
        assertThat(namespaces)
                .hasSize(5)
                .allSatisfy(namespace -> assertThat(texts(namespace.node().at("/metadata/labels")))
                        .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
        Set<String> used = new TreeSet<>();
        Chart.rendered(setting).stream()
                .filter(object -> !object.is("Namespace"))
                .forEach(object -> used.add(object.namespace()));
        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(
                        namespaces.stream().map(KubernetesObject::name).toList());
    }

    /** A namespace that Helm deletes takes the databases with it, also claims that are to be kept; so does a cluster. */
    @ParameterizedTest
    @MethodSource("settings")
    void whatever_holds_data_stays_when_the_release_goes(Chart.Setting setting) {
        assertThat(Chart.rendered(setting))
                .filteredOn(object -> HOLD_DATA.contains(object.kind()))
                .hasSize(setting.profile().equals("plain") ? 7 : 12)
                .allSatisfy(object -> assertThat(texts(object.node().at("/metadata/annotations")))
                        .containsEntry("helm.sh/resource-policy", "keep"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void no_pod_has_more_rights_than_it_needs(Chart.Setting setting) {
        assertThat(workloads(setting)).isNotEmpty().allSatisfy(workload -> {
            JsonNode pod = workload.podTemplate().orElseThrow().path("spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("serviceAccountName").asText()).isNotEmpty().isNotEqualTo("default");
            assertThat(List.of("hostNetwork", "hostPID", "hostIPC")).noneMatch(pod::has);
            assertThat(items(pod.path("volumes")))
                    .allSatisfy(volume -> assertThat(VOLUMES).anyMatch(volume::has));
        });
    }

    @ParameterizedTest
    @MethodSource("settings")
    void no_container_has_more_rights_than_it_needs(Chart.Setting setting) {
        assertThat(workloads(setting).flatMap(workload -> containers(workload).stream()))
                .isNotEmpty()
                .allSatisfy(container -> {
                    JsonNode context = container.path("securityContext");
                    assertThat(context.path("privileged").asBoolean(true)).isFalse();
                    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                    assertThat(context.path("readOnlyRootFilesystem").asBoolean())
                            .isTrue();
                    assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
                    assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                    assertThat(context.at("/capabilities/add").isMissingNode()).isTrue();
                    assertThat(items(container.path("ports"))).noneMatch(port -> port.has("hostPort"));
                });
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_image_has_a_version_and_every_container_its_limits(Chart.Setting setting) {
        assertThat(workloads(setting).flatMap(workload -> containers(workload).stream()))
                .isNotEmpty()
                .allSatisfy(container -> {
                    assertThat(container.path("image").asText()).matches("[a-z0-9./-]+:[0-9][0-9.]*(-SNAPSHOT)?");
                    for (String amount : List.of("cpu", "memory", "ephemeral-storage")) {
                        assertThat(container.path("resources").path("limits").has(amount))
                                .as(amount)
                                .isTrue();
                        assertThat(container.path("resources").path("requests").has(amount))
                                .as(amount)
                                .isTrue();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatever_runs_for_long_has_probes_on_ports_it_has_and_a_disruption_budget(Chart.Setting setting) {
        List<KubernetesObject> budgets = Chart.rendered(setting).stream()
                .filter(object -> object.is("PodDisruptionBudget"))
                .toList();
        assertThat(workloads(setting).filter(workload -> !workload.is("Job"))).allSatisfy(workload -> {
            for (JsonNode container : items(workload.podTemplate().orElseThrow().at("/spec/containers"))) {
                List<String> ports = items(container.path("ports")).stream()
                        .map(port -> port.path("name").asText())
                        .toList();
                for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                    assertThat(container.has(probe)).as(probe).isTrue();
                    items(container.path(probe)).stream()
                            .filter(action -> action.has("port"))
                            .forEach(action -> assertThat(ports)
                                    .contains(action.path("port").asText()));
                }
            }
            Map<String, String> labels =
                    texts(workload.podTemplate().orElseThrow().at("/metadata/labels"));
            assertThat(budgets)
                    .anyMatch(budget -> budget.namespace().equals(workload.namespace())
                            && labels.entrySet()
                                    .containsAll(texts(budget.spec().at("/selector/matchLabels"))
                                            .entrySet()));
        });
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_services_probes_are_its_real_health_paths(Chart.Setting setting) {
        assertThat(workloads(setting).filter(workload -> workload.is("Deployment")))
                .extracting(KubernetesObject::name)
                .containsExactlyInAnyOrderElementsOf(SERVICES);
        assertThat(workloads(setting).filter(workload -> workload.is("Deployment")))
                .allSatisfy(service -> {
                    JsonNode container = service.podTemplate().orElseThrow().at("/spec/containers/0");
                    assertThat(container.at("/startupProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/started");
                    assertThat(container.at("/readinessProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/ready");
                    assertThat(container.at("/livenessProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/live");
                });
    }

    @ParameterizedTest
    @MethodSource("settings")
    void the_enclave_has_room_for_the_largest_bundle_that_it_takes(Chart.Setting setting) throws IOException {
        Matcher largest = Pattern.compile("(?m)^tessera\\.enclave\\.bundle\\.max-bytes=([0-9]+)G$")
                .matcher(Files.readString(
                        Chart.FOLDER.resolve("../../../clinical-enclave/src/main/resources/application.properties")));
        assertThat(largest.find()).isTrue();
        JsonNode pod = workloads(setting)
                .filter(workload -> workload.name().equals("clinical-enclave"))
                .findFirst()
                .orElseThrow()
                .podTemplate()
                .orElseThrow()
                .path("spec");
        String limit =
                pod.at("/containers/0/resources/limits/ephemeral-storage").asText();
        assertThat(limit).matches("[0-9]+Gi");
        assertThat(Integer.parseInt(limit.replace("Gi", ""))).isGreaterThan(Integer.parseInt(largest.group(1)));
        assertThat(items(pod.path("volumes")))
                .filteredOn(volume -> volume.path("name").asText().equals("tmp"))
                .extracting(volume -> volume.at("/emptyDir/sizeLimit").asText())
                .containsExactly(limit);
    }

    /** As docs/kubernetes.md says for a broker that links millions. */
    @Test
    void what_java_is_told_beyond_the_image_reaches_the_service_that_it_is_for_and_no_other() {
        assertThat(workloads(Chart.PLAIN_EVERYTHING).filter(workload -> workload.is("Deployment")))
                .allSatisfy(service -> {
                    JsonNode container = service.podTemplate().orElseThrow().at("/spec/containers/0");
                    boolean broker = service.name().equals("honest-broker");
                    assertThat(items(container.path("args")).stream()
                                    .map(JsonNode::asText)
                                    .toList())
                            .isEqualTo(broker ? List.of("-XX:TieredStopAtLevel=4") : List.of());
                    assertThat(container.path("env").toString().contains("-Xmx6g "))
                            .isEqualTo(broker);
                });
    }
}
