package org.tessera.representativeness.report;

import java.time.Instant;
import java.util.List;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;

/** Reports that were made. */
public interface Reports {
    /** Keeps a report; a second one for the same profile and reference replaces the first. */
    void keep(CohortProfile profile, RepresentativenessReport report, Origin origin);

    /** Forgets every report on a profile of a domain; on a profile of the other domain nothing. */
    void forget(ProfileId profile, Origin origin);

    /**
     * Reports on the commons' profiles that an account may read: public ones and its own.
     *
     * @param account subject of the account
     * @param after continue behind this position, 0 from the start
     * @param limit at most so many
     */
    List<KeptReport> ofTheCommons(String account, long after, int limit);

    /** Reports on one profile, whichever domain it came from, one per reference. */
    List<RepresentativenessReport> about(ProfileId profile);

    /**
     * A report with what it is about.
     *
     * @param position for paging
     * @param stage stage of the journey
     * @param label title of the profile
     * @param asOf when the profile was counted
     * @param report the distances
     */
    record KeptReport(String position, String stage, String label, Instant asOf, RepresentativenessReport report) {}
}
