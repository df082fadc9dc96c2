package org.tessera.enclave.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;

class ProjectMatchTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final MatchOrder ORDER = new MatchOrder(
            MatchRequestId.random(), ProjectId.random(), "R1", "2026.1", false, "rosalind", NOW, NOW.plusSeconds(900));

    private final ProjectMatch.Requested requested = new ProjectMatch.Requested(ORDER, NOW);
    private final ProjectMatch.Eligible eligible = requested.admit(NOW);
    private final ProjectMatch.Matching matching = eligible.send(NOW);
    private final ProjectMatch.Matched matched = matching.match(NOW, null);
    private final ProjectMatch.Active active = matched.activate(NOW);

    @Test
    void every_move_that_exists_is_in_the_table_and_every_row_of_the_table_has_its_move() {
        Set<String> moves = Set.copyOf(moves());
        List<String> table = new ArrayList<>();
        for (MatchState from : MatchState.values()) {
            from.next().forEach(to -> table.add(from + " -> " + to));
        }

        assertThat(moves).containsExactlyInAnyOrderElementsOf(table);
    }

    @Test
    void a_researcher_may_cancel_until_the_result_is_here() {
        for (MatchState state : MatchState.values()) {
            boolean early = EnumSet.of(MatchState.REQUESTED, MatchState.ELIGIBLE, MatchState.MATCHING)
                    .contains(state);
            assertThat(state.choices()).isEqualTo(early ? List.of(MatchState.CANCELLED) : List.of());
        }
    }

    @Test
    void an_end_is_an_end() {
        assertThatThrownBy(() -> new ProjectMatch.Ended(ORDER, NOW, MatchState.ACTIVE, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_deadline_itself_is_too_late() {
        assertThat(matching.isOverdue(ORDER.deadline().minusNanos(1))).isFalse();
        assertThat(matching.isOverdue(ORDER.deadline())).isTrue();
    }

    private List<String> moves() {
        List<String> moves = new ArrayList<>();
        add(moves, requested, eligible);
        add(moves, eligible, matching);
        add(moves, matching, matched);
        add(moves, matched, active);
        for (ProjectMatch.Open open : List.of(requested, eligible, matching)) {
            add(moves, (ProjectMatch) open, open.cancel(NOW, "x"));
            add(moves, (ProjectMatch) open, open.fail(NOW, "x"));
        }
        add(moves, active, active.supersede(NOW));
        add(moves, active, active.endWithProject(NOW, true));
        add(moves, active, active.endWithProject(NOW, false));
        return moves;
    }

    private static void add(List<String> moves, ProjectMatch from, ProjectMatch to) {
        moves.add(from.state() + " -> " + to.state());
    }
}
