package org.tessera.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels that every message takes. */
final class LabelTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A study",
                "",
                "Is \"severity\" #1? [a study]!\nOf *two* lines",
                "From 2020-01-31 to 2021-01-31, 078-05-1120, 1234567890123",
                "COVID \u2013 schwere Verl\u00e4ufe \ud83e\ude7a",
                "\ud840\udc00\ud840\udc01",
                "????",
                "2026-01-31",
            })
    void a_label_fits_whatever_the_title_is(String title) throws IOException {
        for (String text : new String[] {title, title.repeat(200)}) {
            assertThat(violations(Label.of(text))).isEmpty();
            assertThat(violations(Label.of("A study", title))).isEmpty();
            for (String name : new String[] {"combined", "m".repeat(64)}) {
                String label = Label.of(text, name);
                assertThat(label).endsWith(name);
                assertThat(violations(label)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {117, 118, 119, 120, 121, 500})
    void a_name_that_fills_the_label_leaves_no_title(int length) throws IOException {
        String label = Label.of("A study", "m".repeat(length));
        assertThat(label).endsWith("m".repeat(Math.min(length, 120)));
        assertThat(violations(label)).isEmpty();
    }

    @Test
    void a_title_that_fits_stays_as_it_is_and_a_long_one_is_cut() {
        assertThat(Label.of("A study (two sites)", "combined")).isEqualTo("A study (two sites): combined");
        assertThat(Label.of("t".repeat(300), "combined")).isEqualTo("t".repeat(110) + ": combined");
        assertThat(Label.of("t".repeat(300))).isEqualTo("t".repeat(120));
        assertThat(Label.of("2026-01-31")).isEqualTo("untitled");
    }

    private static List<String> violations(String label) throws IOException {
        var profile = new CohortProfile(
                ProfileId.random(),
                "final-cohort",
                label,
                null,
                Instant.EPOCH,
                Count.of(40),
                Map.of("sex", Map.of("Female", Count.of(40))));
        return Schemas.check(MessageTypes.of(profile), ContractJson.tree(ContractJson.bytes(profile)));
    }
}
