package org.tessera.enclave.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tessera.contracts.MatchCancellation;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.rest.Caller;

/** How match requests end: cancelled, overdue, superseded, with their approval or with their project. What they knew goes with them. */
@ApplicationScoped
public class EndingMatches {
    private static final String FUZZY_NOT_APPROVED = "fuzzy-no-longer-approved";

    private final MatchRequests requests;
    private final MatchLinks links;
    private final Outbox outbox;
    private final MatchLedger ledger;
    private final Event<KeysDoomed> doomed;
    private final Clock clock;

    /** Puts the use case together. */
    public EndingMatches(
            MatchRequests requests,
            MatchLinks links,
            Outbox outbox,
            MatchLedger ledger,
            Event<KeysDoomed> doomed,
            Clock clock) {
        this.requests = requests;
        this.links = links;
        this.outbox = outbox;
        this.ledger = ledger;
        this.doomed = doomed;
        this.clock = clock;
    }

    /** A researcher gives a request of her project up; once more changes nothing, for who lost the first answer asks again. */
    @Transactional
    public ProjectMatch cancel(ProjectId project, MatchRequestId id, Caller caller) {
        requests.lock(project);
        ProjectMatch match = ofProject(project, id);
        if (match.state() == MatchState.CANCELLED) {
            return match;
        }
        if (!(match instanceof ProjectMatch.Open open)) {
            throw new MatchRefused(
                    MatchRefused.Kind.STATE_FORBIDS,
                    "A request that is " + match.state() + " cannot be cancelled.",
                    List.copyOf(match.state().next()));
        }
        ProjectMatch.Ended cancelled = open.cancel(clock.instant(), "cancelled-by-researcher");
        outbox.send(new Outgoing(
                RequestingMatches.CHANNEL,
                id.toString(),
                new MatchCancellation(id),
                caller.actor(),
                project.toString()));
        requests.save(cancelled);
        ledger.moved(cancelled, caller);
        forget(cancelled);
        return cancelled;
    }

    /** The request, if it is of that project; throws {@link MatchRefused} otherwise. */
    public ProjectMatch ofProject(ProjectId project, MatchRequestId id) {
        return requests.find(id)
                .filter(match -> match.order().project().equals(project))
                .orElseThrow(() -> new MatchRefused(
                        MatchRefused.Kind.MATCH_REQUEST_UNKNOWN,
                        "The project has no match request of that id.",
                        List.of()));
    }

    /** Lets a request fail whose deadline has passed; nothing happens when it ended meanwhile. */
    @Transactional
    public void failOverdue(MatchRequestId id) {
        Instant now = clock.instant();
        requests.find(id).ifPresent(found -> requests.lock(found.order().project()));
        if (requests.find(id).orElse(null) instanceof ProjectMatch.Matching matching && matching.isOverdue(now)) {
            fail(matching, "deadline-passed");
        }
    }

    /** There will be no result, in the caller's transaction. */
    void fail(ProjectMatch.Open open, String reason) {
        ProjectMatch.Ended failed = open.fail(clock.instant(), reason);
        requests.save(failed);
        ledger.moved(failed, (Long) null);
        forget(failed);
    }

    /** A newer match takes its place, in the caller's transaction. */
    void supersede(ProjectMatch.Active former) {
        end(former.supersede(clock.instant()));
    }

    /** The project's approval no longer names fuzzy matching: no pair by encodings stays or comes, in the caller's transaction. */
    void endFuzzy(ProjectId project) {
        requests.lock(project);
        Instant now = clock.instant();
        for (ProjectMatch match : requests.open(project)) {
            if (match.order().fuzzy()) {
                end(match, active -> active.revoke(now, FUZZY_NOT_APPROVED), FUZZY_NOT_APPROVED);
            }
        }
    }

    /**
     * Everything of the project ends, in the caller's transaction: the keys go when it commits.
     *
     * @param expired whether the project's time was over
     */
    void endProject(ProjectId project, boolean expired) {
        requests.lock(project);
        Instant now = clock.instant();
        for (ProjectMatch match : requests.open(project)) {
            end(match, active -> active.endWithProject(now, expired), "project-ended");
        }
        doomed.fire(new KeysDoomed(project, Optional.empty()));
    }

    private void end(ProjectMatch match, Function<ProjectMatch.Active, ProjectMatch.Ended> whenActive, String reason) {
        switch (match) {
            case ProjectMatch.Active active -> end(whenActive.apply(active));
            case ProjectMatch.Matched matched -> end(whenActive.apply(matched.activate(clock.instant())));
            case ProjectMatch.Requested open -> giveUp(open, reason);
            case ProjectMatch.Eligible open -> giveUp(open, reason);
            case ProjectMatch.Matching open -> giveUp(open, reason);
            case ProjectMatch.Ended over -> forget(over);
        }
    }

    private void giveUp(ProjectMatch.Open open, String reason) {
        MatchRequestId id = open.order().id();
        outbox.send(new Outgoing(
                RequestingMatches.CHANNEL,
                id.toString(),
                new MatchCancellation(id),
                null,
                open.order().project().toString()));
        end(open.cancel(clock.instant(), reason));
    }

    private void end(ProjectMatch.Ended ended) {
        requests.save(ended);
        ledger.moved(ended, (Long) null);
        forget(ended);
    }

    private void forget(ProjectMatch.Ended ended) {
        links.forget(ended.order().id());
        doomed.fire(new KeysDoomed(
                ended.order().project(), Optional.of(ended.order().id())));
    }
}
