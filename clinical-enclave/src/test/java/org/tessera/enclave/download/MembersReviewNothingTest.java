package org.tessera.enclave.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.approval.ApprovalWorld.CAMILLE;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.Application;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.approval.DataUseRequest;
import org.tessera.enclave.workflow.NotPermitted;
import org.tessera.enclave.workflow.PolicyRefused;

/** An output-checker whom a project names as collaborator is a party to all its results, whoever asked for them. */
class MembersReviewNothingTest {
    private static final Acting ORLA = new Acting(new Account("s-orla", "orla"), "output-checker");

    private final DownloadWorld world = new DownloadWorld();

    private DataUseRequest.Approved oscarJoins() {
        var first = world.approval.requests.inForce(world.project.id()).getFirst();
        return world.approval.approved(ApprovalWorld.about(
                Application.Type.COLLABORATOR, first.filing().id(), "oscar"));
    }

    @Test
    void a_member_votes_on_no_request_of_her_project() {
        var id = world.checked("funnel");
        oscarJoins();
        assertThatThrownBy(() -> world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OSCAR))
                .isInstanceOf(NotPermitted.class);
        assertThat(world.now(id).votes()).isEmpty();
    }

    @Test
    void a_member_releases_no_request_of_her_project() {
        var id = world.checked("funnel");
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OLIVIA);
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", ORLA);
        oscarJoins();
        assertThatThrownBy(() -> world.reviewing.release(id, OSCAR)).isInstanceOf(NotPermitted.class);
        world.reviewing.release(id, OLIVIA);
        assertThat(world.now(id)).isInstanceOf(Download.Released.class);
    }

    @Test
    void who_was_a_member_votes_on_fetches_and_releases_nothing_of_it_after_she_has_left() {
        var joined = oscarJoins();
        world.approval.deciding.revoke(joined.filing().id(), "left", CAMILLE);
        var checked = world.checked("funnel");
        assertThatThrownBy(() -> world.reviewing.vote(checked, Vote.Verdict.APPROVE, "", OSCAR))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> world.reviewing.resource(checked, "funnel.csv", OSCAR))
                .isInstanceOf(NotPermitted.class);
        world.reviewing.vote(checked, Vote.Verdict.APPROVE, "", OLIVIA);
        world.reviewing.vote(checked, Vote.Verdict.APPROVE, "", ORLA);
        assertThatThrownBy(() -> world.reviewing.release(checked, OSCAR)).isInstanceOf(NotPermitted.class);
    }

    @Test
    void nothing_is_released_that_somebody_voted_on_who_has_become_a_member() {
        var id = world.approved("funnel");
        var joined = oscarJoins();
        for (boolean hasLeft : List.of(false, true)) {
            if (hasLeft) {
                world.approval.deciding.revoke(joined.filing().id(), "left", CAMILLE);
            }
            assertThatThrownBy(() -> world.reviewing.release(id, OLIVIA))
                    .isInstanceOfSatisfying(
                            PolicyRefused.class,
                            refused -> assertThat(refused.kind()).isEqualTo("reviewer-is-member"));
        }
        assertThat(world.downloads.cells).isEmpty();
    }

    @Test
    void whom_a_renewal_names_is_no_member_by_that() {
        var first = world.approval.requests.inForce(world.project.id()).getFirst();
        world.approval.approved(
                ApprovalWorld.about(Application.Type.RENEWAL, first.filing().id(), "oscar"));
        var id = world.checked("funnel");
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OSCAR);
        assertThat(world.now(id).votes()).hasSize(1);
    }

    @Test
    void a_member_fetches_no_bytes_as_a_reviewer_also_when_the_project_has_ended() {
        var id = world.checked("funnel");
        assertThat(world.reviewing.resource(id, "funnel.csv", OSCAR).bytes()).isNotEmpty();
        oscarJoins();
        assertThatThrownBy(() -> world.reviewing.resource(id, "funnel.csv", OSCAR))
                .isInstanceOf(NotPermitted.class);
        assertThat(world.approval.ledger.denials()).containsExactly("download-request.fetch-denied");
        assertThat(world.reviewing.resource(id, "funnel.csv", OLIVIA).bytes()).isNotEmpty();
        world.approval.clock.advance(Duration.ofDays(366));
        assertThatThrownBy(() -> world.reviewing.resource(id, "funnel.csv", OSCAR))
                .isInstanceOf(NotPermitted.class);
    }

    @Test
    void an_author_who_has_become_a_reviewer_and_has_left_fetches_no_bytes_of_her_own() {
        var first = world.approval.requests.inForce(world.project.id()).getFirst();
        var joined = world.approval.approved(ApprovalWorld.about(
                Application.Type.COLLABORATOR, first.filing().id(), "dorothy"));
        var id = world.requesting
                .draft(world.project, "Results", List.of(new Download.Wanted("funnel", Map.of())), DOROTHY)
                .order()
                .id();
        world.requesting.submit(id, world.project, DOROTHY);
        world.approval.deciding.revoke(joined.filing().id(), "left", CAMILLE);
        assertThatThrownBy(() ->
                        world.reviewing.resource(id, "funnel.csv", new Acting(DOROTHY.account(), "output-checker")))
                .isInstanceOf(NotPermitted.class);
    }
}
