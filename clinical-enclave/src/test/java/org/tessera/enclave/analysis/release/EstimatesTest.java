package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.enclave.analysis.Fit;

/** Estimates at the edge of what a number holds. */
final class EstimatesTest {
    @ParameterizedTest
    @ValueSource(doubles = {400, 800})
    void an_odds_ratio_that_no_number_holds_is_a_conflict(double estimate) {
        assertThatThrownBy(() -> ModelResultsSource.ratio(coefficient(estimate)))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(409);
                    assertThat(problem.getParameters()).containsEntry("kind", "estimate-not-finite");
                });
    }

    @Test
    void one_that_is_next_to_nothing_is_not() {
        assertThat(ModelResultsSource.ratio(coefficient(-800)).oddsRatio()).isZero();
    }

    private static Fit.Coefficient coefficient(double estimate) {
        return new Fit.Coefficient(
                "imaging_index",
                estimate,
                200,
                estimate / 200,
                0.05,
                Math.exp(estimate),
                Math.exp(estimate - 392),
                Math.exp(estimate + 392));
    }
}
