package org.tessera.imaging.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.envelope.Manifest;

/** The commons takes the partners that every domain takes. */
class ManifestRulesTest {
    @Test
    void a_partner_of_the_longest_name_is_taken() {
        String partner = "partner-" + "n".repeat(41);
        assertThat(read(partner).partner()).isEqualTo(partner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner-nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", "partner--north", "hospital-north"})
    void a_partner_whose_tokens_and_clinical_bundles_nobody_takes_is_refused(String partner) {
        assertThatThrownBy(() -> read(partner))
                .isInstanceOfSatisfying(
                        RefusedBundle.class,
                        refused -> assertThat(refused.sentence()).contains("partner's client id"));
    }

    private static Manifest read(String partner) {
        return ManifestRules.read("""
                {"partner": "%s", "kind": "imaging", "release": "2026.1", "files": []}""".formatted(partner).getBytes(UTF_8));
    }
}
