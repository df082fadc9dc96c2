package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;

/** Labels that every message takes, and messages that none would. */
final class SendableTest {
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
            })
    void a_label_fits_whatever_the_title_is(String title) {
        for (String text : new String[] {title, title.repeat(200)}) {
            for (String name : new String[] {"combined", "m".repeat(64)}) {
                String label = Label.of(text, name);
                assertThat(label).endsWith(name);
                assertThatCode(() -> Sendable.check(profile(label))).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void a_title_that_fits_stays_as_it_is_and_a_long_one_is_cut() {
        assertThat(Label.of("A study (two sites)", "combined")).isEqualTo("A study (two sites): combined");
        assertThat(Label.of("t".repeat(300), "combined")).isEqualTo("t".repeat(110) + ": combined");
    }

    @Test
    void what_no_message_takes_is_refused_with_its_place_and_not_its_value() {
        assertThatThrownBy(() -> Sendable.check(profile("born 1950-01-31")))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(422);
                    assertThat(problem.getDetail())
                            .contains("/properties/label")
                            .doesNotContain("1950");
                });
    }

    private static CohortProfile profile(String label) {
        return new CohortProfile(
                ProfileId.random(),
                "final-cohort",
                label,
                null,
                Instant.EPOCH,
                Count.of(40),
                Map.of("sex", Map.of("Female", Count.of(40))));
    }
}
