package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users reach from outside, and what they never do. */
class IngressTest {
    static List<Chart.Setting> settings() {
        return Chart.settings().stream().filter(Chart.Setting::everything).toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void neither_keycloaks_administration_nor_the_realm_of_its_administrators_is_published(Chart.Setting setting) {
        assertThat(paths(setting, "keycloak"))
                .containsExactlyInAnyOrder(
                        "/realms/commons", "/realms/enclave", "/realms/broker", "/realms/mesh", "/resources");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_service_is_published_as_a_whole(Chart.Setting setting) {
        assertThat(List.of("imaging-commons", "clinical-enclave", "honest-broker", "representativeness-service"))
                .allSatisfy(service -> assertThat(paths(setting, service)).containsExactly("/"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void an_annotation_reaches_every_way_in(Chart.Setting setting) {
        assertThat(Chart.rendered(setting))
                .filteredOn(object -> object.is("Ingress"))
                .hasSize(5)
                .allSatisfy(ingress -> assertThat(ingress.node()
                                .at("/metadata/annotations")
                                .path("nginx.ingress.kubernetes.io/backend-protocol")
                                .asText())
                        .isEqualTo("HTTPS"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void the_host_of_keycloak_stands_without_its_port(Chart.Setting setting) {
        assertThat(Chart.rendered(setting))
                .filteredOn(object -> object.is("Ingress") && object.name().equals("keycloak"))
                .singleElement()
                .satisfies(ingress -> {
                    assertThat(ingress.spec().at("/rules/0/host").asText()).isEqualTo("accounts.example.org");
                    assertThat(ingress.spec().at("/tls/0/hosts/0").asText()).isEqualTo("accounts.example.org");
                });
    }

    @Test
    void without_a_host_nothing_is_published() {
        assertThat(Chart.rendered(Chart.PLAIN)).noneMatch(object -> object.is("Ingress"));
    }

    private static List<String> paths(Chart.Setting setting, String name) {
        return Chart.rendered(setting).stream()
                .filter(object -> object.is("Ingress") && object.name().equals(name))
                .flatMap(ingress -> items(ingress.spec().path("rules")).stream())
                .flatMap(rule -> items(rule.at("/http/paths")).stream())
                .map(path -> path.path("path").asText())
                .toList();
    }
}
