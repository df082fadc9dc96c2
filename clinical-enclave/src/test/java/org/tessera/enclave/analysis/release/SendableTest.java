package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;

/** A release that no reader would take is refused before it leaves. */
final class SendableTest {
    @Test
    void a_message_that_fits_is_let_through() {
        assertThatCode(() -> Sendable.check(profile("A study"))).doesNotThrowAnyException();
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
