package org.tessera.enclave.approval;

import java.time.Instant;
import java.util.Optional;

/** Projects whose group has to be brought to what the database says; survives an outage of the account register. */
public interface MembershipWork {
    /** The group of the project has to be looked at; in the transaction that changed the project. */
    void ask(ProjectId project, Instant now);

    /** One project that is due, held until the transaction ends. */
    Optional<ProjectId> take(Instant now);

    /** The group is as the database says. */
    void done(ProjectId project);

    /** It could not be done; again at that time, later each time. */
    void postpone(ProjectId project, Instant now);
}
