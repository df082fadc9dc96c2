package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks Keycloak trusts its certificate, which no authority of Java's own has signed. */
class TrustTest {
    private static final String AUTHORITY = "QUARKUS_TLS_AUTHORITY_TRUST_STORE_PEM_CERTS";

    /** The settings by which a service's clients find Keycloak. */
    private static final Pattern CLIENT =
            Pattern.compile("(?m)^(quarkus\\.(?:oidc(?:\\.[a-z]+)?|keycloak\\.admin-client))\\.(?:auth-)?server-url=");

    @ParameterizedTest
    @ValueSource(strings = {"imaging-commons", "clinical-enclave", "honest-broker", "representativeness-service"})
    void every_client_of_a_service_trusts_the_authority(String service) throws IOException {
        Map<String, String> environment = environment(service);
        assertThat(environment).containsEntry(AUTHORITY, "/run/tessera/tls/ca.crt");
        List<String> settings = clients(service);
        assertThat(settings).contains("QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME");
        assertThat(settings).allSatisfy(setting -> assertThat(environment).containsEntry(setting, "authority"));
    }

    /** Given options, the login module of Kafka's own side ends the start unless it has a name for itself. */
    @Test
    void kafkas_own_side_has_a_name_for_the_token_that_it_makes_itself() {
        String plain = Chart.rendered(Chart.PLAIN).stream()
                .filter(object -> object.is("ConfigMap") && object.name().equals("kafka"))
                .map(object -> object.node().at("/data/server.properties").asText())
                .flatMap(String::lines)
                .filter(line -> line.startsWith("listener.name.client.oauthbearer.sasl.jaas.config="))
                .reduce((former, later) -> later)
                .orElseThrow();
        String operators = Chart.rendered(Chart.OPERATORS).stream()
                .filter(object -> object.is("Kafka"))
                .flatMap(object -> items(object.spec().at("/kafka/listeners")).stream())
                .map(listener -> listener.at("/authentication/listenerConfig/oauthbearer.sasl.jaas.config")
                        .asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(Stream.of(plain, operators))
                .allSatisfy(jaas -> assertThat(jaas)
                        .contains("ssl.truststore.location=")
                        .endsWith(" unsecuredLoginStringClaim_sub=\"kafka\";"));
    }

    private static List<String> clients(String service) throws IOException {
        Path properties =
                Chart.FOLDER.resolve("../../..").resolve(service).resolve("src/main/resources/application.properties");
        Matcher matcher = CLIENT.matcher(Files.readString(properties));
        return matcher.results()
                .map(found -> found.group(1))
                .map(client -> client + (client.contains(".oidc") ? ".tls" : "") + ".tls-configuration-name")
                .map(setting ->
                        setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
                .toList();
    }

    private static Map<String, String> environment(String service) {
        JsonNode container = Chart.rendered(Chart.PLAIN).stream()
                .filter(object -> object.is("Deployment") && object.name().equals(service))
                .findFirst()
                .orElseThrow()
                .spec()
                .at("/template/spec/containers/0");
        Map<String, String> environment = new HashMap<>();
        items(container.path("env"))
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }
}
