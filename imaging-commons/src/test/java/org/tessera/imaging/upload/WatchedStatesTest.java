package org.tessera.imaging.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.imaging.feasibility.Inquiry;
import org.tessera.testkit.WatchedStates;

class WatchedStatesTest {
    @Test
    void the_alert_watches_the_states_that_another_service_must_end() {
        assertThat(WatchedStates.at("imaging-commons"))
                .isEqualTo(Map.of(
                        "feasibility",
                        names(Stream.of(Inquiry.State.values()).filter(WatchedStatesTest::mustBeLeft)),
                        "upload",
                        names(Stream.of(Upload.State.values()).filter(WatchedStatesTest::mustBeLeft))));
    }

    private static boolean mustBeLeft(Inquiry.State state) {
        return switch (state) {
            case REQUESTED -> true;
            case ANSWERED, REFUSED, FAILED, CANCELLED -> false;
        };
    }

    private static boolean mustBeLeft(Upload.State state) {
        return switch (state) {
            case SUBMITTED, SCANNING, APPROVED -> true;
            // A person's turn, and the ends.
            case UNDER_REVIEW, BLOCKED, IMPORTED, REJECTED, FAILED, CANCELLED -> false;
        };
    }

    private static Set<String> names(Stream<? extends Enum<?>> states) {
        return states.map(Enum::name).collect(Collectors.toSet());
    }
}
