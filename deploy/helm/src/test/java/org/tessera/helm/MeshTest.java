package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Channels;
import org.tessera.contracts.KafkaAccess;
import org.tessera.contracts.KafkaAccess.Binding;
import org.tessera.contracts.KafkaAccess.Operation;
import org.tessera.contracts.KafkaAccess.Resource;

/** Topics, access rules, lag and realms of the chart are those of the house. */
class MeshTest {
    private static Stream<KubernetesObject> of(Chart.Setting setting, String kind) {
        return Chart.rendered(setting).stream().filter(object -> object.is(kind));
    }

    @Test
    void strimzis_topics_are_the_channels() {
        Map<String, Long> topics = of(Chart.OPERATORS, "KafkaTopic")
                .collect(Collectors.toMap(
                        KubernetesObject::name,
                        topic -> topic.spec().at("/config/retention.ms").asLong()));
        assertThat(topics)
                .isEqualTo(KafkaAccess.topics().stream()
                        .collect(Collectors.toMap(
                                KafkaAccess.Topic::name,
                                topic -> topic.retention().toMillis())));
        assertThat(of(Chart.OPERATORS, "KafkaTopic"))
                .extracting(topic -> topic.spec().at("/config/segment.ms").asLong())
                .containsOnly(KafkaAccess.SEGMENT.toMillis());
    }

    @Test
    void strimzis_users_have_exactly_the_rights_that_the_channels_give() {
        Set<Binding> given = new HashSet<>();
        of(Chart.OPERATORS, "KafkaUser").forEach(user -> {
            for (JsonNode rule : items(user.spec().at("/authorization/acls"))) {
                assertThat(rule.at("/resource/patternType").asText()).isEqualTo("literal");
                for (JsonNode operation : items(rule.path("operations"))) {
                    given.add(new Binding(
                            user.name(),
                            resource(rule.at("/resource/type").asText()),
                            rule.at("/resource/name").asText(),
                            Operation.valueOf(operation.asText().toUpperCase(Locale.ROOT))));
                }
            }
        });
        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(
                        KafkaAccess.bindings(List.of("partner-lakeside", "partner-riverside")));
    }

    @Test
    void strimzi_holds_up_partners_that_write_too_fast_and_nobody_else() {
        Map<String, Integer> held = of(Chart.OPERATORS, "KafkaUser")
                .filter(user -> user.spec().has("quotas"))
                .collect(Collectors.toMap(
                        KubernetesObject::name,
                        user -> user.spec().at("/quotas/producerByteRate").asInt()));
        assertThat(held)
                .isEqualTo(Map.of(
                        "partner-lakeside", KafkaAccess.PARTNER_BYTES_PER_SECOND,
                        "partner-riverside", KafkaAccess.PARTNER_BYTES_PER_SECOND));
    }

    private static Resource resource(String type) {
        return switch (type) {
            case "topic" -> Resource.TOPIC;
            case "group" -> Resource.GROUP;
            case "transactionalId" -> Resource.TRANSACTIONAL_ID;
            default -> throw new IllegalStateException("no resource of the house: " + type);
        };
    }

    @Test
    void a_service_that_may_have_replicas_grows_with_the_lag_of_every_channel_it_reads() {
        Map<String, Set<String>> watched = of(Chart.PLAIN_EVERYTHING, "ScaledObject")
                .collect(Collectors.toMap(
                        KubernetesObject::name,
                        scaled -> items(scaled.spec().path("triggers")).stream()
                                .map(trigger -> trigger.at("/metadata/topic").asText())
                                .collect(Collectors.toSet())));
        // The enclave keeps its keys in a folder that one pod alone can have.
        assertThat(watched)
                .isEqualTo(Stream.of("imaging-commons", "honest-broker", "representativeness-service")
                        .collect(Collectors.toMap(
                                Function.identity(),
                                service -> Channels.load().readBy(service).stream()
                                        .map(channel -> channel.name())
                                        .collect(Collectors.toSet()))));
    }

    @Test
    void nothing_is_made_for_keda_where_it_is_not() {
        assertThat(of(Chart.PLAIN, "ScaledObject")).isEmpty();
    }

    @Test
    void without_the_demo_no_account_has_a_password_and_no_client_takes_one() {
        List<JsonNode> realms = of(Chart.OPERATORS, "KeycloakRealmImport")
                .map(realm -> realm.spec().path("realm"))
                .toList();
        assertThat(realms).hasSize(4).allSatisfy(realm -> {
            assertThat(items(realm.path("users"))).noneMatch(user -> user.has("credentials"));
            assertThat(items(realm.path("clients")))
                    .isNotEmpty()
                    .noneMatch(
                            client -> client.path("directAccessGrantsEnabled").asBoolean(true));
        });
        assertThat(realms.stream().flatMap(realm -> items(realm.path("users")).stream()))
                .as("accounts of services stay")
                .isNotEmpty();
    }

    /** A client that names no scopes of its own gets Keycloak's, and these give tokens that outlive every logout. */
    @Test
    void no_client_that_people_log_in_with_gives_a_token_without_an_end() {
        List<JsonNode> clients = of(Chart.OPERATORS_EVERYTHING, "KeycloakRealmImport")
                .flatMap(realm -> items(realm.spec().at("/realm/clients")).stream())
                .filter(client -> client.path("publicClient").asBoolean(true))
                .toList();
        assertThat(clients)
                .extracting(client -> client.path("clientId").asText())
                .containsExactlyInAnyOrder("tessera-cli", "tessera-cli", "tessera-cli", "representativeness-page");
        assertThat(clients).allSatisfy(client -> {
            assertThat(client.path("optionalClientScopes").isArray()).isTrue();
            assertThat(texts(client.path("optionalClientScopes"))).isEmpty();
            assertThat(texts(client.path("defaultClientScopes")))
                    .contains("basic", "roles")
                    .doesNotContain("offline_access");
        });
    }

    @Test
    void the_login_of_the_page_comes_back_to_its_host_and_nowhere_else() {
        assertThat(redirects(Chart.OPERATORS_EVERYTHING))
                .containsExactly("https://representativeness.example.org/page/");
        assertThat(redirects(Chart.OPERATORS)).isEmpty();
    }

    private static List<String> redirects(Chart.Setting setting) {
        return of(setting, "KeycloakRealmImport")
                .flatMap(realm -> items(realm.spec().path("realm").path("clients")).stream())
                .flatMap(client -> items(client.path("redirectUris")).stream())
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return items(list).stream().map(JsonNode::asText).toList();
    }

    @Test
    void with_the_demo_its_accounts_are_there() {
        Map<String, Long> accounts = new TreeMap<>();
        of(Chart.OPERATORS_EVERYTHING, "KeycloakRealmImport")
                .forEach(realm -> accounts.put(
                        realm.name(),
                        items(realm.spec().at("/realm/users")).stream()
                                .filter(user -> user.has("credentials"))
                                .count()));
        assertThat(accounts).containsEntry("broker", 2L).containsEntry("mesh", 0L);
    }

    /** What is done by hand names what the realms have. */
    @Test
    void the_guide_names_every_account_of_the_demo_and_every_client_with_a_secret() throws IOException {
        String guide = Files.readString(Chart.FOLDER.resolve("../../../docs/kubernetes.md"));
        assertThat(of(Chart.OPERATORS_EVERYTHING, "KeycloakRealmImport")).allSatisfy(realm -> {
            List<String> accounts = items(realm.spec().at("/realm/users")).stream()
                    .filter(user -> user.has("credentials"))
                    .map(user -> user.path("username").asText())
                    .toList();
            if (!accounts.isEmpty()) {
                assertThat(guide)
                        .contains("for name in " + String.join(" ", accounts) + "; do kc delete users/$(user "
                                + realm.name() + " ");
            }
            assertThat(items(realm.spec().at("/realm/clients")).stream()
                            .filter(client -> client.has("secret"))
                            .map(client -> client.path("clientId").asText())
                            .filter(client -> !client.startsWith("partner-")))
                    .allSatisfy(client -> assertThat(guide).contains("`" + client + "`"));
        });
    }

    @Test
    void a_service_asks_its_own_database_only() {
        Map<String, String> databases = of(Chart.PLAIN, "Deployment")
                .collect(Collectors.toMap(
                        KubernetesObject::name,
                        service -> items(service.podTemplate().orElseThrow().at("/spec/containers/0/env")).stream()
                                .filter(variable ->
                                        variable.path("name").asText().equals("QUARKUS_DATASOURCE_JDBC_URL"))
                                .map(variable -> variable.path("value").asText())
                                .collect(Collectors.joining())));
        assertThat(databases)
                .hasSize(4)
                .allSatisfy(
                        (service, url) -> assertThat(url)
                                .matches(
                                        "jdbc:postgresql://([a-z]+)-database\\.tessera-\\1\\.svc:5432/\\1\\?sslmode=verify-full&.*"));
    }
}
