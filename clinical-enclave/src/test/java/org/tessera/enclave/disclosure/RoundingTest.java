package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rounded numbers tell, and what they do not: the digits of a statistic, and how few persons are missing. */
final class RoundingTest {
    @ParameterizedTest
    @CsvSource({
        "0.8372, 0.015, 0.84",
        "0.8372, 0.03, 0.84",
        "0.8372, 0.19, 0.84",
        "0.8372, 0.2, 0.8",
        "1.5, 0.45, 1.5",
        "1.56, 1.9, 1.6",
        "1.56, 2, 2",
        "17.3, 19.9, 17",
        "17.3, 20, 20",
        "425.7, 425.7, 400",
        "425.7, 199, 430",
        "-425.7, 425.7, -400",
        "1234567, 30000, 1230000"
    })
    void the_last_digit_is_the_greatest_power_of_ten_not_above_half_a_standard_error(
            double value, double standardError, String printed) {
        assertThat(Rounding.toCarry(value, standardError).toString()).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({"425.7, 5000, 400", "17.3, 1e300, 20", "17.3, Infinity, 20", "1.5, 40, 2", "0.4, 40, 0", "0, 40, 0"})
    void where_hardly_anything_is_carried_the_first_digit_remains(double value, double standardError, String printed) {
        assertThat(Rounding.toCarry(value, standardError).toString()).isEqualTo(printed);
    }

    @Test
    void nobody_missing_and_nineteen_look_the_same() {
        for (int all = 20; all < 300; all++) {
            for (int missing = 0; missing < 20; missing++) {
                assertThat(Rounding.floorWithin(all - missing, all))
                        .isEqualTo(Rounding.floorWithin(all, all))
                        .isLessThanOrEqualTo(all - missing);
            }
        }
    }

    @Test
    void where_many_are_missing_it_is_the_multiple_of_20_below() {
        assertThat(Rounding.floorWithin(181, 201)).isEqualTo(180);
        assertThat(Rounding.floorWithin(39, 500)).isEqualTo(20);
        assertThat(Rounding.floorWithin(19, 39)).isZero();
    }
}
