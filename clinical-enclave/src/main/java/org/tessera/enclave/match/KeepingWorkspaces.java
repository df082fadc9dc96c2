package org.tessera.enclave.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import org.tessera.enclave.approval.ProjectEnded;
import org.tessera.enclave.approval.ProjectOpened;
import org.tessera.enclave.catalogue.CatalogueTaken;
import org.tessera.enclave.omop.PersonsWithdrawn;

/** Follows what happens elsewhere in the enclave: projects open and end, persons opt out, catalogues change. */
@ApplicationScoped
public class KeepingWorkspaces {
    private final EndingMatches ending;
    private final MatchLinks links;
    private final Workspaces workspaces;
    private final EnclaveKeys keys;
    private final MatchLedger ledger;
    private final Clock clock;

    /** Puts the use case together. */
    public KeepingWorkspaces(
            EndingMatches ending,
            MatchLinks links,
            Workspaces workspaces,
            EnclaveKeys keys,
            MatchLedger ledger,
            Clock clock) {
        this.ending = ending;
        this.links = links;
        this.workspaces = workspaces;
        this.keys = keys;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A project gets its key; one that goes on keeps it, without what its approval no longer names. */
    void opened(@Observes ProjectOpened opened) {
        workspaces.open(opened.project().id(), clock.instant(), opened.project().expiresAt());
        keys.openProject(opened.project().id());
        if (!opened.project().fuzzyApproved()) {
            ending.endFuzzy(opened.project().id());
        }
    }

    /** A project loses its match table, and its keys once this is committed. */
    void ended(@Observes ProjectEnded ended) {
        boolean expired = workspaces
                .expiresAt(ended.project())
                .map(end -> !clock.instant().isBefore(end))
                .orElse(false);
        workspaces.end(ended.project(), clock.instant());
        ending.endProject(ended.project(), expired);
    }

    /** Whoever opted out leaves every match table. */
    void withdrawn(@Observes PersonsWithdrawn withdrawn) {
        ledger.dropped(links.forgetPersons(withdrawn.persons()));
    }

    /** So does whoever has a case that the commons no longer shows. */
    void catalogueTaken(@Observes CatalogueTaken taken) {
        ledger.dropped(links.forgetGoneCases());
    }

    /** What was decided is decided: the keys go. */
    void destroy(@Observes(during = TransactionPhase.AFTER_SUCCESS) KeysDoomed doomed) {
        doomed.request()
                .ifPresentOrElse(
                        request -> keys.destroyRequest(doomed.project(), request),
                        () -> keys.destroyProject(doomed.project()));
    }
}
