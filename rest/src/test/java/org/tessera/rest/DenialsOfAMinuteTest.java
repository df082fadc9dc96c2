package org.tessera.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tessera.envelope.Actor;

class DenialsOfAMinuteTest {
    private static final Optional<Actor> ROSALIND = Optional.of(new Actor("rosalind", "commons"));
    private static final Optional<Actor> NOBODY = Optional.empty();

    private final DenialsOfAMinute denials = new DenialsOfAMinute();

    @Test
    void the_first_ten_of_each_caller_are_noted_and_the_others_are_counted_until_the_minute_ends() {
        assertThat(noted(ROSALIND, 1_000)).isEqualTo(10);
        assertThat(noted(NOBODY, 12)).isEqualTo(10);
        assertThat(denials.end()).isEqualTo(Map.of(ROSALIND, 990, NOBODY, 2));
        assertThat(noted(ROSALIND, 10)).isEqualTo(10);
        assertThat(denials.end()).isEmpty();
    }

    private long noted(Optional<Actor> caller, int denied) {
        long noted = 0;
        for (int number = 0; number < denied; number++) {
            noted += denials.isNoted(caller) ? 1 : 0;
        }
        return noted;
    }
}
