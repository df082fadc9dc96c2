package org.tessera.broker.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.TokenRule;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.ledger.PersonsBucket;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.OutgoingTransfers;
import org.tessera.messaging.Received;
import org.tessera.messaging.ServiceKeys;
import org.tessera.messaging.Unacceptable;

/** Takes match requests and cancellations, and runs what waits: linkage and answer in one transaction. */
@ApplicationScoped
public class RunningMatches {
    /** Client id of the one who may ask. */
    static final String ENCLAVE = "clinical-enclave";

    private static final String RESULTS = "broker.match-results.v1";
    private static final int MOST_ATTEMPTS = 3;
    private static final int NONE = 0;

    private final MatchRuns runs;
    private final Holdings holdings;
    private final LinkableReleases releases;
    private final FuzzyMatching fuzzy;
    private final ServiceKeys keys;
    private final Outbox outbox;
    private final OutgoingTransfers transfers;
    private final Ledger ledger;
    private final Clock clock;
    private final Event<MatchAwaited> awaited;

    /** Puts the use case together. */
    public RunningMatches(
            MatchRuns runs,
            Holdings holdings,
            LinkableReleases releases,
            FuzzyMatching fuzzy,
            ServiceKeys keys,
            Outbox outbox,
            OutgoingTransfers transfers,
            Ledger ledger,
            Clock clock,
            Event<MatchAwaited> awaited) {
        this.runs = runs;
        this.holdings = holdings;
        this.releases = releases;
        this.fuzzy = fuzzy;
        this.keys = keys;
        this.outbox = outbox;
        this.transfers = transfers;
        this.ledger = ledger;
        this.clock = clock;
        this.awaited = awaited;
    }

    /** Keeps a request until it is run; a second message of the same request changes nothing. */
    public void receive(Received<MatchRequest> message) {
        MatchRun run = MatchRun.received(message.payload(), message.project(), clock.instant());
        if (runs.add(run)) {
            record(run, "match-run.received");
            awaited.fire(new MatchAwaited(run.request().requestId()));
        }
    }

    /** Cancels a request that has not ended; afterwards nothing is sent for it. */
    public void cancel(MatchRequestId id) {
        MatchRun run = runs.lock(id).orElseThrow(() -> new Unacceptable("unknown-request"));
        if (run.state() == MatchRun.State.RECEIVED) {
            runs.save(run.ended(MatchRun.State.CANCELLED, null, clock.instant()));
            record(run, "match-run.cancelled");
        }
    }

    /** The requests that are to be run now, in this order. */
    public List<MatchRequestId> waiting() {
        return runs.waiting(clock.instant());
    }

    /**
     * Notes that a request is tried, in a transaction of its own: an attempt that kills the process counts too. One that was
     * tried too often has failed; false when there is nothing to run.
     */
    @Transactional
    public boolean begin(MatchRequestId id) {
        int attempt = runs.attempt(id, clock.instant()).orElse(NONE);
        if (attempt > MOST_ATTEMPTS) {
            end(runs.lock(id).orElseThrow(), MatchRun.State.FAILED, MatchResult.Outcome.FAILED, "match-failed");
            return false;
        }
        return attempt != NONE;
    }

    /** Runs a request that has begun and not ended meanwhile. */
    @Transactional
    public void finish(MatchRequestId id) {
        runs.lock(id).filter(run -> run.state() == MatchRun.State.RECEIVED).ifPresent(this::run);
    }

    private void run(MatchRun run) {
        if (clock.instant().isAfter(run.request().deadline())) {
            end(run, MatchRun.State.FAILED, MatchResult.Outcome.FAILED, "deadline-passed");
            return;
        }
        Optional<String> refusal = new Admission(holdings, keys.signingKeysOf(ENCLAVE)).refusal(run);
        if (refusal.isPresent()) {
            end(run, MatchRun.State.REFUSED, MatchResult.Outcome.REFUSED, refusal.get());
            return;
        }
        match(run);
    }

    private void end(MatchRun run, MatchRun.State state, MatchResult.Outcome outcome, String reason) {
        runs.save(run.ended(state, reason, clock.instant()));
        send(run, new MatchResult(run.request().requestId(), outcome, reason, null));
        record(run, "match-run." + outcome.name().toLowerCase(Locale.ROOT));
    }

    private void match(MatchRun run) {
        MatchRequest request = run.request();
        PublicKey resultKey;
        try {
            resultKey = Keys.publicKey(request.resultKey());
        } catch (IllegalArgumentException e) {
            end(run, MatchRun.State.REFUSED, MatchResult.Outcome.REFUSED, "result-key-wrong");
            return;
        }
        Instant begun = clock.instant();
        Optional<LinkableReleases.Sides> known = releases.of(request.imagingRelease(), request.clinicalRelease());
        Optional<String> refusal = known.map(LinkableReleases.Sides::refusal).orElse(Optional.of("release-unknown"));
        if (refusal.isPresent()) {
            end(run, MatchRun.State.REFUSED, MatchResult.Outcome.REFUSED, refusal.get());
            return;
        }
        LinkableReleases.Sides sides = known.orElseThrow();
        LinkageRules rules = new LinkageRules(request.rules().stream()
                .map(rule -> TokenRule.named(rule).orElseThrow())
                .toList());
        String epoch = sides.imagingHolding().epochs().iterator().next();
        FuzzyMatching.Found found = fuzzy.add(
                request, epoch, sides.imaging(), rules, Linkage.link(sides.imaging(), sides.clinical(), rules));
        if (found.fuzzy() == MatchResult.Fuzzy.COMPARED && !releases.areStill(sides)) {
            // Of a register whose first batch has come the encodings would be used, and those of the others be left
            // over.
            throw new IllegalStateException("a batch came while encodings were compared");
        }
        Linkage.Result result = found.linkage();
        Transfer transfer = ReadWhileWritten.read(
                content -> PairLines.write(result, request.profile(), epoch, content),
                content -> transfers.send(
                        RESULTS, request.requestId().toString(), TransferId.random(), content, resultKey));
        Instant ended = clock.instant();
        double seconds = Duration.between(begun, ended).toMillis() / 1000.0;
        runs.save(run.matched(buckets(result), seconds, ended));
        send(run, new MatchResult(request.requestId(), MatchResult.Outcome.MATCHED, null, transfer, found.fuzzy()));
        ledger.transition(new Ledger.Entry(
                "match-run.matched",
                request.requestId().toString(),
                null,
                null,
                (long) result.linked().size(),
                transfer.digest()));
    }

    private static Map<String, String> buckets(Linkage.Result result) {
        Map<String, String> buckets = new TreeMap<>();
        for (MatchedPair.Outcome outcome : MatchedPair.Outcome.values()) {
            buckets.put(outcome.name(), PersonsBucket.of(result.count(outcome)));
        }
        buckets.put("NONE", PersonsBucket.of(result.none()));
        return buckets;
    }

    private void send(MatchRun run, MatchResult result) {
        outbox.send(new Outgoing(RESULTS, run.request().requestId().toString(), result, null, run.project()));
    }

    private void record(MatchRun run, String action) {
        ledger.transition(new Ledger.Entry(action, run.request().requestId().toString(), null, null, null, null));
    }
}
