package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.tessera.enclave.approval.ProjectEnded;
import org.tessera.enclave.approval.ProjectEvents;
import org.tessera.enclave.approval.ProjectOpened;

/** Tells listeners by CDI events, synchronously and therefore in the same transaction. */
@ApplicationScoped
class ProjectAnnouncements implements ProjectEvents {
    private final Event<ProjectOpened> opened;
    private final Event<ProjectEnded> ended;

    ProjectAnnouncements(Event<ProjectOpened> opened, Event<ProjectEnded> ended) {
        this.opened = opened;
        this.ended = ended;
    }

    @Override
    public void opened(ProjectOpened event) {
        opened.fire(event);
    }

    @Override
    public void ended(ProjectEnded event) {
        ended.fire(event);
    }
}
