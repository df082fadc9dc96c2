package org.tessera.enclave.match;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.TokenRule;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.catalogue.CatalogueVersions;
import org.tessera.enclave.omop.References;
import org.tessera.envelope.Keys;
import org.tessera.envelope.MatchPermit;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.ServiceKeys;
import org.tessera.rest.Caller;

/** A project asks the broker to link a release with a catalogue version. No person and no cohort is named. */
@ApplicationScoped
public class RequestingMatches {
    static final String ENCLAVE = "clinical-enclave";
    static final String CHANNEL = "enclave.match-requests.v1";

    private final MatchRequests requests;
    private final OpenProjects projects;
    private final References references;
    private final CatalogueVersions catalogue;
    private final EnclaveKeys keys;
    private final ServiceKeys serviceKeys;
    private final Outbox outbox;
    private final MatchLedger ledger;
    private final MatchSettings settings;
    private final Clock clock;

    /** Puts the use case together. */
    public RequestingMatches(
            MatchRequests requests,
            OpenProjects projects,
            References references,
            CatalogueVersions catalogue,
            EnclaveKeys keys,
            ServiceKeys serviceKeys,
            Outbox outbox,
            MatchLedger ledger,
            MatchSettings settings,
            Clock clock) {
        this.requests = requests;
        this.projects = projects;
        this.references = references;
        this.catalogue = catalogue;
        this.keys = keys;
        this.serviceKeys = serviceKeys;
        this.outbox = outbox;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Checks and sends a request, in the caller's transaction.
     *
     * @throws MatchRefused when it is not eligible
     */
    public ProjectMatch request(Project entered, String clinicalRelease, String catalogueVersion, Caller caller) {
        requests.lock(entered.id());
        // It may have ended, or changed, since she was let in; the end of a project waits for this lock too.
        Project project = projects.find(entered.id())
                .orElseThrow(
                        () -> new MatchRefused(MatchRefused.Kind.PROJECT_ENDED, "This project has ended.", List.of()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        MatchOrder order = new MatchOrder(
                MatchRequestId.random(),
                project.id(),
                clinicalRelease,
                catalogueVersion,
                project.fuzzyApproved(),
                caller.actor().subject(),
                now,
                now.plus(settings.deadline()));
        checkEligible(order);
        ProjectMatch.Requested requested = new ProjectMatch.Requested(order, now);
        requests.add(requested);
        ledger.moved(requested, caller);
        ProjectMatch.Eligible eligible = requested.admit(now);
        ledger.moved(eligible, caller);
        ProjectMatch.Matching matching = eligible.send(now);
        outbox.send(new Outgoing(
                CHANNEL,
                order.id().toString(),
                message(order),
                caller.actor(),
                project.id().toString()));
        requests.save(matching);
        ledger.moved(matching, caller);
        return matching;
    }

    private void checkEligible(MatchOrder order) {
        if (!references.isLoaded(order.clinicalRelease())) {
            throw new MatchRefused(
                    MatchRefused.Kind.RELEASE_UNKNOWN, "The enclave has loaded no release of that name.", List.of());
        }
        if (catalogue.find(order.catalogueVersion()).isEmpty()) {
            throw new MatchRefused(
                    MatchRefused.Kind.CATALOGUE_VERSION_UNKNOWN,
                    "The enclave has taken in no catalogue version of that name.",
                    List.of());
        }
        requests.open(order.project()).stream()
                .map(ProjectMatch::state)
                .filter(MatchState::isUnderWay)
                .findFirst()
                .ifPresent(state -> {
                    throw new MatchRefused(
                            MatchRefused.Kind.MATCH_UNDER_WAY,
                            "Another match request of the project is " + state + ".",
                            List.copyOf(state.next()));
                });
    }

    private MatchRequest message(MatchOrder order) {
        PublicKey resultKey = keys.openRequest(order.project(), order.id());
        MatchPermit permit = new MatchPermit(
                order.id(),
                order.project().toString(),
                order.clinicalRelease(),
                order.catalogueVersion(),
                order.fuzzy());
        return new MatchRequest(
                order.id(),
                order.clinicalRelease(),
                order.catalogueVersion(),
                TokenRule.PROFILE,
                TokenRule.matching().stream().map(TokenRule::name).toList(),
                order.fuzzy(),
                permit.sign(ENCLAVE, serviceKeys.ownSigningKey()),
                Keys.publicJwk(resultKey, order.id().toString(), "enc"),
                order.deadline());
    }
}
