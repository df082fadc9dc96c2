package org.tessera.enclave.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.approval.ApprovalWorld.about;
import static org.tessera.enclave.approval.ApprovalWorld.application;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the approval of a later request changes of a project, and what it leaves as it was. */
final class ChangedProjectsTest {
    private final ApprovalWorld world = new ApprovalWorld();
    private final DataUseRequest.Approved first = world.approved(application("bob"));
    private final Project before = now();

    @Test
    void a_revision_changes_title_protocol_and_linkage_and_neither_members_nor_the_end() {
        var base = about(Application.Type.REVISION, first.filing().id(), "carol");
        world.clock.advance(Duration.ofDays(10));
        world.approved(new Application(
                base.type(),
                base.refersTo(),
                "Another title",
                base.summary(),
                base.rationale(),
                base.protocol() + "# revised\n",
                base.dataLevel(),
                new Application.Linkage(true, false),
                base.collaborators(),
                base.attestations(),
                base.duo()));

        assertThat(before.fuzzyApproved()).isTrue();
        assertThat(now().fuzzyApproved()).isFalse();
        assertThat(now().title()).isEqualTo("Another title").isNotEqualTo(before.title());
        assertThat(now().protocol().digest()).isNotEqualTo(before.protocol().digest());
        assertThat(now().members()).isEqualTo(before.members());
        assertThat(now().expiresAt()).isEqualTo(before.expiresAt());
    }

    @Test
    void a_renewal_changes_the_end_alone() {
        world.clock.advance(Duration.ofDays(10));
        world.approved(about(Application.Type.RENEWAL, first.filing().id(), "carol"));

        assertThat(now()).usingRecursiveComparison().ignoringFields("expiresAt").isEqualTo(before);
        assertThat(now().expiresAt()).isEqualTo(before.expiresAt().plus(Duration.ofDays(10)));
    }

    @Test
    void collaborators_change_the_members_alone() {
        world.clock.advance(Duration.ofDays(10));
        world.approved(about(Application.Type.COLLABORATOR, first.filing().id(), "carol"));

        assertThat(now()).usingRecursiveComparison().ignoringFields("members").isEqualTo(before);
        assertThat(now().members()).containsAll(before.members()).contains("carol");
    }

    private Project now() {
        return world.open.find(first.project()).orElseThrow();
    }
}
