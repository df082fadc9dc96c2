package org.tessera.representativeness.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseTest {
    private static final Map<String, Double> P = Map.of("a", 45.0, "b", 55.0);
    private static final Map<String, Double> Q = Map.of("a", 35.0, "b", 65.0);

    @Test
    void any_base_greater_than_one_scales_the_divergence() {
        double inTwo = JensenShannon.between(P, Q, Base.parse("2")).value();
        double inTen = JensenShannon.between(P, Q, Base.parse("10")).value();

        assertThat(inTen * inTen).isCloseTo(inTwo * inTwo * Math.log10(2), within(1e-15));
        assertThat(Base.parse("E")).isEqualTo(Base.E);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-2", "NaN", "Infinity", "two"})
    void what_is_no_base_is_refused(String text) {
        assertThatThrownBy(() -> Base.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "e", "10", "1.5"})
    void a_base_is_written_as_it_is_read(String text) {
        assertThat(Base.parse(text)).hasToString(text);
    }
}
