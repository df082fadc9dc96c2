package org.tessera.imaging.cohort;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.envelope.Actor;

/** Profiles that were sent and the reports that came back. */
public interface Profiles {
    /** Remembers a profile that is sent. */
    void add(CohortProfile profile);

    /** Whether the commons sent such a profile. */
    boolean knows(ProfileId id);

    /** Keeps a report; one that is told again replaces what was told before. */
    void keep(RepresentativenessReport report);

    /** Reports of the account's own profiles and of the public ones, after the given cursor. */
    List<ProfileReport> reports(Actor reader, int limit, @Nullable String after);
}
