package org.tessera.enclave.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;
import static org.tessera.enclave.upload.UploadWorld.ROSALIND_AT_THE_COMMONS;
import static org.tessera.enclave.upload.UploadWorld.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.Application;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.upload.UploadMoves.State;
import org.tessera.enclave.workflow.IllegalMove;
import org.tessera.enclave.workflow.MoveRefused;
import org.tessera.enclave.workflow.NotPermitted;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Unacceptable;

class UploadWalkTest {
    private static final Acting ROSALIND_AS_CHECKER = new Acting(ROSALIND.account(), "output-checker");
    private static final Map<String, Acting> PEOPLE = Map.of(
            "checker", OSCAR,
            "requester as checker", ROSALIND_AS_CHECKER,
            "researcher", DOROTHY);

    /** What may happen, written down a second time; everything else may not. */
    private static final Set<String> LAWFUL = Set.of(
            "checker APPROVE UNDER_REVIEW IMPORTED",
            "checker REJECT UNDER_REVIEW REJECTED",
            "sender CANCEL SUBMITTED CANCELLED",
            "sender CANCEL SCANNING CANCELLED",
            "sender CANCEL UNDER_REVIEW CANCELLED",
            "service FAIL SUBMITTED FAILED",
            "service FAIL SCANNING FAILED",
            "service FINISH SCANNING UNDER_REVIEW");

    /** What somebody does once more with the same words: nothing comes of it, and nobody is refused. */
    private static final Set<String> REPEATED = Set.of("checker APPROVE IMPORTED", "checker REJECT REJECTED");

    @TestFactory
    Stream<DynamicTest> every_state_every_actor_every_move() {
        var tests = new ArrayList<DynamicTest>();
        for (var state : State.values()) {
            if (state == State.APPROVED) {
                continue; // left in the transaction that reaches it
            }
            for (var person : PEOPLE.keySet()) {
                tests.add(walk(state, person, "APPROVE"));
                tests.add(walk(state, person, "REJECT"));
            }
            tests.add(walk(state, "sender", "CANCEL"));
            tests.add(walk(state, "service", "FAIL"));
            tests.add(walk(state, "service", "FINISH"));
        }
        return tests.stream();
    }

    private static DynamicTest walk(State state, String actor, String move) {
        return DynamicTest.dynamicTest("%s %s %s".formatted(actor, move, state), () -> {
            var world = new UploadWorld();
            var id = put(world, state);
            world.approval.ledger.clear();
            world.outbox.clear();
            var lawful = LAWFUL.stream()
                    .filter(each -> each.startsWith("%s %s %s ".formatted(actor, move, state)))
                    .findFirst();
            var before = world.uploads.find(id).orElseThrow();
            attempt(world, id, actor, move);
            var after = world.uploads.find(id).orElseThrow();
            var now = after.state();
            if (REPEATED.contains("%s %s %s".formatted(actor, move, state))) {
                assertThat(after).isEqualTo(before);
                assertThat(world.outbox.sent()).isEmpty();
                assertThat(world.approval.ledger.entries()).isEmpty();
                assertThat(world.approval.ledger.denials()).isEmpty();
            } else if (lawful.isPresent()) {
                assertThat(lawful.get()).endsWith(" " + now);
                assertThat(world.approval.ledger.transitions())
                        .endsWith("upload-request."
                                + now.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                assertThat(world.outbox
                                .sent(UploadDecision.class)
                                .getLast()
                                .state()
                                .name())
                        .isEqualTo(now.name());
                assertThat(world.approval.ledger.denials()).isEmpty();
            } else {
                assertThat(now).isEqualTo(state);
                assertThat(world.outbox.sent()).isEmpty();
                assertThat(world.approval.ledger.transitions()).isEmpty();
                assertThat(world.approval.ledger.deniedEntries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.object()).isEqualTo(id.toString()));
            }
        });
    }

    private static void attempt(UploadWorld world, UploadRequestId id, String actor, String move) {
        try {
            switch (move) {
                case "APPROVE" -> world.reviewing.approve(id, "", List.of(), PEOPLE.getOrDefault(actor, DOROTHY));
                case "REJECT" -> world.reviewing.reject(id, "no", PEOPLE.getOrDefault(actor, DOROTHY));
                case "CANCEL" -> world.receiving.cancelled(id, new Actor(ROSALIND_AT_THE_COMMONS, "commons"));
                case "FAIL" -> world.receiving.fail(id, "deadline-passed");
                default -> world.scanning.finish(id);
            }
        } catch (MoveRefused refused) {
            assertThat(refused.sentence()).isNotBlank();
        }
    }

    private static UploadRequestId put(UploadWorld world, State state) {
        var id = world.announced(
                ROSALIND_AT_THE_COMMONS, world.project.toString(), "imaging-index/1", 40, true, table());
        if (state == State.SUBMITTED) {
            return id;
        }
        world.scanning.begin(id);
        switch (state) {
            case SUBMITTED, SCANNING, APPROVED -> {}
            case UNDER_REVIEW -> world.scanning.finish(id);
            case BLOCKED -> {
                world.hasMatch = false;
                world.scanning.finish(id);
            }
            case IMPORTED -> {
                world.scanning.finish(id);
                world.reviewing.approve(id, "", List.of(), OSCAR);
            }
            case REJECTED -> {
                world.scanning.finish(id);
                world.reviewing.reject(id, "no", OSCAR);
            }
            case FAILED -> world.receiving.fail(id, "deadline-passed");
            case CANCELLED -> world.receiving.cancelled(id, null);
        }
        return id;
    }

    private final UploadWorld world = new UploadWorld();

    @Test
    void approval_imports_exactly_what_was_scanned() {
        var id = world.scanned(table()).announcement().id();
        world.reviewing.approve(id, "fine", List.of(), OSCAR);
        assertThat(world.uploads.rows(world.project)).hasSize(40);
        assertThat(world.uploads.rows(world.project).getFirst().imagingIndex()).isEqualTo(0.1);
        assertThat(world.outbox.sent(UploadDecision.class))
                .extracting(UploadDecision::state)
                .endsWith(UploadDecision.State.APPROVED, UploadDecision.State.IMPORTED);
    }

    @Test
    void other_words_or_another_person_make_another_decision() {
        var id = world.scanned(table()).announcement().id();
        world.reviewing.approve(id, "fine", List.of(), OSCAR);
        world.outbox.clear();
        assertThatThrownBy(() -> world.reviewing.approve(id, "", List.of(), OSCAR))
                .isInstanceOf(IllegalMove.class);
        assertThatThrownBy(() -> world.reviewing.approve(id, "fine", List.of(), OLIVIA))
                .isInstanceOf(IllegalMove.class);
        assertThatThrownBy(() -> world.reviewing.reject(id, "fine", OSCAR)).isInstanceOf(IllegalMove.class);
        assertThat(world.approval.ledger.denials()).hasSize(3);
        assertThat(world.outbox.sent()).isEmpty();
    }

    @Test
    void a_rejected_table_is_forgotten() {
        var id = world.scanned(table()).announcement().id();
        world.reviewing.reject(id, "why this?", OSCAR);
        assertThat(world.uploads.rows(id, 100)).isEmpty();
        assertThat(world.uploads.rows(world.project)).isEmpty();
    }

    @Test
    void a_table_that_did_not_come_whole_fails() {
        var id = put(world, State.SCANNING);
        world.transfers.clear();
        world.scanning.finish(id);
        assertThat(world.uploads.find(id).orElseThrow())
                .isInstanceOfSatisfying(
                        Upload.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("transfer-incomplete"));
    }

    @Test
    void the_deadline_ends_what_hangs() {
        var id = put(world, State.SCANNING);
        world.receiving.failOverdue(world.approval.clock.instant());
        assertThat(world.uploads.find(id).orElseThrow().state()).isEqualTo(State.SCANNING);
        world.approval.clock.advance(Duration.ofHours(1));
        world.receiving.failOverdue(world.approval.clock.instant());
        assertThat(world.uploads.find(id).orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(world.transfers).isEmpty();
    }

    @Test
    void the_end_of_the_project_cancels_what_is_under_way_and_forgets_what_was_imported() {
        world.reviewing.approve(world.scanned(table()).announcement().id(), "", List.of(), OSCAR);
        var waiting = world.scanned(table()).announcement().id();
        world.receiving.projectEnded(world.project);
        assertThat(world.uploads.find(waiting).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(world.uploads.rows(world.project)).isEmpty();
    }

    @Test
    void only_the_account_that_sent_it_takes_it_back() {
        var id = put(world, State.SUBMITTED);
        assertThatThrownBy(() -> world.receiving.cancelled(id, new Actor("commons-mallory", "commons")))
                .isInstanceOf(Unacceptable.class);
        assertThatThrownBy(() -> world.receiving.cancelled(UploadRequestId.random(), null))
                .isInstanceOf(Unacceptable.class);
    }

    @Test
    void measures_without_aliases_are_for_a_reviewer_who_neither_sent_the_table_nor_is_a_member() {
        var upload = world.scanned(table());
        assertThat(world.reviewing.sample(upload, 10, OSCAR))
                .containsExactlyElementsOf(table().subList(1, 11).stream()
                        .map(row -> Double.valueOf(row.substring(row.lastIndexOf(',') + 1)))
                        .toList());
        assertThat(world.reviewing.sample(upload, 10, ROSALIND)).isEmpty();
        assertThat(world.reviewing.sample(upload, 10, ROSALIND_AS_CHECKER)).isEmpty();
        var first = world.approval.requests.inForce(world.project).getFirst();
        world.approval.approved(ApprovalWorld.about(
                Application.Type.COLLABORATOR, first.filing().id(), "oscar"));
        assertThat(world.reviewing.sample(upload, 10, OSCAR)).isEmpty();
    }

    @Test
    void a_member_reviews_no_table_of_her_project_also_when_she_has_left() {
        var upload = world.scanned(table());
        var id = upload.announcement().id();
        var first = world.approval.requests.inForce(world.project).getFirst();
        var joined = world.approval.approved(ApprovalWorld.about(
                Application.Type.COLLABORATOR, first.filing().id(), "oscar"));
        world.approval.ledger.clear();
        assertThatThrownBy(() -> world.reviewing.approve(id, "", List.of(), OSCAR))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> world.reviewing.reject(id, "", OSCAR)).isInstanceOf(NotPermitted.class);
        assertThat(world.approval.ledger.denials())
                .containsExactly("upload-request.approve-denied", "upload-request.reject-denied");
        world.approval.deciding.revoke(joined.filing().id(), "left", ApprovalWorld.CAMILLE);
        assertThatThrownBy(() -> world.reviewing.approve(id, "", List.of(), OSCAR))
                .isInstanceOf(NotPermitted.class);
        assertThat(world.reviewing.sample(upload, 10, OSCAR)).isEmpty();
        assertThat(world.reviewing.approve(id, "", List.of(), OLIVIA)).isInstanceOf(Upload.Imported.class);
    }
}
