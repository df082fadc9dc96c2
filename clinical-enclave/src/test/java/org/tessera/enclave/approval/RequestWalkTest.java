package org.tessera.enclave.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.approval.ApprovalWorld.CAMILLE;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tessera.enclave.approval.DataUseRequest.Decision;
import org.tessera.enclave.approval.DataUseRequest.Filing;
import org.tessera.enclave.approval.RequestMoves.Move;
import org.tessera.enclave.approval.RequestMoves.State;
import org.tessera.enclave.workflow.IllegalMove;
import org.tessera.enclave.workflow.NotPermitted;
import org.tessera.enclave.workflow.Unknown;

class RequestWalkTest {
    private static final Acting CECIL = new Acting(new Account("s-cecil", "cecil"), "committee");
    private static final Acting CONRAD_COLLABORATES = new Acting(new Account("s-conrad", "conrad"), "committee");
    private static final Acting ROSALIND_IN_THE_COMMITTEE = new Acting(ROSALIND.account(), "committee");

    private static final Map<String, Acting> PEOPLE = Map.of(
            "author", ROSALIND,
            "another researcher", DOROTHY,
            "committee", CAMILLE,
            "collaborator in the committee", CONRAD_COLLABORATES,
            "author in the committee", ROSALIND_IN_THE_COMMITTEE,
            "output-checker", OSCAR);

    /** What may happen, written down a second time, by people instead of parts; everything else may not. */
    private static final Set<String> LAWFUL = Set.of(
            "author AMEND DRAFT DRAFT",
            "author SUBMIT DRAFT SUBMITTED",
            "author WITHDRAW DRAFT WITHDRAWN",
            "author WITHDRAW SUBMITTED WITHDRAWN",
            "author WITHDRAW UNDER_REVIEW WITHDRAWN",
            "author CLOSE APPROVED CLOSED",
            "committee REVIEW SUBMITTED UNDER_REVIEW",
            "committee APPROVE UNDER_REVIEW APPROVED",
            "committee DENY UNDER_REVIEW DENIED",
            "committee REVOKE APPROVED REVOKED");

    /** What somebody does once more with the same words: nothing comes of it, and nobody is refused. */
    private static final Set<String> REPEATED = Set.of(
            "author SUBMIT SUBMITTED",
            "author WITHDRAW WITHDRAWN",
            "author CLOSE CLOSED",
            "committee REVIEW UNDER_REVIEW",
            "committee APPROVE APPROVED",
            "committee DENY DENIED",
            "committee REVOKE REVOKED");

    @TestFactory
    Stream<DynamicTest> every_state_every_person_every_move() {
        var tests = new ArrayList<DynamicTest>();
        for (var state : State.values()) {
            for (var person : PEOPLE.entrySet()) {
                for (var move : Move.values()) {
                    if (move != Move.EXPIRE) {
                        tests.add(DynamicTest.dynamicTest(
                                "%s %s %s".formatted(person.getKey(), move, state),
                                () -> walk(state, person.getKey(), person.getValue(), move)));
                    }
                }
            }
        }
        return tests.stream();
    }

    private static void walk(State state, String name, Acting by, Move move) {
        var world = new ApprovalWorld();
        var id = put(world, state);
        world.ledger.clear();
        var lawful = LAWFUL.stream()
                .filter(each -> each.startsWith("%s %s %s ".formatted(name, move, state)))
                .findFirst();
        var before = world.requests.find(id).orElseThrow();
        var outcome = attempt(world, id, move, by);
        var after = world.requests.find(id).orElseThrow();
        var now = after.state();
        if (REPEATED.contains("%s %s %s".formatted(name, move, state))) {
            assertThat(outcome).isEqualTo("done");
            assertThat(after).isEqualTo(before);
            assertThat(world.ledger.entries()).isEmpty();
            assertThat(world.ledger.denials()).isEmpty();
        } else if (lawful.isPresent()) {
            assertThat(outcome).isEqualTo("done");
            assertThat(lawful.get()).endsWith(" " + now);
            assertThat(world.ledger.entries())
                    .anyMatch(entry -> entry.action().startsWith("data-use-request.")
                            && entry.object().equals(id.toString())
                            && by.actor().equals(entry.actor()));
            assertThat(world.ledger.denials()).isEmpty();
        } else {
            assertThat(outcome).isIn("not permitted", "illegal", "unknown");
            assertThat(now).isEqualTo(state);
            assertThat(world.ledger.transitions()).isEmpty();
            assertThat(world.ledger.deniedEntries()).singleElement().satisfies(entry -> {
                assertThat(entry.object()).isEqualTo(id.toString());
                assertThat(entry.actor()).isEqualTo(by.actor());
            });
        }
    }

    private static String attempt(ApprovalWorld world, DataUseRequestId id, Move move, Acting by) {
        return attempt(world, id, move, "", by);
    }

    private static String attempt(ApprovalWorld world, DataUseRequestId id, Move move, String comment, Acting by) {
        try {
            switch (move) {
                case AMEND -> world.filing.amend(id, ApprovalWorld.application("conrad", "dorothy"), by);
                case SUBMIT -> world.filing.submit(id, by);
                case WITHDRAW -> world.filing.withdraw(id, by);
                case REVIEW -> world.deciding.review(id, by);
                case APPROVE -> world.deciding.approve(id, comment, by);
                case DENY -> world.deciding.deny(id, comment, by);
                case REVOKE -> world.deciding.revoke(id, comment, by);
                case CLOSE -> world.deciding.close(id, by);
                case EXPIRE -> throw new IllegalArgumentException("only the clock expires");
            }
            return "done";
        } catch (NotPermitted e) {
            assertThat(e.sentence()).isNotBlank();
            return "not permitted";
        } catch (IllegalMove e) {
            assertThat(e.possible())
                    .isEqualTo(List.copyOf(RequestMoves.TABLE.possible(
                            world.requests.find(id).orElseThrow().state())));
            return "illegal";
        } catch (Unknown e) {
            return "unknown";
        }
    }

    private static DataUseRequestId put(ApprovalWorld world, State state) {
        var at = Instant.parse("2026-01-01T00:00:00Z");
        var filing = new Filing(DataUseRequestId.random(), ROSALIND.account(), ApprovalWorld.application("conrad"), at);
        var decision = new Decision(CAMILLE.account(), "", at);
        var project = ProjectId.random();
        world.projects.save(new Projects.Workspace(
                project,
                "title",
                filing.application().protocol(),
                false,
                Set.of(new Projects.Member(ROSALIND.account().subject(), filing.id())),
                at,
                DataUseRequest.Approved.expiryOf(at),
                null));
        world.requests.save(
                switch (state) {
                    case DRAFT -> new DataUseRequest.Draft(filing);
                    case SUBMITTED -> new DataUseRequest.Submitted(filing, at);
                    case UNDER_REVIEW -> new DataUseRequest.UnderReview(filing, CAMILLE.account(), at);
                    case APPROVED -> new DataUseRequest.Approved(filing, decision, project);
                    case DENIED -> new DataUseRequest.Denied(filing, decision);
                    case EXPIRED -> new DataUseRequest.Expired(filing, decision, project, at);
                    case REVOKED -> new DataUseRequest.Revoked(filing, decision, project, decision);
                    case CLOSED -> new DataUseRequest.Closed(filing, decision, project, at);
                    case WITHDRAWN -> new DataUseRequest.Withdrawn(filing, at);
                });
        return filing.id();
    }

    @Test
    void a_draft_that_is_written_as_it_is_already_stays_as_it_is() {
        var world = new ApprovalWorld();
        var id = put(world, State.DRAFT);
        world.filing.amend(id, ApprovalWorld.application("dorothy"), ROSALIND);
        world.filing.amend(id, ApprovalWorld.application("dorothy"), ROSALIND);
        assertThat(world.ledger.transitions()).containsExactly("data-use-request.amended");
    }

    @Test
    void other_words_or_another_person_make_another_move() {
        var decided = Map.of(State.APPROVED, Move.APPROVE, State.DENIED, Move.DENY, State.REVOKED, Move.REVOKE);
        decided.forEach((state, move) -> {
            var world = new ApprovalWorld();
            var id = put(world, state);
            assertThat(attempt(world, id, move, CECIL)).isEqualTo("illegal");
            assertThat(attempt(world, id, move, "on second thoughts", CAMILLE)).isEqualTo("illegal");
            assertThat(world.ledger.denials()).hasSize(2);
        });
        var world = new ApprovalWorld();
        assertThat(attempt(world, put(world, State.UNDER_REVIEW), Move.REVIEW, CECIL))
                .isEqualTo("illegal");
    }

    @Test
    void a_move_that_is_made_once_more_after_another_is_refused() {
        var world = new ApprovalWorld();
        var id = world.underReview(ApprovalWorld.application());
        assertThat(attempt(world, id, Move.SUBMIT, ROSALIND)).isEqualTo("illegal");
    }

    @Test
    void who_has_become_a_member_since_is_refused_her_decision_too() {
        var world = new ApprovalWorld();
        var first = world.approved(ApprovalWorld.application());
        var joining = world.filing
                .draft(
                        ApprovalWorld.about(
                                Application.Type.COLLABORATOR, first.filing().id(), "camille"),
                        ROSALIND)
                .filing()
                .id();
        world.filing.submit(joining, ROSALIND);
        world.deciding.review(joining, CECIL);
        world.deciding.approve(joining, "", CECIL);
        assertThat(attempt(world, first.filing().id(), Move.APPROVE, "good", CAMILLE))
                .isEqualTo("not permitted");
    }

    @Test
    void whoever_may_never_make_a_move_is_told_why_and_nothing_of_the_state() {
        var world = new ApprovalWorld();
        var id = put(world, State.UNDER_REVIEW);
        assertThat(attempt(world, id, Move.APPROVE, ROSALIND)).isEqualTo("not permitted");
        assertThat(attempt(world, id, Move.APPROVE, ROSALIND_IN_THE_COMMITTEE)).isEqualTo("not permitted");
        assertThat(attempt(world, id, Move.APPROVE, CONRAD_COLLABORATES)).isEqualTo("not permitted");
    }

    @Test
    void a_member_of_a_project_decides_on_no_request_about_it_though_the_request_does_not_name_her() {
        var world = new ApprovalWorld();
        var first = world.approved(ApprovalWorld.application("conrad"));
        for (var type : List.of(Application.Type.COLLABORATOR, Application.Type.RENEWAL, Application.Type.REVISION)) {
            var id = world.underReview(ApprovalWorld.about(type, first.filing().id(), "dorothy"));
            for (var move : List.of(Move.APPROVE, Move.DENY)) {
                assertThat(attempt(world, id, move, CONRAD_COLLABORATES)).isEqualTo("not permitted");
            }
            assertThat(attempt(world, id, Move.DENY, CAMILLE)).isEqualTo("done");
            var appeal = world.underReview(ApprovalWorld.about(Application.Type.APPEAL, id, "dorothy"));
            assertThat(attempt(world, appeal, Move.APPROVE, CONRAD_COLLABORATES))
                    .isEqualTo("not permitted");
        }
    }

    @Test
    void who_was_a_member_of_a_project_decides_on_no_request_about_it_after_she_has_left() {
        var world = new ApprovalWorld();
        var first = world.approved(ApprovalWorld.application());
        var joined = world.approved(ApprovalWorld.about(
                Application.Type.COLLABORATOR, first.filing().id(), "conrad"));
        assertThat(attempt(world, joined.filing().id(), Move.REVOKE, CAMILLE)).isEqualTo("done");
        var id = world.underReview(
                ApprovalWorld.about(Application.Type.RENEWAL, first.filing().id()));
        assertThat(attempt(world, id, Move.APPROVE, CONRAD_COLLABORATES)).isEqualTo("not permitted");
        assertThat(attempt(world, id, Move.APPROVE, CAMILLE)).isEqualTo("done");
    }

    @Test
    void a_member_of_a_project_takes_no_approval_back_that_it_has() {
        var world = new ApprovalWorld();
        var first = world.approved(ApprovalWorld.application("conrad"));
        var renewal = world.approved(
                ApprovalWorld.about(Application.Type.RENEWAL, first.filing().id()));
        assertThat(attempt(world, renewal.filing().id(), Move.REVOKE, CONRAD_COLLABORATES))
                .isEqualTo("not permitted");
    }
}
