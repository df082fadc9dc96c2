package org.tessera.imaging.cohort;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.catalog.CatalogueVersions;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;

/** Saves and forgets cohorts. */
@ApplicationScoped
public class SavingCohorts {
    /** Of one account: anybody can register, and each is counted again after an opt-out. */
    static final int MOST = 1_000;

    private final Cohorts cohorts;
    private final CatalogueVersions versions;
    private final Ledger ledger;
    private final Clock clock;

    SavingCohorts(Cohorts cohorts, CatalogueVersions versions, Ledger ledger, Clock clock) {
        this.cohorts = cohorts;
        this.versions = versions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Saves a cohort over the named version, or the newest. Throws the problems "catalogue-version-unknown" (422),
     * "catalogue-unpublished" (409), "filter-invalid" (422) and "too-many-cohorts" (409).
     */
    public SavedCohort save(String name, CaseFilter filter, @Nullable String version, Actor owner, String role) {
        filter.requireSatisfiable();
        String over = versions.require(version).version();
        if (cohorts.count(owner) >= MOST) {
            throw Refusals.conflict(
                    "too-many-cohorts", "This account has " + MOST + " saved cohorts: delete one that is not needed.");
        }
        SavedCohort cohort = cohorts.add(name, filter, over, owner, clock.instant());
        ledger.transition(
                new Entry("cohort.saved", cohort.id().toString(), owner, role, (long) cohort.subjects(), null));
        return cohort;
    }

    /** The account's cohort; throws the problem "not-found" (404). */
    public SavedCohort require(CohortId id, Actor owner) {
        return cohorts.find(id, owner).orElseThrow(Refusals::notFound);
    }

    /** Forgets the account's cohort; throws the problem "not-found" (404). */
    public void remove(CohortId id, Actor owner, String role) {
        if (!cohorts.remove(id, owner)) {
            throw Refusals.notFound();
        }
        ledger.transition(Entry.of("cohort.removed", id.toString(), owner, role));
    }
}
