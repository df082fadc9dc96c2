package org.tessera.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class RealServersTest {
    private static final Map<String, String> CONFIGURATION = RealServers.configurationOf("honest-broker");

    @Test
    void the_broker_has_every_topic_of_the_list() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestWorld.kafka()))) {
            assertThat(admin.listTopics().names().get()).contains("broker.match-results.v1", "commons.catalogue.v1");
        }
    }

    @Test
    void each_service_has_a_database_of_its_own_and_no_power_over_the_server() throws Exception {
        try (var connection = DriverManager.getConnection(
                        value("quarkus.datasource.jdbc.url"),
                        value("quarkus.datasource.username"),
                        value("quarkus.datasource.password"));
                var row = connection
                        .createStatement()
                        .executeQuery(
                                "select current_database(), usesuper from pg_user where usename = current_user")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("honest_broker");
            assertThat(row.getBoolean(2)).isFalse();
        }
    }

    @Test
    void a_realm_can_be_discovered_and_gives_a_client_its_token() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI issuer = URI.create(value("keycloak.url") + "/realms/mesh/");
            String discovery = http.send(
                            HttpRequest.newBuilder(issuer.resolve(".well-known/openid-configuration"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            String token = http.send(
                            HttpRequest.newBuilder(issuer.resolve("protocol/openid-connect/token"))
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "grant_type=client_credentials&client_id=honest-broker&client_secret=secret-of-honest-broker"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(discovery).contains("/realms/mesh/protocol/openid-connect/certs");
            assertThat(token).contains("access_token");
        }
    }

    @Test
    void a_service_finds_its_private_keys_and_everybodys_public_keys() {
        assertThat(Files.exists(Path.of(value("tessera.private-keys"), "signing.jwk.json")))
                .isTrue();
        assertThat(Files.exists(Path.of(value("tessera.public-keys"), "clinical-enclave.jwks.json")))
                .isTrue();
    }

    private static String value(String property) {
        return Objects.requireNonNull(CONFIGURATION.get(property));
    }
}
