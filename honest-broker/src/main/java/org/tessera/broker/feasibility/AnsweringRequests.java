package org.tessera.broker.feasibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tessera.broker.match.LinkableReleases;
import org.tessera.broker.match.LinkedReleases;
import org.tessera.broker.match.MatchRuns;
import org.tessera.broker.tokens.HashKeys;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.IncompleteTransfer;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.ServiceKeys;

/** Takes feasibility requests, decides them one after the other, and lets each answer go when its time has come. */
@ApplicationScoped
public class AnsweringRequests {
    private static final String RESULTS = "broker.feasibility-results.v1";
    private static final int MOST_ATTEMPTS = 3;
    private static final int NONE = 0;

    private final FeasibilityRuns runs;
    private final FeasibilitySettings settings;
    private final MatchRuns matches;
    private final Holdings holdings;
    private final LinkableReleases releases;
    private final HashKeys hashKeys;
    private final ServiceKeys serviceKeys;
    private final IncomingTransfers transfers;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    /** Puts the use case together. */
    public AnsweringRequests(
            FeasibilityRuns runs,
            FeasibilitySettings settings,
            MatchRuns matches,
            Holdings holdings,
            LinkableReleases releases,
            HashKeys hashKeys,
            ServiceKeys serviceKeys,
            IncomingTransfers transfers,
            Outbox outbox,
            Ledger ledger,
            Clock clock) {
        this.runs = runs;
        this.settings = settings;
        this.matches = matches;
        this.holdings = holdings;
        this.releases = releases;
        this.hashKeys = hashKeys;
        this.serviceKeys = serviceKeys;
        this.transfers = transfers;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Keeps a request until it is decided.
     *
     * @param heardAgain whether it may have been heard, and answered, before
     */
    public void receive(FeasibilityRequest request, boolean heardAgain) {
        if (runs.add(FeasibilityRun.received(request, clock.instant(), heardAgain))) {
            record(request, "feasibility-run.received");
        }
    }

    /** The requests that are to be decided now, in this order. */
    public List<FeasibilityRequestId> waiting() {
        return runs.waiting(clock.instant());
    }

    /**
     * Notes that a request is tried, in a transaction of its own: an attempt that kills the process counts too. One that was
     * tried too often has failed, when nothing of its cohort can have been told; one that may have been answered before a
     * restore goes on waiting, for its cohort must be remembered. False when there is nothing to decide, or another replica is
     * at it: its tries are none of ours.
     */
    @Transactional
    public boolean begin(FeasibilityRequestId id) {
        if (runs.isDecidedElsewhere()) {
            return false;
        }
        int attempt = runs.attempt(id, clock.instant()).orElse(NONE);
        Optional<FeasibilityRun> hopeless = attempt > MOST_ATTEMPTS
                ? runs.lockWaiting(id).filter(run -> !run.heardAgain() && !isOver(run.request()))
                : Optional.empty();
        hopeless.ifPresent(run -> decided(run, failed(run.request(), "feasibility-failed")));
        return attempt != NONE && hopeless.isEmpty();
    }

    /** Decides a request that has begun and was not decided meanwhile. */
    @Transactional
    public void decide(FeasibilityRequestId id) {
        runs.lockDecisions();
        runs.lockWaiting(id).ifPresent(run -> decided(run, decide(run)));
    }

    private void decided(FeasibilityRun run, FeasibilityResult result) {
        transfers.discard(run.request().transfer().id());
        runs.save(run.decided(result, answerAt(run.receivedAt())));
        record(run.request(), "feasibility-run.decided");
    }

    /** Sends every answer whose time has come. */
    @Transactional
    public void sendDue() {
        for (FeasibilityRun run : runs.due(clock.instant())) {
            FeasibilityResult result = Objects.requireNonNull(run.result());
            outbox.send(Outgoing.byTheService(RESULTS, run.request().requestId().toString(), result));
            runs.save(run.sent());
        }
    }

    /** The first moment, in whole steps after the request came, that is not past. */
    private Instant answerAt(Instant receivedAt) {
        Duration step = settings.answerAfter();
        Instant at = receivedAt.plus(step);
        while (at.isBefore(clock.instant())) {
            at = at.plus(step);
        }
        return at;
    }

    /**
     * For a request that was heard beyond its deadline nobody waits, and it costs nothing. One that was heard again, or came
     * in time and waits here since, may have been answered in time, before the database was put back to a backup: its cohort
     * is remembered like any other, or the next one could be subtracted from it.
     */
    private FeasibilityResult decide(FeasibilityRun run) {
        FeasibilityRequest request = run.request();
        if (run.receivedAt().isAfter(request.deadline()) && !run.heardAgain()) {
            return failed(request, "deadline-passed");
        }
        FeasibilityResult answer = answer(request);
        return isOver(request) ? failed(request, "deadline-passed") : answer;
    }

    private boolean isOver(FeasibilityRequest request) {
        return clock.instant().isAfter(request.deadline());
    }

    private FeasibilityResult answer(FeasibilityRequest request) {
        try {
            Set<String> subjects = subjects(request);
            Overlap overlap = new Overlap(releases, basis(), subjects);
            Optional<String> unavailable = overlap.unavailable();
            if (unavailable.isPresent()) {
                return failed(request, unavailable.get());
            }
            SubjectHashes hashes = new SubjectHashes(hashKeys.cohorts());
            Cohort cohort = new Cohort(hashes.of(subjects), hashes.of(overlap.persons()));
            return new Answering(settings, runs).answer(request, cohort, clock.instant(), overlap::count);
        } catch (IncompleteTransfer e) {
            return failed(request, "transfer-incomplete");
        } catch (IOException | IllegalArgumentException e) {
            return failed(request, "content-malformed");
        }
    }

    /**
     * The newest releases that the enclave has had linked with each other: its steward has loaded them, so they are whole,
     * while a batch may be the first of many. Before the first match they are those that a batch came for last.
     */
    private Optional<LinkedReleases> basis() {
        return matches.newestLinked()
                .or(() -> holdings.latest(Domain.IMAGING)
                        .flatMap(imaging -> holdings.latest(Domain.CLINICAL)
                                .map(clinical -> new LinkedReleases(imaging.release(), clinical.release()))));
    }

    private static FeasibilityResult failed(FeasibilityRequest request, String reason) {
        return new FeasibilityResult(request.requestId(), Outcome.FAILED, null, reason);
    }

    private Set<String> subjects(FeasibilityRequest request) throws IncompleteTransfer, IOException {
        try (InputStream content = transfers.open(request.transfer(), serviceKeys.ownSealingKeys())) {
            return CohortContent.subjects(content);
        }
    }

    private void record(FeasibilityRequest request, String action) {
        ledger.transition(Ledger.Entry.of(action, request.requestId().toString(), null, null));
    }
}
