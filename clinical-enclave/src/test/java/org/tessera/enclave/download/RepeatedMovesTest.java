package org.tessera.enclave.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.download.Download.Wanted;
import org.tessera.enclave.workflow.IllegalMove;
import org.tessera.enclave.workflow.MoveRefused;
import org.tessera.enclave.workflow.NotPermitted;

/** Beyond the walk: who lost an answer asks again, also for what went back to the author; everybody else makes another move. */
class RepeatedMovesTest {
    private static final Acting ADELE = new Acting(new Account("s-adele", "adele"), "administrator");

    private final DownloadWorld world = new DownloadWorld();

    @Test
    void a_draft_or_a_returned_request_that_is_written_as_it_is_already_stays_as_it_is() {
        var id = world.draft("funnel");
        var same = List.of(new Wanted("funnel", Map.of()));
        unchanged(id, () -> world.requesting.amend(id, "Results", same, ROSALIND));
        world.verdict = Findings.Verdict.REJECT;
        world.requesting.submit(id, world.project, ROSALIND);
        unchanged(id, () -> world.requesting.amend(id, "Results", same, ROSALIND));
    }

    @Test
    void a_request_that_the_check_sent_back_is_checked_anew_when_it_is_submitted_again() {
        world.verdict = Findings.Verdict.REJECT;
        var id = world.checked("funnel");
        assertThat(world.requesting.submit(id, world.project, ROSALIND).history())
                .hasSize(2);
    }

    @Test
    void votes_that_sent_it_back_can_be_repeated_until_it_comes_again() {
        var id = world.checked("funnel");
        world.reviewing.vote(id, Vote.Verdict.RETURN, "smaller", OSCAR);
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OLIVIA);
        unchanged(id, () -> world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OLIVIA));
        unchanged(id, () -> world.reviewing.vote(id, Vote.Verdict.RETURN, "smaller", OSCAR));
        refused(IllegalMove.class, () -> world.reviewing.vote(id, Vote.Verdict.RETURN, "", OSCAR));
        world.requesting.submit(id, world.project, ROSALIND);
        world.reviewing.vote(id, Vote.Verdict.RETURN, "smaller", OSCAR);
        assertThat(world.now(id)).isInstanceOf(Download.PartiallyReviewed.class);
    }

    @Test
    void a_vote_with_another_verdict_or_comment_is_a_second_one() {
        var id = world.checked("funnel");
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "fine", OSCAR);
        refused(NotPermitted.class, () -> world.reviewing.vote(id, Vote.Verdict.REJECT, "fine", OSCAR));
        refused(NotPermitted.class, () -> world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OSCAR));
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "fine", OLIVIA);
        assertThat(world.now(id).votes()).hasSize(2);
    }

    @Test
    void a_release_and_a_recall_that_are_repeated_send_nothing_twice() {
        var id = world.approved("cohort-profile");
        world.reviewing.release(id, OSCAR);
        unchanged(id, () -> world.reviewing.release(id, OSCAR));
        refused(IllegalMove.class, () -> world.reviewing.release(id, ADELE));
        world.reviewing.recall(id, "a mistake", ADELE);
        unchanged(id, () -> world.reviewing.recall(id, "a mistake", ADELE));
        refused(IllegalMove.class, () -> world.reviewing.recall(id, "", ADELE));
        refused(IllegalMove.class, () -> world.reviewing.recall(id, "a mistake", OSCAR));
        refused(IllegalMove.class, () -> world.reviewing.release(id, OSCAR));
    }

    @Test
    void a_release_that_the_second_check_sent_back_is_repeated_by_who_wanted_it_alone() {
        var id = world.approved("funnel");
        world.verdict = Findings.Verdict.REJECT;
        world.reviewing.release(id, ADELE);
        unchanged(id, () -> world.reviewing.release(id, ADELE));
        refused(IllegalMove.class, () -> world.reviewing.release(id, OSCAR));
    }

    @Test
    void what_the_end_of_its_project_withdrew_was_not_withdrawn_by_its_author() {
        var id = world.checked("funnel");
        world.requesting.projectEnded(world.project.id());
        refused(IllegalMove.class, () -> world.requesting.withdraw(id, ROSALIND));
    }

    private void unchanged(DownloadRequestId id, Runnable again) {
        var before = world.now(id);
        var sent = world.outbox.sent();
        world.approval.ledger.clear();
        again.run();
        assertThat(world.now(id)).isEqualTo(before);
        assertThat(world.outbox.sent()).isEqualTo(sent);
        assertThat(world.approval.ledger.entries()).isEmpty();
        assertThat(world.approval.ledger.denials()).isEmpty();
    }

    private void refused(Class<? extends MoveRefused> how, ThrowingCallable move) {
        world.approval.ledger.clear();
        assertThatThrownBy(move).isInstanceOf(how);
        assertThat(world.approval.ledger.entries()).isEmpty();
        assertThat(world.approval.ledger.denials()).hasSize(1);
    }
}
