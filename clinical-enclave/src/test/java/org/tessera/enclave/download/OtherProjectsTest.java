package org.tessera.enclave.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Findings;

/** What a new project of the same people can ask for again. */
class OtherProjectsTest {
    private final DownloadWorld world = new DownloadWorld();

    @Test
    void reviewers_are_told_that_another_project_of_the_same_people_has_results_out() {
        assertThat(rules(world.checked("funnel"))).containsExactly("told");
        world.reviewing.release(world.approved("funnel"), OSCAR);
        var first = world.approval.requests.inForce(world.project.id()).getFirst();
        world.approval.deciding.close(first.filing().id(), ROSALIND);
        world.requesting.projectEnded(world.project.id());
        assertThat(world.downloads.cells).isEmpty();

        var again = another();
        var id = world.requesting
                .draft(again, "Again", List.of(new Download.Wanted("funnel", Map.of())), ROSALIND)
                .order()
                .id();
        world.requesting.submit(id, again, ROSALIND);

        assertThat(rules(id)).containsExactly("told", "other-project");
        assertThat(((Download.Checked) world.now(id)).checked().findings().verdict())
                .isEqualTo(Findings.Verdict.REVIEW);
    }

    /** Whoever weighed one has not weighed two. */
    @Test
    void a_release_goes_back_when_another_project_of_the_same_people_has_one_more_out() {
        world.reviewing.release(approved(another()), OSCAR);
        var here = world.approved("funnel");
        world.reviewing.release(approved(another()), OSCAR);

        assertThat(world.reviewing.release(here, OSCAR)).isInstanceOf(Download.Returned.class);
    }

    private Project another() {
        return world.approval
                .open
                .find(world.approval.approved(ApprovalWorld.application()).project())
                .orElseThrow();
    }

    private DownloadRequestId approved(Project project) {
        var id = world.requesting
                .draft(project, "Elsewhere", List.of(new Download.Wanted("funnel", Map.of())), ROSALIND)
                .order()
                .id();
        world.requesting.submit(id, project, ROSALIND);
        world.approve(id);
        return id;
    }

    @Test
    void results_of_the_same_project_are_compared_and_not_told_of() {
        world.reviewing.release(world.approved("funnel"), OSCAR);
        assertThat(rules(world.checked("funnel"))).containsExactly("told");
    }

    private List<String> rules(DownloadRequestId id) {
        return ((Download.Checked) world.now(id))
                .checked().findings().findings().stream()
                        .map(Findings.Finding::rule)
                        .toList();
    }
}
