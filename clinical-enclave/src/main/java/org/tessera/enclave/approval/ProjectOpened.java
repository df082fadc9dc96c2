package org.tessera.enclave.approval;

/**
 * A project has been opened by an approval, or goes on under a renewal or revision. Fired inside the transaction of
 * the decision.
 *
 * @param project the project
 */
public record ProjectOpened(Project project) {}
