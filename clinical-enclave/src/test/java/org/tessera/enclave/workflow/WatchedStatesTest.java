package org.tessera.enclave.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.RequestMoves;
import org.tessera.enclave.download.DownloadMoves;
import org.tessera.enclave.match.MatchState;
import org.tessera.enclave.upload.UploadMoves;
import org.tessera.testkit.WatchedStates;

class WatchedStatesTest {
    @Test
    void the_alert_watches_the_states_that_only_the_enclave_itself_moves_on_from() {
        assertThat(WatchedStates.at("clinical-enclave"))
                .isEqualTo(Map.of(
                        "match",
                        Stream.of(MatchState.values())
                                // A project works with an active match until it ends.
                                .filter(state -> !state.next().isEmpty() && state != MatchState.ACTIVE)
                                .map(Enum::name)
                                .collect(Collectors.toSet()),
                        "upload",
                        left(
                                UploadMoves.TABLE.rows(),
                                row -> row.by() == UploadMoves.Part.SERVICE || row.move() == UploadMoves.Move.CANCEL),
                        "download",
                        left(DownloadMoves.TABLE.rows(), row -> row.by() == DownloadMoves.Part.SERVICE)));
        assertThat(left(RequestMoves.TABLE.rows(), row -> row.by() == RequestMoves.Part.CLOCK))
                .as("a data use request waits for persons alone")
                .isEmpty();
    }

    /** The states whose every way out is a machine's, or one that gives up. */
    private static <S extends Enum<S>, M, A> Set<String> left(
            List<Transition<S, M, A>> rows, Predicate<Transition<S, M, A>> noPersonsTurn) {
        return rows.stream().collect(Collectors.groupingBy(Transition::from)).entrySet().stream()
                .filter(state -> state.getValue().stream().allMatch(noPersonsTurn))
                .map(state -> state.getKey().name())
                .collect(Collectors.toSet());
    }
}
