package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tessera.helm.Network.End;

/** Every pair of neighbours on every port: connected if, and only if, written down here a second time. */
class NetworkPoliciesTest {
    private static final List<String> SERVICES =
            List.of("imaging-commons", "clinical-enclave", "honest-broker", "representativeness-service");
    private static final List<String> DOMAINS = List.of("commons", "enclave", "broker", "representativeness");
    private static final List<String> DATABASES = Stream.concat(DOMAINS.stream(), Stream.of("keycloak"))
            .map(domain -> domain + "-database")
            .toList();
    private static final Set<Integer> PORTS = Set.of(
            22, 53, 80, 443, 4317, 5432, 6443, 7800, 8000, 8080, 8181, 8182, 8183, 8184, 8443, 9000, 9090, 9091, 9092,
            9093, 9094);

    static List<Chart.Setting> settings() {
        return Chart.settings();
    }

    /** What must be connected, as "from > to:port", besides what every pod may ask of DNS. */
    private static Set<String> needed(Chart.Setting setting) {
        Set<String> pairs = new TreeSet<>();
        for (int at = 0; at < SERVICES.size(); at++) {
            String service = SERVICES.get(at);
            pairs.add(service + " > kafka:9092");
            pairs.add(service + " > keycloak:8443");
            pairs.add(service + " > " + DATABASES.get(at) + ":5432");
            if (setting.everything()) {
                pairs.add(service + " > traces:4317");
                pairs.add("prometheus > " + service + ":" + (8181 + at));
                pairs.add("users > " + service + ":" + (8181 + at));
            }
        }
        pairs.add("kafka > keycloak:8443");
        pairs.add("keycloak > keycloak:7800");
        pairs.add("keycloak > keycloak-database:5432");
        if (setting.everything()) {
            for (String one : List.of("partners", "keda")) {
                pairs.add(one + " > kafka:9092");
                pairs.add(one + " > keycloak:8443");
            }
            pairs.add("users > keycloak:8443");
        }
        pairs.addAll(setting.profile().equals("plain") ? neededByPlain() : neededByOperators());
        return pairs;
    }

    private static Set<String> neededByPlain() {
        return Set.of("kafka > kafka:9093", "kafka > kafka:9094", "kafka-access > kafka:9093");
    }

    private static Set<String> neededByOperators() {
        Set<String> pairs = new TreeSet<>(List.of(
                "kafka > kafka:9090",
                "kafka > kafka:9091",
                "kafka-access > kafka:9091",
                "strimzi-operator > kafka:8443",
                "strimzi-operator > kafka:9090",
                "strimzi-operator > kafka:9091",
                "keycloak-operator > keycloak:8443",
                "keycloak-operator > keycloak:9000"));
        for (String database : DATABASES) {
            for (int port : List.of(5432, 8000)) {
                pairs.add(database + " > " + database + ":" + port);
                pairs.add("cnpg-operator > " + database + ":" + port);
            }
        }
        for (String asks : Stream.concat(DATABASES.stream(), Stream.of("keycloak", "kafka-access"))
                .toList()) {
            pairs.add(asks + " > kubernetes-api:443");
            pairs.add(asks + " > kubernetes-api:6443");
        }
        return pairs;
    }

    /** Every connection that touches a domain's namespace and is possible, without DNS. */
    private static Set<String> possible(Network network, Chart.Setting setting) {
        List<End> ends = Neighbours.of(setting);
        Set<String> pairs = new TreeSet<>();
        for (End from : ends) {
            for (End to : ends) {
                if (!ours(from) && !ours(to)) {
                    continue;
                }
                for (int port : PORTS) {
                    if (!(to.name().equals("dns") && port == 53) && network.reaches(from, to, "TCP", port)) {
                        pairs.add(from + " > " + to + ":" + port);
                    }
                }
            }
        }
        return pairs;
    }

    private static boolean ours(End end) {
        return end.namespace().containsKey("tessera.org/domain");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void the_needed_pairs_are_connected_and_no_other(Chart.Setting setting) {
        assertThat(possible(Network.of(Chart.rendered(setting)), setting)).isEqualTo(needed(setting));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_pod_of_the_house_and_no_stray_one_may_ask_dns(Chart.Setting setting) {
        Network network = Network.of(Chart.rendered(setting));
        End dns = Neighbours.of(setting).stream()
                .filter(end -> end.name().equals("dns"))
                .findFirst()
                .orElseThrow();
        assertThat(Neighbours.of(setting).stream().filter(NetworkPoliciesTest::ours))
                .hasSizeGreaterThan(10)
                .allSatisfy(end -> assertThat(
                                List.of(network.reaches(end, dns, "UDP", 53), network.reaches(end, dns, "TCP", 53)))
                        .containsOnly(!end.name().startsWith("a stray")));
    }

    @Test
    void the_commons_cannot_reach_the_enclave_by_any_port() {
        Network network = Network.of(Chart.rendered(Chart.PLAIN));
        List<End> ends = Neighbours.of(Chart.PLAIN);
        assertThat(ends.stream().filter(end -> end.namespaceName().endsWith("-commons")))
                .hasSize(3)
                .allSatisfy(from -> assertThat(
                                ends.stream().filter(end -> end.namespaceName().endsWith("-enclave")))
                        .hasSize(3)
                        .allSatisfy(to -> {
                            for (int port = 1; port < 65536; port++) {
                                assertThat(network.reaches(from, to, "TCP", port))
                                        .isFalse();
                            }
                        }));
    }

    @Test
    void taking_the_default_away_in_any_domain_is_found() {
        Network network = Network.of(Chart.rendered(Chart.PLAIN));
        List<JsonNode> defaults = network.policies().stream()
                .filter(policy -> policy.at("/metadata/name").asText().equals("nobody-may"))
                .toList();
        assertThat(defaults)
                .hasSize(5)
                .allSatisfy(policy -> assertThat(possible(network.without(policy), Chart.PLAIN))
                        .isNotEqualTo(needed(Chart.PLAIN)));
    }

    @Test
    void taking_any_place_its_policy_away_is_found() {
        for (Chart.Setting setting : List.of(Chart.PLAIN, Chart.OPERATORS)) {
            Network network = Network.of(Chart.rendered(setting));
            assertThat(network.policies())
                    .hasSize(17)
                    .allSatisfy(policy -> assertThat(possible(network.without(policy), setting))
                            .as(policy.at("/metadata/name").asText())
                            .isNotEqualTo(needed(setting)));
        }
    }

    @Test
    void letting_any_policy_take_everybody_in_or_out_is_found() {
        Network network = Network.of(Chart.rendered(Chart.PLAIN));
        for (JsonNode policy : network.policies()) {
            for (String rules : List.of("ingress", "egress")) {
                // One widened side is stopped by the other side of most pairs, not by strangers, who have no policy.
                ObjectNode widened = policy.deepCopy();
                ((ObjectNode) widened.path("spec")).putArray(rules).addObject();
                assertThat(possible(network.replacing(policy, widened), Chart.PLAIN))
                        .as(policy.at("/metadata/name").asText() + " " + rules)
                        .isNotEqualTo(needed(Chart.PLAIN));
            }
        }
    }

    @Test
    void forgetting_the_pods_of_any_peer_is_found_where_its_namespace_holds_others() {
        Network network = Network.of(Chart.rendered(Chart.PLAIN));
        JsonNode kafka = network.policies().stream()
                .filter(policy -> policy.at("/metadata/name").asText().equals("kafka"))
                .findFirst()
                .orElseThrow();
        ObjectNode widened = kafka.deepCopy();
        for (JsonNode rule : items(widened.at("/spec/ingress"))) {
            ((ArrayNode) rule.path("from")).forEach(peer -> ((ObjectNode) peer).remove("podSelector"));
        }
        // The peers' own policies still stop the others, so both sides must be wide to matter: the sender's is removed
        // too.
        JsonNode sender = network.policies().stream()
                .filter(policy -> policy.at("/metadata/name").asText().equals("nobody-may"))
                .filter(policy -> policy.at("/metadata/namespace").asText().equals("tessera-mesh"))
                .findFirst()
                .orElseThrow();
        Network wide = network.replacing(kafka, widened).without(sender);
        assertThat(possible(wide, Chart.PLAIN)).contains("a stray pod in mesh > kafka:9094");
        assertThat(possible(network.without(sender), Chart.PLAIN)).doesNotContain("a stray pod in mesh > kafka:9094");
    }
}
