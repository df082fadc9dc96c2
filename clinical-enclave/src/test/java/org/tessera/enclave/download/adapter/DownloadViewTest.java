package org.tessera.enclave.download.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.download.Download;
import org.tessera.enclave.download.DownloadRequestId;
import org.tessera.enclave.download.Parcel;
import org.tessera.enclave.download.Vote;

class DownloadViewTest {
    private static final Instant AT = Instant.EPOCH;
    private static final Download.Order ORDER = new Download.Order(
            DownloadRequestId.random(), ProjectId.random(), ROSALIND.account(), "Results", List.of(), AT);
    private static final Vote FIRST = new Vote(OSCAR.account(), Vote.Verdict.RETURN, "why?", AT);
    private static final Vote SECOND = new Vote(OLIVIA.account(), Vote.Verdict.APPROVE, "fine", AT);
    private static final Download.PartiallyReviewed HALF =
            new Download.Checked(ORDER, List.of(), new Parcel(1, List.of(), Findings.of(List.of()))).vote(FIRST);

    @Test
    void reviewers_are_blind_to_each_other_until_both_have_voted() {
        assertThat(DownloadView.of(HALF, OSCAR).reviews()).hasSize(1);
        assertThat(DownloadView.of(HALF, OLIVIA).reviews()).isEmpty();
        assertThat(DownloadView.of(HALF, ROSALIND).reviews()).isEmpty();
        assertThat(DownloadView.of(HALF.vote(SECOND), OLIVIA).reviews()).hasSize(2);
    }

    @Test
    void the_author_reads_comments_without_names() {
        var view = DownloadView.of(HALF.vote(SECOND).outcome(), ROSALIND);
        assertThat(view.state()).isEqualTo("RETURNED");
        assertThat(view.history().getFirst().reviews())
                .extracting(DownloadView.ReviewView::comment)
                .containsExactly("why?", "fine");
        assertThat(view.history().getFirst().reviews())
                .extracting(DownloadView.ReviewView::by)
                .containsOnlyNulls();
    }
}
