package org.tessera.enclave.approval;

import java.time.Instant;
import java.util.Set;
import org.tessera.enclave.protocol.Protocol;

/**
 * A workspace: what was approved, for whom, until when.
 *
 * @param id its identity, also the name of its group {@code /projects/<id>}
 * @param title public title
 * @param protocol the approved study protocol
 * @param fuzzyApproved whether the approval names fuzzy matching
 * @param members subjects or usernames of the enclave's accounts that may enter
 * @param expiresAt when it ends by itself
 */
public record Project(
        ProjectId id, String title, Protocol protocol, boolean fuzzyApproved, Set<String> members, Instant expiresAt) {
    /** Copies the members. */
    public Project {
        members = Set.copyOf(members);
    }
}
