package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member may read about her projects, those that have ended included. */
@ApplicationScoped
@Transactional
public class VisitingProjects {
    private final Projects projects;
    private final Clock clock;

    VisitingProjects(Projects projects, Clock clock) {
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * A project as its members see it.
     *
     * @param id the project
     * @param title its title
     * @param isOpen whether one may work in it
     * @param project what was approved
     * @param protocolText the protocol as it was approved
     */
    public record Visit(ProjectId id, String title, boolean isOpen, Project project, String protocolText) {}

    /** Projects of an account, oldest first. */
    public List<Visit> of(Account account, @Nullable ProjectId after, int limit) {
        return projects.ofMember(account, after, limit).stream()
                .map(this::visit)
                .toList();
    }

    /** One of hers; the guard has let her in. */
    public Visit one(Project entered) {
        return projects.find(entered.id()).map(this::visit).orElseThrow();
    }

    private Visit visit(Projects.Workspace workspace) {
        return new Visit(
                workspace.id(),
                workspace.title(),
                workspace.isOpenAt(clock.instant()),
                workspace.asProject(),
                workspace.protocol());
    }
}
