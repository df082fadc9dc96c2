package org.tessera.enclave.approval;

/**
 * A project has ended: expired, revoked or closed. Fired inside the transaction that ends it; listeners destroy what
 * only that project may know, its keys first.
 *
 * @param project the project
 */
public record ProjectEnded(ProjectId project) {}
