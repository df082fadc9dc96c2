package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.SubgroupReport;
import org.tessera.enclave.approval.AccountLinks;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.download.Download.Order;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;

/**
 * Sends to the representativeness service what it may have of a release: cohort profiles, and subgroup reports to the commons
 * account of the request's author. Who has linked none gets the file only. A report names the profile of the final cohort that
 * the project released last, whatever match that was made of; a recall takes back neither.
 */
@ApplicationScoped
public class AnnouncingReleases {
    private static final String PROFILES = "enclave.cohort-profiles.v1";
    private static final String SUBGROUPS = "enclave.subgroup-reports.v1";

    /** The stage that models are fitted on. */
    private static final String MODELLED = "final-cohort";

    private final ReleasedProfiles profiles;
    private final AccountLinks links;
    private final Outbox outbox;

    AnnouncingReleases(ReleasedProfiles profiles, AccountLinks links, Outbox outbox) {
        this.profiles = profiles;
        this.links = links;
        this.outbox = outbox;
    }

    /** Sends, in the caller's transaction; profiles first, so that a report finds the one it left with. */
    void announce(List<Disclosable> released, Order order) {
        for (Disclosable each : released) {
            if (each instanceof Disclosable.Profile profile) {
                send(profile.profile(), order.project());
            }
        }
        for (Disclosable each : released) {
            if (each instanceof Disclosable.Subgroups subgroups) {
                send(subgroups.report(), order);
            }
        }
    }

    private void send(CohortProfile profile, ProjectId project) {
        profiles.released(profile.profileId(), project, profile.stage(), profile.label());
        var anonymous = new CohortProfile(
                profile.profileId(),
                profile.stage(),
                profile.label(),
                null,
                profile.asOf(),
                profile.persons(),
                profile.attributes());
        outbox.send(Outgoing.byTheService(PROFILES, profile.profileId().toString(), anonymous));
    }

    private void send(SubgroupReport report, Order order) {
        links.ofEnclave(order.author()).ifPresent(link -> {
            ProfileId beside = profiles.latest(order.project(), MODELLED).orElse(null);
            SubgroupReport addressed = report.to(link.commons(), beside);
            outbox.send(Outgoing.byTheService(SUBGROUPS, report.reportId().toString(), addressed));
        });
    }
}
