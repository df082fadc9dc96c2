package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Payload;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.ReleaseRecall;
import org.tessera.contracts.SubgroupReport;
import org.tessera.enclave.approval.AccountLinks;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.download.Announcements.Announced;
import org.tessera.enclave.download.Download.Order;
import org.tessera.messaging.Outbox;
import org.tessera.messaging.Outgoing;

/**
 * Sends to the representativeness service what it may have of a release: cohort profiles, and subgroup reports to the commons
 * account of the request's author. Who has linked none gets the file only. A report names the profile of the final cohort that
 * the project released last and did not recall, whatever match that was made of. A recall takes back both.
 */
@ApplicationScoped
public class AnnouncingReleases {
    private static final String PROFILES = "enclave.cohort-profiles.v1";
    private static final String SUBGROUPS = "enclave.subgroup-reports.v1";

    /** The stage that models are fitted on. */
    private static final String MODELLED = "final-cohort";

    private final ReleasedProfiles profiles;
    private final Announcements announcements;
    private final AccountLinks links;
    private final Outbox outbox;

    AnnouncingReleases(ReleasedProfiles profiles, Announcements announcements, AccountLinks links, Outbox outbox) {
        this.profiles = profiles;
        this.announcements = announcements;
        this.links = links;
        this.outbox = outbox;
    }

    /** Sends, in the caller's transaction; profiles first, so that a report finds the one it left with. */
    void announce(List<Disclosable> released, Order order) {
        for (Disclosable each : released) {
            if (each instanceof Disclosable.Profile profile) {
                send(profile.profile(), order);
            }
        }
        for (Disclosable each : released) {
            if (each instanceof Disclosable.Subgroups subgroups) {
                send(subgroups.report(), order);
            }
        }
    }

    /** Takes back, in the caller's transaction, what was sent of a release. */
    void takeBack(DownloadRequestId request) {
        for (Announced told : announcements.recalled(request)) {
            outbox.send(Outgoing.byTheService(
                    told.channel(), told.releasedId().toString(), new ReleaseRecall(told.releasedId())));
        }
    }

    private void send(CohortProfile profile, Order order) {
        profiles.released(profile.profileId(), order.project(), profile.stage(), profile.label());
        var anonymous = new CohortProfile(
                profile.profileId(),
                profile.stage(),
                profile.label(),
                null,
                profile.asOf(),
                profile.persons(),
                profile.attributes());
        send(new Announced(profile.profileId().value(), PROFILES), anonymous, order);
    }

    private void send(SubgroupReport report, Order order) {
        links.ofEnclave(order.author()).ifPresent(link -> {
            ProfileId beside = profiles.latest(order.project(), MODELLED).orElse(null);
            send(new Announced(report.reportId().value(), SUBGROUPS), report.to(link.commons(), beside), order);
        });
    }

    private void send(Announced told, Payload payload, Order order) {
        announcements.announced(told, order.id());
        outbox.send(Outgoing.byTheService(told.channel(), told.releasedId().toString(), payload));
    }
}
