package org.tessera.imaging.cohort;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.catalog.CatalogueVersions;
import org.tessera.imaging.catalog.CatalogueVersions.Published;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;

/** Saves and forgets cohorts. */
@ApplicationScoped
public class SavingCohorts {
    private final Cohorts cohorts;
    private final Members members;
    private final CatalogueVersions versions;
    private final Ledger ledger;
    private final Clock clock;

    SavingCohorts(Cohorts cohorts, Members members, CatalogueVersions versions, Ledger ledger, Clock clock) {
        this.cohorts = cohorts;
        this.members = members;
        this.versions = versions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Saves a cohort over the named version, or the newest. Throws the problems "catalogue-version-unknown" (422),
     * "catalogue-unpublished" (409) and "filter-invalid" (422).
     */
    public SavedCohort save(String name, CaseFilter filter, @Nullable String version, Actor owner, String role) {
        if (filter.daysAfterPositiveTest() != null
                && filter.daysAfterPositiveTest().holdsNothing()) {
            throw Refusals.unprocessable("filter-invalid", "The range of days after a positive test is empty.");
        }
        String over = version(version).version();
        SavedCohort.Size size = members.size(over, filter);
        SavedCohort cohort = new SavedCohort(
                CohortId.random(), name, filter, over, size.subjects(), size.studies(), size.images(), clock.instant());
        cohorts.add(cohort, owner);
        ledger.transition(
                new Entry("cohort.saved", cohort.id().toString(), owner, role, (long) cohort.subjects(), null));
        return cohort;
    }

    /** The named version, or the newest. */
    public Published version(@Nullable String version) {
        if (version == null) {
            return versions.latest()
                    .orElseThrow(() ->
                            Refusals.conflict("catalogue-unpublished", "No catalogue version was published yet."));
        }
        return versions.find(version)
                .orElseThrow(() -> Refusals.unprocessable(
                        "catalogue-version-unknown", "There is no catalogue version of that name."));
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
