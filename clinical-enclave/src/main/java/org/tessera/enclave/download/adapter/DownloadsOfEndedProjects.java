package org.tessera.enclave.download.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.tessera.enclave.approval.ProjectEnded;
import org.tessera.enclave.download.RequestingDownloads;

/** Withdraws what is under way when a project ends. */
@ApplicationScoped
class DownloadsOfEndedProjects {
    private final RequestingDownloads requesting;

    DownloadsOfEndedProjects(RequestingDownloads requesting) {
        this.requesting = requesting;
    }

    void projectEnded(@Observes ProjectEnded event) {
        requesting.projectEnded(event.project());
    }
}
