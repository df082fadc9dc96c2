package org.tessera.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.helm.KubernetesObject.items;
import static org.tessera.helm.KubernetesObject.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates are renewed while servers run: each takes the new one up, and somebody hears when there is none. */
class CertificatesTest {
    static List<Chart.Setting> settings() {
        return Chart.settings();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_service_reads_its_certificate_again(Chart.Setting setting) {
        assertThat(Chart.rendered(setting))
                .filteredOn(object -> object.is("Deployment"))
                .hasSize(4)
                .allSatisfy(service -> assertThat(
                                items(service.podTemplate().orElseThrow().at("/spec/containers/0/env")))
                        .filteredOn(variable ->
                                variable.path("name").asText().equals("QUARKUS_HTTP_SSL_CERTIFICATE_RELOAD_PERIOD"))
                        .extracting(variable -> variable.path("value").asText())
                        .containsExactly("10m"));
    }

    @Test
    void cloudnativepg_is_told_of_a_renewed_secret() {
        assertThat(certificates(Chart.OPERATORS_EVERYTHING))
                .filteredOn(certificate -> certificate.name().endsWith("-database"))
                .hasSize(5)
                .allSatisfy(certificate -> assertThat(texts(certificate.spec().at("/secretTemplate/labels")))
                        .containsEntry("cnpg.io/reload", "true"));
    }

    @Test
    void the_alert_watches_every_certificate_that_is_made() {
        JsonNode alert = StreamSupport.stream(
                        Chart.file("files/alerts.yaml").at("/groups/0/rules").spliterator(), false)
                .filter(rule -> rule.path("alert").asText().equals("TesseraCertificateNotRenewed"))
                .findFirst()
                .orElseThrow();
        Matcher names =
                Pattern.compile("name=~\"([^\"]+)\"").matcher(alert.path("expr").asText());
        assertThat(names.find()).isTrue();
        assertThat(certificates(Chart.PLAIN_EVERYTHING))
                .extracting(KubernetesObject::name)
                .hasSize(11)
                .allMatch(Pattern.compile(names.group(1)).asMatchPredicate());
    }

    private static List<KubernetesObject> certificates(Chart.Setting setting) {
        return Chart.rendered(setting).stream()
                .filter(object -> object.is("Certificate"))
                .toList();
    }
}
