package org.tessera.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.broker.feasibility.FeasibilityRun;
import org.tessera.broker.match.MatchRun;
import org.tessera.testkit.WatchedStates;

class WatchedStatesTest {
    @Test
    void the_alert_watches_every_state_but_the_ends() {
        assertThat(WatchedStates.at("honest-broker"))
                .isEqualTo(Map.of(
                        "match",
                        names(Stream.of(MatchRun.State.values()).filter(WatchedStatesTest::mustBeLeft)),
                        "feasibility",
                        names(Stream.of(FeasibilityRun.State.values()).filter(WatchedStatesTest::mustBeLeft))));
    }

    private static boolean mustBeLeft(MatchRun.State state) {
        return switch (state) {
            case RECEIVED -> true;
            case MATCHED, REFUSED, FAILED, CANCELLED -> false;
        };
    }

    private static boolean mustBeLeft(FeasibilityRun.State state) {
        return switch (state) {
            case RECEIVED, DECIDED -> true;
            case SENT -> false;
        };
    }

    private static Set<String> names(Stream<? extends Enum<?>> states) {
        return states.map(Enum::name).collect(Collectors.toSet());
    }
}
