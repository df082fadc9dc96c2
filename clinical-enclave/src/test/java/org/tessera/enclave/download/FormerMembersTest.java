package org.tessera.enclave.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.approval.ApprovalWorld.CAMILLE;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.Application;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.workflow.PolicyRefused;

/** What becomes of the requests of somebody whose membership ends while the project goes on. */
class FormerMembersTest {
    private final DownloadWorld world = new DownloadWorld();

    @Test
    void nothing_is_released_to_somebody_who_has_left_the_project() {
        var first = world.approval.requests.inForce(world.project.id()).getFirst();
        var joined = world.approval.approved(ApprovalWorld.about(
                Application.Type.COLLABORATOR, first.filing().id(), "dorothy"));
        var id = world.requesting
                .draft(world.project, "Results", List.of(new Download.Wanted("funnel", Map.of())), DOROTHY)
                .order()
                .id();
        world.requesting.submit(id, world.project, DOROTHY);
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OSCAR);
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OLIVIA);

        world.approval.deciding.revoke(joined.filing().id(), "left", CAMILLE);

        assertThatThrownBy(() -> world.reviewing.release(id, OSCAR))
                .isInstanceOfSatisfying(
                        PolicyRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo("author-left"));
        assertThat(world.downloads.cells).isEmpty();
    }

    @Test
    void nothing_is_released_to_somebody_whose_account_was_disabled() {
        var id = world.approved("funnel");
        world.disabled.add(ROSALIND.account());
        assertThatThrownBy(() -> world.reviewing.release(id, OSCAR))
                .isInstanceOfSatisfying(
                        PolicyRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo("author-disabled"));
        assertThat(world.downloads.cells).isEmpty();
        world.disabled.clear();
        world.reviewing.release(id, OSCAR);
        assertThat(world.now(id)).isInstanceOf(Download.Released.class);
    }
}
