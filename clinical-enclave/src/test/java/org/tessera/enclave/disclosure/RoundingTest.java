package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A rounded number of persons does not tell, beside an exact one, how few are missing. */
final class RoundingTest {
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
