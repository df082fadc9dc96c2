package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is worked out, and who need not be. */
final class ChangeTest {
    private static final Change NONE = new Change(0, "nothing");

    private final List<Integer> looked = new ArrayList<>();
    private final List<Integer> worked = new ArrayList<>();

    @Test
    void only_whoever_could_change_more_than_the_others_is_worked_out() {
        double[] truth = {0.1, 0.9, 0.2, 0.7};
        assertThat(largest(NONE, new double[] {0.3, 1.2, 0.4, 1.0}, new double[] {0.1, 0.95, 0.2, 0.8}, truth))
                .isEqualTo(new Change(0.9, "person 1"));
        assertThat(looked).containsExactly(1, 3);
        assertThat(worked).containsExactly(1);
    }

    @Test
    void whoever_has_no_bound_is_worked_out_whatever_the_others_change() {
        double[] none = {0.3, Double.NaN, Double.POSITIVE_INFINITY, 0.2};
        assertThat(largest(NONE, none, none, new double[] {0.3, 0.1, 0.5, 0.2})).isEqualTo(new Change(0.5, "person 2"));
        assertThat(worked).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void what_is_known_already_stays_when_nobody_changes_more() {
        var known = new Change(0.6, "known");
        double[] bounds = {0.5, 0.6};
        assertThat(largest(known, bounds, bounds, bounds)).isEqualTo(known);
        assertThat(looked).isEmpty();
    }

    private Change largest(Change soFar, double[] atMost, double[] closer, double[] truth) {
        return Change.largest(
                soFar,
                atMost,
                i -> {
                    looked.add(i);
                    return closer[i];
                },
                i -> {
                    worked.add(i);
                    return new Change(truth[i], "person " + i);
                });
    }
}
