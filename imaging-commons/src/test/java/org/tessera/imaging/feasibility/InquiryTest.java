package org.tessera.imaging.feasibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.feasibility.Inquiry.Answered;
import org.tessera.imaging.feasibility.Inquiry.Asked;
import org.tessera.imaging.feasibility.Inquiry.Requested;
import org.tessera.imaging.feasibility.Inquiry.State;

class InquiryTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static Requested requested() {
        return new Requested(new Asked(
                FeasibilityRequestId.random(), "account", CohortId.random(), "AP", "2026.1", NOW, NOW.plusSeconds(60)));
    }

    private static FeasibilityResult result(Outcome outcome, @Nullable Integer atLeast, @Nullable String reason) {
        return new FeasibilityResult(FeasibilityRequestId.random(), outcome, atLeast, reason);
    }

    @ParameterizedTest
    @CsvSource({"20,true", "140,true", "0,false", "-20,false", "137,false"})
    void only_a_positive_multiple_of_twenty_is_an_answer(int count, boolean answer) {
        assertThat(requested().told(result(Outcome.COUNT, count, null), NOW).isPresent())
                .isEqualTo(answer);
    }

    @Test
    void a_count_without_a_number_is_no_answer() {
        assertThat(requested().told(result(Outcome.COUNT, null, null), NOW)).isEmpty();
    }

    @Test
    void fewer_than_twenty_has_no_number_even_when_one_is_told() {
        Optional<Inquiry> told = requested().told(result(Outcome.FEWER_THAN_20, 7, null), NOW);
        assertThat(told).get().isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.atLeast()).isNull();
            assertThat(answered.outcome()).isEqualTo(Outcome.FEWER_THAN_20);
        });
    }

    @Test
    void refused_and_failed_carry_their_reason() {
        assertThat(requested().told(result(Outcome.REFUSED, null, "budget-domain"), NOW))
                .get()
                .extracting(Inquiry::state)
                .isEqualTo(State.REFUSED);
        assertThat(requested().told(result(Outcome.FAILED, null, null), NOW))
                .get()
                .extracting(Inquiry::state)
                .isEqualTo(State.FAILED);
    }

    @Test
    void what_has_ended_offers_no_move() {
        assertThat(requested().possible()).containsExactly("CANCELLED");
        assertThat(requested().cancel(NOW).possible()).isEqualTo(List.of());
        assertThat(requested().late(NOW).reason()).isEqualTo("deadline");
    }
}
