package org.tessera.enclave.approval;

import java.time.Instant;
import java.util.Optional;

/** Projects whose group has to be brought to what the database says; survives an outage of the account register. */
public interface MembershipWork {
    /** The group of the project has to be looked at; in the transaction that changed the project. */
    void ask(ProjectId project, Instant now);

    /**
     * What was asked.
     *
     * @param project whose group is to be looked at
     * @param version tells it from what is asked later
     */
    record Asked(ProjectId project, String version) {}

    /** One project that is due, nobody else's until the transaction ends. Meanwhile it can be asked for again. */
    Optional<Asked> take(Instant now);

    /** The group is as the database said; where it was asked for again meanwhile, it stays due. */
    void done(Asked asked);

    /** It could not be done: again after a while, longer each time; at once where it was asked for again meanwhile. */
    void postpone(Asked asked, Instant now);
}
