package org.tessera.imaging.feasibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.envelope.Actor;
import org.tessera.imaging.Budget;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.cohort.Members;
import org.tessera.imaging.cohort.SavedCohort;
import org.tessera.imaging.cohort.SavingCohorts;
import org.tessera.imaging.feasibility.Inquiry.Asked;
import org.tessera.imaging.feasibility.Inquiry.Cancelled;
import org.tessera.imaging.feasibility.Inquiry.Requested;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.OutgoingTransfers;
import org.tessera.messaging.ServiceKeys;

/** Asks the broker about a saved cohort, if the rules let it. */
@ApplicationScoped
public class AskingFeasibility {
    /** Where questions are sent. */
    public static final String CHANNEL = "commons.feasibility-requests.v1";

    private static final String BROKER = "honest-broker";

    private final SavingCohorts cohorts;
    private final Members members;
    private final Inquiries inquiries;
    private final FeasibilityRules rules;
    private final AccountPseudonyms pseudonyms;
    private final OutgoingTransfers transfers;
    private final Outbox outbox;
    private final ServiceKeys keys;
    private final Ledger ledger;
    private final Clock clock;

    AskingFeasibility(
            SavingCohorts cohorts,
            Members members,
            Inquiries inquiries,
            FeasibilityRules rules,
            AccountPseudonyms pseudonyms,
            OutgoingTransfers transfers,
            Outbox outbox,
            ServiceKeys keys,
            Ledger ledger,
            Clock clock) {
        this.cohorts = cohorts;
        this.members = members;
        this.inquiries = inquiries;
        this.rules = rules;
        this.pseudonyms = pseudonyms;
        this.transfers = transfers;
        this.outbox = outbox;
        this.keys = keys;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Sends the question in the caller's transaction. Throws the problems "cohort-too-small" (422), "budget-account" and
     * "budget-domain" (429), each a denial in the ledger, and "not-found" (404).
     */
    public Inquiry ask(CohortId cohortId, Actor actor, String role) {
        SavedCohort cohort = cohorts.require(cohortId, actor);
        Instant now = clock.instant();
        requireLargeEnough(cohort.subjects(), cohortId, actor, role);
        inquiries.queue();
        Optional<Instant> own = again(rules.ofAccount(), actor, now);
        if (own.isPresent()) {
            deny("budget-account", cohortId, actor, role);
            throw Refusals.tooMany(
                    "budget-account",
                    "This account has asked as often as it may for now.",
                    Duration.between(now, own.get()));
        }
        Optional<Instant> everybodys = again(rules.ofDomain(), null, now);
        if (everybodys.isPresent()) {
            deny("budget-domain", cohortId, actor, role);
            // By its day alone, in UTC: the moment would tell when somebody else asked.
            Instant dayAfter = everybodys.get().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
            throw Refusals.tooMany(
                    "budget-domain",
                    "The commons has asked as often as it may for now.",
                    Duration.between(now, dayAfter));
        }
        return send(cohort, actor, role, now);
    }

    private void requireLargeEnough(int subjects, CohortId cohort, Actor actor, String role) {
        if (subjects < rules.smallestCohort()) {
            deny("cohort-too-small", cohort, actor, role);
            throw Refusals.unprocessable(
                    "cohort-too-small",
                    "Only cohorts of at least " + rules.smallestCohort() + " subjects are counted.");
        }
    }

    private Optional<Instant> again(Budget budget, @Nullable Actor account, Instant now) {
        return budget.givesAgain(inquiries.askedSince(budget.since(now), account), now);
    }

    private Inquiry send(SavedCohort cohort, Actor actor, String role, Instant now) {
        // Somebody may have been withdrawn since the cohort was counted: what is sent decides.
        ByteArrayOutputStream subjects = new ByteArrayOutputStream();
        int sent = writeSubjects(cohort, subjects);
        requireLargeEnough(sent, cohort.id(), actor, role);
        Asked asked = new Asked(
                FeasibilityRequestId.random(),
                actor.subject(),
                cohort.id(),
                cohort.name(),
                cohort.catalogueVersion(),
                now,
                now.plus(rules.deadline()));
        Requested requested = new Requested(asked);
        inquiries.add(requested);
        TransferId id = TransferId.random();
        Transfer transfer = transfers.send(
                CHANNEL,
                id.toString(),
                id,
                new ByteArrayInputStream(subjects.toByteArray()),
                keys.sealingKeyOf(BROKER));
        FeasibilityRequest message =
                new FeasibilityRequest(asked.id(), pseudonyms.of(actor.subject()), transfer, asked.deadline());
        // Without an actor: the broker knows an account by its pseudonym only.
        outbox.send(Outgoing.byTheService(CHANNEL, id.toString(), message));
        ledger.transition(new Entry(
                "feasibility-request.requested", asked.id().toString(), actor, role, (long) sent, transfer.digest()));
        return requested;
    }

    private int writeSubjects(SavedCohort cohort, OutputStream to) {
        try (GZIPOutputStream out = new GZIPOutputStream(to)) {
            return members.writeSubjects(cohort.catalogueVersion(), cohort.filter(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deny(String reason, CohortId cohort, Actor actor, String role) {
        ledger.denial(Entry.of("feasibility-request.denied:" + reason, cohort.toString(), actor, role));
    }

    /**
     * Takes an open question back; once more changes nothing, for who lost the first answer asks again. Throws the problems
     * "not-found" (404) and "illegal-transition" (409).
     */
    public Inquiry cancel(FeasibilityRequestId id, Actor actor, String role) {
        Inquiry own = require(id, actor);
        Inquiry inquiry = inquiries.lock(own.asked().id()).orElseThrow(Refusals::notFound);
        if (inquiry instanceof Cancelled) {
            return inquiry;
        }
        if (!(inquiry instanceof Requested requested)) {
            throw Refusals.illegal(inquiry.state(), inquiry.possible());
        }
        Inquiry cancelled = requested.cancel(clock.instant());
        inquiries.save(cancelled);
        ledger.transition(Entry.of("feasibility-request.cancelled", id.toString(), actor, role));
        return cancelled;
    }

    /** The account's question; throws the problem "not-found" (404). */
    public Inquiry require(FeasibilityRequestId id, Actor actor) {
        return inquiries.find(id, actor).orElseThrow(Refusals::notFound);
    }
}
