package org.tessera.enclave.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tessera.enclave.approval.ApprovalWorld.CAMILLE;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;
import static org.tessera.enclave.approval.ApprovalWorld.about;
import static org.tessera.enclave.approval.ApprovalWorld.application;
import static org.tessera.enclave.approval.ApprovalWorld.trainedOn;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.TestCaller;
import org.tessera.enclave.approval.Application;
import org.tessera.enclave.approval.DataUseRequest;
import org.tessera.enclave.approval.DataUseRequestId;
import org.tessera.enclave.approval.DataUseRequests;
import org.tessera.enclave.approval.DecidingRequests;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.download.Download;
import org.tessera.enclave.download.DownloadRequestId;
import org.tessera.enclave.download.RequestingDownloads;
import org.tessera.enclave.download.ReviewingDownloads;
import org.tessera.enclave.download.Vote;
import org.tessera.enclave.match.MatchRefused;
import org.tessera.enclave.match.RequestingMatches;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** Two people decide about one project in the same moment: the second sees what the first has done. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class SimultaneousDecisionsTest {
    @Inject
    DataUseRequests requests;

    @Inject
    DecidingRequests deciding;

    @Inject
    OpenProjects projects;

    @Inject
    RequestingDownloads requesting;

    @Inject
    ReviewingDownloads reviewing;

    @Inject
    RequestingMatches matches;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    @Test
    void who_left_stays_away_though_the_project_is_renewed_in_that_moment() throws Exception {
        var first = approved(application());
        leavesWhileRenewed(first, first);
    }

    @Test
    void who_left_stays_away_though_the_project_is_renewed_once_more_in_that_moment() throws Exception {
        var first = approved(application());
        leavesWhileRenewed(
                first, approved(about(Application.Type.RENEWAL, first.filing().id())));
    }

    private void leavesWhileRenewed(DataUseRequest.Approved first, DataUseRequest.Approved renewed) throws Exception {
        var joined =
                approved(about(Application.Type.COLLABORATOR, first.filing().id(), "dorothy"));
        var renewal =
                underReview(about(Application.Type.RENEWAL, renewed.filing().id()));

        meanwhile(
                () -> deciding.revoke(joined.filing().id(), "left", CAMILLE),
                () -> deciding.approve(renewal, "good", CAMILLE));

        assertThat(requests.find(renewal)).get().isInstanceOf(DataUseRequest.Approved.class);
        assertThat(projects.ofMember(first.project(), DOROTHY.account())).isEmpty();
        assertThat(projects.ofMember(first.project(), ROSALIND.account())).isPresent();
    }

    @Test
    void a_project_ends_though_something_of_it_is_rejected_in_that_moment() throws Exception {
        var first = approved(application());
        var id = checked(first.project());
        reviewing.vote(id, Vote.Verdict.REJECT, "", OSCAR);

        meanwhile(
                () -> reviewing.vote(id, Vote.Verdict.REJECT, "", OLIVIA),
                () -> deciding.revoke(first.filing().id(), "over", CAMILLE));

        assertThat(requesting.find(id, ROSALIND)).isInstanceOf(Download.Rejected.class);
        assertThat(projects.find(first.project())).isEmpty();
    }

    @Test
    void a_release_takes_the_project_before_the_request_as_the_end_of_the_project_does() throws Exception {
        var first = approved(application());
        var id = checked(first.project());
        reviewing.vote(id, Vote.Verdict.APPROVE, "", OSCAR);
        reviewing.vote(id, Vote.Verdict.APPROVE, "", OLIVIA);

        meanwhile(
                () -> sql.update(
                        "update project set title = title where id = ?",
                        first.project().value()),
                () -> reviewing.release(id, OSCAR),
                () -> assertThat(sql.exists(
                                "select 1 from download_request where id = ? for update skip locked", id.value()))
                        .isTrue());

        assertThat(requesting.find(id, ROSALIND)).isInstanceOf(Download.Released.class);
    }

    @Test
    void a_submission_waits_for_whatever_is_decided_about_its_project() throws Exception {
        var first = approved(application());
        var open = projects.find(first.project()).orElseThrow();
        var id = draft(open);

        meanwhile(
                () -> sql.update(
                        "update project set title = title where id = ?",
                        first.project().value()),
                () -> requesting.submit(id, open, ROSALIND),
                () -> assertThat(requesting.find(id, ROSALIND)).isInstanceOf(Download.Draft.class));

        assertThat(requesting.find(id, ROSALIND)).isInstanceOf(Download.Checked.class);
    }

    @Test
    void no_match_is_asked_for_a_project_that_has_ended_since_the_caller_was_let_in() {
        var first = approved(application());
        var entered = projects.find(first.project()).orElseThrow();
        deciding.revoke(first.filing().id(), "over", CAMILLE);

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> matches.request(
                                entered, "R2026.1", "2026.1", new TestCaller(ROSALIND.actor(), ROSALIND.role()))))
                .isInstanceOfSatisfying(
                        MatchRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(MatchRefused.Kind.PROJECT_ENDED));
    }

    private DownloadRequestId checked(ProjectId project) {
        var open = projects.find(project).orElseThrow();
        return requesting.submit(draft(open), open, ROSALIND).order().id();
    }

    private DownloadRequestId draft(Project open) {
        var wanted = List.of(new Download.Wanted("count-of-the-test", Map.of()));
        return requesting.draft(open, "Results", wanted, ROSALIND).order().id();
    }

    private void meanwhile(Runnable first, Runnable other) throws Exception {
        meanwhile(first, other, () -> {});
    }

    /** The first does its work and stays open; the other runs until it waits or is done; then the first looks and is kept. */
    private void meanwhile(Runnable first, Runnable other, Runnable look) throws Exception {
        QuarkusTransaction.begin();
        first.run();
        var waiting = CompletableFuture.runAsync(other);
        await().atMost(Duration.ofMinutes(2)).until(() -> waiting.isDone() || somebodyWaits());
        try {
            look.run();
        } finally {
            QuarkusTransaction.commit();
        }
        waiting.get(2, TimeUnit.MINUTES);
    }

    private boolean somebodyWaits() {
        return sql.exists("select 1 from pg_locks where not granted");
    }

    private DataUseRequest.Approved approved(Application application) {
        return (DataUseRequest.Approved) deciding.approve(underReview(application), "good", CAMILLE);
    }

    private DataUseRequestId underReview(Application application) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        var filing = new DataUseRequest.Filing(
                DataUseRequestId.random(), ROSALIND.account(), trainedOn(today, application), clock.instant());
        requests.save(new DataUseRequest.UnderReview(filing, CAMILLE.account(), clock.instant()));
        return filing.id();
    }
}
