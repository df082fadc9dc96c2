package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.messaging.Unacceptable;

/** What comes back about released cohort profiles; members of their projects may read it. */
@ApplicationScoped
@Transactional
public class HearingReports {
    private final ReleasedProfiles profiles;
    private final OpenProjects projects;

    HearingReports(ReleasedProfiles profiles, OpenProjects projects) {
        this.profiles = profiles;
        this.projects = projects;
    }

    /** Keeps a report; throws {@link Unacceptable} when no such profile left. */
    public void heard(RepresentativenessReport report) {
        if (profiles.projectOf(report.profileId()).isEmpty()) {
            throw new Unacceptable("unknown-profile");
        }
        profiles.keep(report);
    }

    /** Reports about her open projects. */
    public List<ReleasedProfiles.Told> of(Account account) {
        return profiles.about(projects.of(account));
    }
}
