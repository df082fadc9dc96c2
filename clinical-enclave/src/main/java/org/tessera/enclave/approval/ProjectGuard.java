package org.tessera.enclave.approval;

import org.tessera.rest.Caller;

/** Stands before every {@code /projects/{id}/...}: two locks, the database's membership and the token's group. */
public interface ProjectGuard {
    /**
     * The open project, if the caller may enter it. Throws the problems "project-unknown" (404), "not-a-member" (403,
     * when the database or the token's claim {@code groups} does not know her) and "project-ended" (410).
     */
    Project require(ProjectId id, Caller caller);
}
