package org.tessera.enclave.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;

import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.Application;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.workflow.NotPermitted;

/** An output-checker whom a project names as collaborator is a party to all its results, whoever asked for them. */
class MembersReviewNothingTest {
    private final DownloadWorld world = new DownloadWorld();

    private void oscarJoins() {
        var first = world.approval.requests.inForce(world.project.id()).getFirst();
        world.approval.approved(ApprovalWorld.about(
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
        var id = world.approved("funnel");
        oscarJoins();
        assertThatThrownBy(() -> world.reviewing.release(id, OSCAR)).isInstanceOf(NotPermitted.class);
        world.reviewing.release(id, OLIVIA);
        assertThat(world.now(id)).isInstanceOf(Download.Released.class);
    }
}
