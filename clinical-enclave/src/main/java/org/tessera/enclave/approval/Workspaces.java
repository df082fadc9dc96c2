package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.DataUseRequest.Approved;
import org.tessera.enclave.approval.DataUseRequest.Decision;
import org.tessera.enclave.approval.DataUseRequest.UnderReview;
import org.tessera.enclave.approval.Projects.Member;
import org.tessera.enclave.approval.Projects.Workspace;
import org.tessera.enclave.workflow.PolicyRefused;
import org.tessera.messaging.Ledger;

/** Opens, changes and ends projects as decisions say; always inside the transaction of the decision. */
@ApplicationScoped
public class Workspaces {
    private final Projects projects;
    private final DataUseRequests requests;
    private final MembershipWork work;
    private final ProjectEvents events;
    private final Ledger ledger;

    Workspaces(Projects projects, DataUseRequests requests, MembershipWork work, ProjectEvents events, Ledger ledger) {
        this.projects = projects;
        this.requests = requests;
        this.work = work;
        this.events = events;
        this.ledger = ledger;
    }

    /** Does what the approval of this request means, and answers for which project. */
    ProjectId approve(UnderReview request, Decision decision, Acting by) {
        var effect = new References(requests)
                .effect(request.filing())
                .orElseThrow(() -> new PolicyRefused(
                        "project-ended", List.of("The project that this request is about has ended meanwhile.")));
        var workspace = effect.about()
                .map(about -> changed(effect.type(), about, request.filing(), decision.at()))
                .orElseGet(() -> opened(request.filing(), decision.at()));
        projects.save(workspace);
        work.ask(workspace.id(), decision.at());
        if (effect.type() != Application.Type.COLLABORATOR) {
            events.opened(new ProjectOpened(workspace.asProject()));
        }
        ledger.transition(new Ledger.Entry(
                effect.about().isPresent() ? "project.changed" : "project.opened",
                workspace.id().toString(),
                by.actor(),
                by.role(),
                null,
                workspace.asProject().protocol().digest()));
        return workspace.id();
    }

    private static Workspace opened(DataUseRequest.Filing filing, Instant at) {
        var application = filing.application();
        return new Workspace(
                ProjectId.random(),
                application.title(),
                application.protocol(),
                application.linkage().fuzzy(),
                granted(filing),
                at,
                Approved.expiryOf(at),
                null);
    }

    private Workspace changed(Application.Type type, Approved about, DataUseRequest.Filing filing, Instant at) {
        var workspace = projects.lock(about.project()).orElseThrow();
        var application = filing.application();
        return switch (type) {
            case COLLABORATOR -> {
                var members = new HashSet<>(workspace.members());
                members.addAll(granted(filing));
                yield workspace.withMembers(members);
            }
            case RENEWAL -> workspace.until(Approved.expiryOf(at));
            case REVISION ->
                workspace.studying(
                        application.title(),
                        application.protocol(),
                        application.linkage().fuzzy());
            case NEW, APPEAL -> throw new IllegalStateException("neither changes a project: " + type);
        };
    }

    private static Set<Member> granted(DataUseRequest.Filing filing) {
        return Stream.concat(Stream.of(filing.author().subject()), filing.application().collaborators().stream())
                .map(name -> new Member(name, filing.id()))
                .collect(Collectors.toSet());
    }

    /** The end of what a COLLABORATOR request granted: its people leave, the project goes on. */
    void dismiss(Approved collaborators, Instant at) {
        var workspace = projects.lock(collaborators.project()).orElseThrow();
        var staying = workspace.members().stream()
                .filter(member ->
                        !member.grantedBy().equals(collaborators.filing().id()))
                .collect(Collectors.toSet());
        projects.save(workspace.withMembers(staying));
        work.ask(workspace.id(), at);
    }

    /** Whether the time of an open project is over; who renews it at this moment comes before or waits. */
    boolean isOver(ProjectId project, Instant at) {
        return projects.lock(project)
                .filter(workspace -> workspace.endedAt() == null && !workspace.isOpenAt(at))
                .isPresent();
    }

    /** Ends a project: its group goes, and everybody who keeps something for it is told. */
    void end(ProjectId project, Instant at, @Nullable Acting by) {
        var workspace = projects.lock(project).orElseThrow();
        if (workspace.endedAt() != null) {
            return;
        }
        projects.save(workspace.ended(at));
        work.ask(project, at);
        events.ended(new ProjectEnded(project));
        ledger.transition(Ledger.Entry.of(
                "project.ended", project.toString(), by == null ? null : by.actor(), by == null ? null : by.role()));
    }
}
