package org.tessera.enclave.analysis.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.TestCaller;
import org.tessera.enclave.alignment.AlignmentId;
import org.tessera.enclave.alignment.MakingAlignments;
import org.tessera.enclave.analysis.MakingAnalyses;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.approval.Project;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** A project ends while something is being made of its records. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class EndMeanwhileTest {
    @Inject
    EnclaveWorld world;

    @Inject
    StudyWorld study;

    @Inject
    OpenProjects projects;

    @Inject
    MakingAlignments making;

    @Inject
    MakingAnalyses analysing;

    @Inject
    Sql sql;

    @AfterEach
    void leave() {
        study.leave();
    }

    @Test
    void an_alignment_that_is_under_way_when_its_project_ends_goes_with_it() {
        study.enter();
        Project open = projects.find(study.project()).orElseThrow();
        CompletableFuture<Void> end = QuarkusTransaction.requiringNew().call(() -> {
            making.make(open, new TestCaller("rosalind", "researcher"));
            CompletableFuture<Void> ending = CompletableFuture.runAsync(() -> world.endProject(open.id()));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> ending.isDone() || waitsForALock());
            return ending;
        });
        end.join();
        assertThat(alignments(open)).isZero();
    }

    @Test
    void an_alignment_that_comes_to_its_end_after_its_project_is_not_kept() {
        study.enter();
        Project open = projects.find(study.project()).orElseThrow();
        endUnnoticed(open);
        assertGone(() -> making.make(open, new TestCaller("rosalind", "researcher")));
        assertThat(alignments(open)).isZero();
    }

    @Test
    void an_analysis_that_comes_to_its_end_after_its_project_is_not_kept() {
        study.enter();
        var alignment = new AlignmentId(UUID.fromString(study.align()));
        Project open = projects.find(study.project()).orElseThrow();
        endUnnoticed(open);
        assertGone(() -> analysing.make(open, alignment, new TestCaller("rosalind", "researcher")));
        assertThat(sql.count(
                        "select count(*) from analysis where project = ?",
                        open.id().value()))
                .isZero();
    }

    /** The end that a maker which was let in before has not seen: its records are still there. */
    private void endUnnoticed(Project project) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update project set ended_at = now() where id = ?",
                        project.id().value()));
    }

    private static void assertGone(ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(410));
    }

    private long alignments(Project project) {
        return sql.count(
                "select count(*) from alignment where project = ?", project.id().value());
    }

    private boolean waitsForALock() {
        return sql.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like"
                        + " 'update project set ended_at%'")
                > 0;
    }
}
