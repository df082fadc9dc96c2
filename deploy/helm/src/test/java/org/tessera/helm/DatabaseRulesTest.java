package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every PostgreSQL of the house is told: its encoding, its connections, and when its certificate was renewed. */
class DatabaseRulesTest {
    private static final Path ROOT = Chart.FOLDER.resolve("../../..");
    private static final String MADE_WITH = "--auth=scram-sha-256 --encoding=UTF8 --no-locale";
    private static final int MIB_SHARED = 128;
    private static final int MIB_OF_A_CONNECTION = 8;

    static List<Chart.Setting> settings() {
        return Chart.settings();
    }

    @Test
    void the_plain_profile_and_compose_make_a_database_in_utf_8_whatever_their_images_default() throws IOException {
        assertThat(plainDatabases())
                .hasSize(5)
                .allSatisfy((name, pod) -> assertThat(items(pod.at("/containers/0/env")))
                        .filteredOn(variable -> variable.path("name").asText().equals("POSTGRES_INITDB_ARGS"))
                        .extracting(variable -> variable.path("value").asText())
                        .containsExactly(MADE_WITH));
        String compose = Files.readString(ROOT.resolve("docker-compose.yml"));
        assertThat(compose).containsOnlyOnce("POSTGRES_INITDB_ARGS: " + MADE_WITH + "\n");
        assertThat(Pattern.compile("\\{<<: \\*database-environment, ")
                        .matcher(compose)
                        .results())
                .hasSize(5);
        assertThat(Files.readString(ROOT.resolve("deploy/images/offline/postgres/docker-entrypoint.sh")))
                .as("the substitute chooses no encoding by itself, as the public image does not")
                .contains("initdb ")
                .doesNotContain("UTF8");
    }

    /** While pods are exchanged there are two more than a service has replicas: one that begins, and one that still ends. */
    @ParameterizedTest
    @MethodSource("settings")
    void a_database_has_a_connection_for_every_one_that_its_service_may_open(Chart.Setting setting) throws IOException {
        int pool = pool();
        Map<String, Integer> given = connections(setting);
        assertThat(given).hasSize(5);
        assertThat(given.get("broker-database")).isGreaterThanOrEqualTo(pool * (3 + 2) + 20);
        assertThat(given.get("keycloak-database")).isGreaterThanOrEqualTo(pool * (setting.everything() ? 3 : 2) + 20);
        int mib = MIB_SHARED + given.values().stream().reduce(0, Integer::max) * MIB_OF_A_CONNECTION;
        assertThat(Chart.file("values.yaml")
                        .at("/databases/resources/limits/memory")
                        .asText())
                .isEqualTo("2560Mi");
        assertThat(mib).as("MiB of all connections at once").isLessThan(2560);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void keycloak_opens_no_more_connections_than_are_counted_for_it(Chart.Setting setting) throws IOException {
        JsonNode keycloak = Chart.rendered(setting).stream()
                .filter(object -> object.name().equals("keycloak"))
                .filter(object -> object.is("StatefulSet") || object.is("Keycloak"))
                .findFirst()
                .orElseThrow()
                .spec();
        int opened = keycloak.at("/db/poolMaxSize")
                .asInt(items(keycloak.at("/template/spec/containers/0/env")).stream()
                        .filter(variable -> variable.path("name").asText().equals("KC_DB_POOL_MAX_SIZE"))
                        .mapToInt(variable -> variable.path("value").asInt())
                        .findFirst()
                        .orElse(100));
        assertThat(opened).isEqualTo(pool());
    }

    @Test
    void the_chart_starts_postgresql_as_compose_does_and_that_follows_a_renewed_certificate() throws IOException {
        String start = Files.readString(ROOT.resolve("deploy/postgres/start.sh"));
        assertThat(start).contains("pg_ctl reload");
        assertThat(Chart.rendered(Chart.PLAIN))
                .filteredOn(object -> object.is("ConfigMap") && object.name().endsWith("-database"))
                .hasSize(5)
                .allSatisfy(settings -> assertThat(
                                settings.node().at("/data/start.sh").asText())
                        .isEqualTo(start));
        assertThat(plainDatabases())
                .allSatisfy((name, pod) ->
                        assertThat(pod.at("/containers/0/command/1").asText()).isEqualTo("/opt/tessera/start.sh"));
    }

    /** What a failed statement carried would stand in its log: the row in the detail, the text with log_statement. */
    @Test
    void no_database_writes_rows_into_its_log() throws IOException {
        assertThat(Files.readString(ROOT.resolve("deploy/postgres/start.sh")))
                .contains("-c log_statement=none -c log_error_verbosity=terse");
        assertThat(Chart.rendered(Chart.OPERATORS))
                .filteredOn(object -> object.is("Cluster"))
                .isNotEmpty()
                .allSatisfy(database -> {
                    JsonNode parameters = database.spec().at("/postgresql/parameters");
                    assertThat(parameters.path("log_statement").asText()).isEqualTo("none");
                    assertThat(parameters.path("log_error_verbosity").asText()).isEqualTo("terse");
                });
    }

    /** By Linux' own rule it takes more than two hours until a node that died holds no lock any more, the relay's for one. */
    @Test
    void a_database_notices_within_a_minute_that_a_client_is_gone() throws IOException {
        assertThat(Files.readString(ROOT.resolve("deploy/postgres/start.sh")))
                .contains("-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3");
        assertThat(Chart.rendered(Chart.OPERATORS))
                .filteredOn(object -> object.is("Cluster"))
                .isNotEmpty()
                .allSatisfy(database -> {
                    JsonNode parameters = database.spec().at("/postgresql/parameters");
                    assertThat(parameters.path("tcp_keepalives_idle").asText()).isEqualTo("30");
                    assertThat(parameters.path("tcp_keepalives_interval").asText())
                            .isEqualTo("10");
                    assertThat(parameters.path("tcp_keepalives_count").asText()).isEqualTo("3");
                });
    }

    private static Map<String, JsonNode> plainDatabases() {
        Map<String, JsonNode> pods = new HashMap<>();
        Chart.rendered(Chart.PLAIN).stream()
                .filter(object -> object.is("StatefulSet") && object.name().endsWith("-database"))
                .forEach(database -> pods.put(
                        database.name(), database.podTemplate().orElseThrow().path("spec")));
        return pods;
    }

    private static Map<String, Integer> connections(Chart.Setting setting) {
        Map<String, Integer> given = new HashMap<>();
        Pattern argument = Pattern.compile("-cmax_connections=([0-9]+)");
        for (KubernetesObject object : Chart.rendered(setting)) {
            if (object.is("Cluster")) {
                given.put(
                        object.name(),
                        object.spec()
                                .at("/postgresql/parameters/max_connections")
                                .asInt());
            } else if (object.is("StatefulSet")) {
                Matcher found = argument.matcher(
                        object.spec().at("/template/spec/containers/0/command").toString());
                if (found.find()) {
                    given.put(object.name(), Integer.parseInt(found.group(1)));
                }
            }
        }
        return given;
    }

    /** Connections that a service opens at most, as its own configuration says. */
    private static int pool() throws IOException {
        Matcher found = Pattern.compile("(?m)^quarkus\\.datasource\\.jdbc\\.max-size=([0-9]+)$")
                .matcher(Files.readString(
                        ROOT.resolve("messaging/src/main/resources/META-INF/microprofile-config.properties")));
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
