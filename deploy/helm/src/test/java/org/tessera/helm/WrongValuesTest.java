package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.envelope.Manifest;

/** A value that the chart does not know would render something that looks right and is not. */
class WrongValuesTest {
    @ParameterizedTest
    @CsvSource({
        "profile, operator",
        "certificates.certManager, maybe",
        "autoscaling.keda, yes",
        "kafka.replicas, three",
        "kafka.replicas, 0",
        "kafka.clusterId, short",
        "services.imaging-commons.port, abc",
        "services.honest-broker.heap, much",
        "services.new-service.heap, 96m",
        "servces.imaging-commons.host, x",
        "services.imaging-commons.host, https://commons.example",
        "services.imaging-commons.host, commons.example/api",
        "keycloak.hostname, http://plain.example",
        "keycloak.hostname, https://accounts.example/",
        "keycloak.hostname, https://accounts.example/auth",
        "partners[0], hospital",
    })
    void a_wrong_value_is_refused_where_it_stands(String path, String value) {
        assertThatThrownBy(() -> new Helm(Chart.FOLDER)
                        .template()
                        .withName("tessera")
                        .set(path, value)
                        .call())
                .hasMessageContaining("don't meet the specifications of the schema");
    }

    @Test
    void partners_are_those_that_every_domain_takes() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        assertThat(schema.at("/properties/partners/items/pattern").asText())
                .isEqualTo("^" + Manifest.PARTNER.pattern() + "$");
    }

    @ParameterizedTest
    @CsvSource({"imaging-commons", "clinical-enclave"})
    void a_service_with_a_folder_of_its_own_stays_alone(String service) {
        assertThatThrownBy(() -> new Helm(Chart.FOLDER)
                        .template()
                        .withName("tessera")
                        .set("services." + service + ".replicas", 2)
                        .call())
                .hasMessageContaining(service + " has a folder that cannot be shared");
    }
}
