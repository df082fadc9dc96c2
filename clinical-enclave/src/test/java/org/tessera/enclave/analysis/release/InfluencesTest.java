package org.tessera.enclave.analysis.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.analysis.Influence;
import org.tessera.enclave.analysis.LogisticRegression;
import org.tessera.enclave.analysis.Observation;

/** What odds ratios, curves and subgroups of one request share. */
final class InfluencesTest {
    private final Influences influences = new Influences();

    @Test
    void a_model_of_the_same_observations_is_looked_at_once_and_another_anew() {
        Influence first = influences.of(fit(observations(60)), observations(60));

        assertThat(influences.of(fit(observations(60)), observations(60))).isSameAs(first);
        assertThat(influences.of(fit(observations(59)), observations(59))).isNotEqualTo(first);
    }

    private static Fit fit(List<Observation> observations) {
        return LogisticRegression.fit("m", List.of("x"), observations);
    }

    private static List<Observation> observations(int persons) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            observations.add(new Observation("S-" + i, i * 7 % 11 > 4, Map.of("x", i % 13 / 13.0)));
        }
        return observations;
    }
}
