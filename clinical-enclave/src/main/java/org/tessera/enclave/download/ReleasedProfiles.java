package org.tessera.enclave.download;

import java.util.List;
import java.util.Optional;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.enclave.approval.ProjectId;

/** Which cohort profiles left which project, and what came back about them. */
public interface ReleasedProfiles {
    /** A profile left. */
    void released(ProfileId profile, ProjectId project, String stage, String label);

    /** The project a profile came from. */
    Optional<ProjectId> projectOf(ProfileId profile);

    /** The profile of a stage that left a project last and was not recalled. */
    Optional<ProfileId> latest(ProjectId project, String stage);

    /** A report came. A later one of the same profile and reference replaces it. */
    void keep(RepresentativenessReport report);

    /** Reports about profiles of these projects that were not recalled. */
    List<Told> about(List<ProjectId> projects);

    /**
     * A report with the profile it is about.
     *
     * @param project the project
     * @param stage stage of the cohort
     * @param label its title
     * @param report the distances
     */
    record Told(ProjectId project, String stage, String label, RepresentativenessReport report) {}
}
