package org.tessera.imaging.cohort;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.Label;
import org.tessera.contracts.ProfileId;
import org.tessera.envelope.Actor;
import org.tessera.imaging.Refusals;
import org.tessera.imaging.catalog.CaseFilter;
import org.tessera.imaging.catalog.CatalogueVersions.Published;
import org.tessera.imaging.catalog.VersionPublished;
import org.tessera.imaging.cohort.Members.Composition;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;

/** Sends counts per category to the representativeness service: of the whole commons, and of a saved cohort. */
@ApplicationScoped
public class SendingProfiles {
    /** Where profiles are sent. */
    public static final String CHANNEL = "commons.cohort-profiles.v1";

    private final Members members;
    private final Profiles profiles;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    SendingProfiles(Members members, Profiles profiles, Outbox outbox, Ledger ledger, Clock clock) {
        this.members = members;
        this.profiles = profiles;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The public profile of the whole commons leaves with the version that it is of. */
    void published(@Observes VersionPublished event) {
        Published version = event.version();
        Composition composition = members.composition(version.version(), CaseFilter.all());
        send("whole-commons", "Imaging commons " + version.version(), composition, null, null);
    }

    /**
     * Sends the profile of a saved cohort, to be read by its owner alone; in the caller's transaction. Throws the problem
     * "cohort-empty" (409).
     */
    public ProfileId send(SavedCohort cohort, Actor owner, String role) {
        Composition composition = members.composition(cohort.catalogueVersion(), cohort.filter());
        if (composition.subjects() == 0) {
            throw Refusals.conflict("cohort-empty", "Nobody is in the cohort, so nothing can be said of it.");
        }
        return send("saved-cohort", cohort.name(), composition, owner, role);
    }

    private ProfileId send(
            String stage, String name, Composition composition, @Nullable Actor owner, @Nullable String role) {
        ProfileId id = ProfileId.random();
        CohortProfile profile = new CohortProfile(
                id,
                stage,
                Label.of(name),
                owner == null ? null : owner.subject(),
                clock.instant(),
                Count.of(composition.subjects()),
                composition.attributes());
        profiles.add(profile);
        outbox.send(new Outgoing(CHANNEL, id.toString(), profile, owner, null));
        ledger.transition(
                new Entry("cohort-profile.sent", id.toString(), owner, role, (long) composition.subjects(), null));
        return id;
    }
}
