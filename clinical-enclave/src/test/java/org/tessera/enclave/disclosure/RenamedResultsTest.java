package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/** The same result of nearly the same persons under another name. */
final class RenamedResultsTest {
    private static final ReleasedSet EARLIER = unprinted("m: all", 0, 100);

    @Test
    void fewer_than_twenty_on_each_side_are_nearly_the_same() {
        assertThat(between(unprinted("n: all", 19, 119))).hasSize(1);
        assertThat(between(unprinted("n: all", 20, 100))).isEmpty();
        assertThat(between(unprinted("n: all", 0, 120))).isEmpty();
        assertThat(between(unprinted("n: all", 1, 100))).hasSize(1);
        assertThat(between(unprinted("n: all", 0, 100))).isEmpty();
    }

    @Test
    void only_the_same_thing_of_another_model_is_a_renamed_one() {
        assertThat(between(unprinted("m: all", 1, 100))).isEmpty();
        assertThat(between(unprinted("n: with the outcome", 1, 100))).isEmpty();
        assertThat(between(new ReleasedSet("n: all", Tables.persons(1, 100), new Published.Exact(99))))
                .isEmpty();
        assertThat(RenamedResults.between(List.of(unprinted("everyone", 0, 100)), List.of(unprinted("anyone", 1, 100))))
                .isEmpty();
    }

    private static Set<String> between(ReleasedSet mine) {
        return RenamedResults.between(List.of(mine), List.of(EARLIER));
    }

    private static ReleasedSet unprinted(String label, int from, int to) {
        return new ReleasedSet(label, Tables.persons(from, to), new Published.Withheld());
    }
}
