package org.tessera.enclave.approval;

/** Tells the other packages of the enclave, inside the transaction, that a project opened or ended. */
public interface ProjectEvents {
    /** It opened, or goes on under a renewal or revision. */
    void opened(ProjectOpened event);

    /** It ended. */
    void ended(ProjectEnded event);
}
