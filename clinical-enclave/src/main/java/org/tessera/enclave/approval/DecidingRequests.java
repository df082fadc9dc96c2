package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.DataUseRequest.Approved;
import org.tessera.enclave.approval.DataUseRequest.Decision;
import org.tessera.enclave.approval.DataUseRequest.Submitted;
import org.tessera.enclave.approval.DataUseRequest.UnderReview;
import org.tessera.enclave.approval.RequestMoves.Move;
import org.tessera.enclave.workflow.PolicyRefused;

/** What the committee decides, and how an approval ends. */
@ApplicationScoped
@Transactional
public class DecidingRequests {
    private final RequestDesk desk;
    private final DataUseRequests requests;
    private final Workspaces workspaces;
    private final Clock clock;

    DecidingRequests(RequestDesk desk, DataUseRequests requests, Workspaces workspaces, Clock clock) {
        this.desk = desk;
        this.requests = requests;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** A member of the committee takes it up. */
    public DataUseRequest review(DataUseRequestId id, Acting by) {
        return desk.make(
                by.account().made(Move.REVIEW),
                Submitted.class,
                id,
                by,
                submitted -> desk.keep(submitted.review(by.account(), now()), "under-review", by));
    }

    /** Approves: the project opens, or changes. Throws {@link PolicyRefused} when the author's training is older than a year by now. */
    public DataUseRequest approve(DataUseRequestId id, String comment, Acting by) {
        var decision = new Decision(by.account(), comment, now());
        return desk.make(decision.made(Move.APPROVE), UnderReview.class, id, by, review -> {
            var mistakes = ApplicationRules.training(
                    review.filing().application(), LocalDate.ofInstant(decision.at(), ZoneOffset.UTC));
            if (!mistakes.isEmpty()) {
                throw new PolicyRefused("training-outdated", mistakes);
            }
            var project = workspaces.approve(review, decision, by);
            return desk.keep(review.approve(decision, project), "approved", by);
        });
    }

    /** Denies. */
    public DataUseRequest deny(DataUseRequestId id, String comment, Acting by) {
        var decision = new Decision(by.account(), comment, now());
        return desk.make(
                decision.made(Move.DENY),
                UnderReview.class,
                id,
                by,
                review -> desk.keep(review.deny(decision), "denied", by));
    }

    /** The committee takes an approval back; the project ends, or, for a COLLABORATOR request or its appeal, its people leave. */
    public DataUseRequest revoke(DataUseRequestId id, String comment, Acting by) {
        var revocation = new Decision(by.account(), comment, now());
        return desk.make(
                revocation.made(Move.REVOKE),
                Approved.class,
                id,
                by,
                approved -> end(approved, each -> each.revoke(revocation), "revoked", by));
    }

    /** The author says that the study is done. */
    public DataUseRequest close(DataUseRequestId id, Acting by) {
        return desk.make(
                by.account().made(Move.CLOSE),
                Approved.class,
                id,
                by,
                approved -> end(approved, each -> each.close(now()), "closed", by));
    }

    /** The year of a project is over; nothing happens when it was renewed, or ended, meanwhile. */
    public void expire(ProjectId project) {
        if (workspaces.isOver(project, now())) {
            endProject(project, each -> each.expire(now()), "expired", null);
        }
    }

    private DataUseRequest end(Approved approved, Function<Approved, DataUseRequest> move, String verb, Acting by) {
        if (new References(requests).effectiveType(approved.filing()) == Application.Type.COLLABORATOR) {
            workspaces.dismiss(approved, now());
            return desk.keep(move.apply(approved), verb, by);
        }
        endProject(approved.project(), move, verb, by);
        return requests.find(approved.filing().id()).orElseThrow();
    }

    private void endProject(
            ProjectId project, Function<Approved, DataUseRequest> move, String verb, @Nullable Acting by) {
        for (var approved : requests.inForce(project)) {
            desk.keep(move.apply(approved), verb, by);
        }
        workspaces.end(project, now(), by);
    }

    private Instant now() {
        return clock.instant();
    }
}
