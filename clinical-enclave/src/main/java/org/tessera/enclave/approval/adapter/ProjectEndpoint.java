package org.tessera.enclave.approval.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.ProjectGuard;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.approval.VisitingProjects;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;

/** Projects over HTTP; what happens inside one has its own endpoints. */
@Path("/projects")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("researcher")
@Tag(name = "Projects", description = "Workspaces that approvals open; members only.")
public class ProjectEndpoint {
    private final VisitingProjects visiting;
    private final ProjectGuard guard;
    private final Caller caller;
    private final TokenOfCaller token;

    ProjectEndpoint(VisitingProjects visiting, ProjectGuard guard, Caller caller, TokenOfCaller token) {
        this.visiting = visiting;
        this.guard = guard;
        this.caller = caller;
        this.token = token;
    }

    /** A project as its members see it. */
    record ProjectView(
            UUID id,
            String state,
            String title,
            boolean fuzzyApproved,
            List<String> members,
            Instant expiresAt,
            ProtocolView protocol) {
        static ProjectView of(VisitingProjects.Visit visit) {
            var project = visit.project();
            return new ProjectView(
                    visit.id().value(),
                    visit.isOpen() ? "OPEN" : "ENDED",
                    visit.title(),
                    project.fuzzyApproved(),
                    project.members().stream().sorted().toList(),
                    project.expiresAt(),
                    new ProtocolView(
                            project.protocol().name(),
                            project.protocol().version(),
                            project.protocol().digest(),
                            visit.protocolText()));
        }
    }

    /** The approved protocol; its digest is over the text. */
    record ProtocolView(String name, String version, String digest, String text) {}

    @GET
    @Operation(
            operationId = "listProjects",
            summary = "List my projects",
            description = "Open and ended ones, oldest first.")
    public Page<ProjectView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable UUID after) {
        var from = after == null ? null : new ProjectId(after);
        var account = token.acting().account();
        return Page.of(
                visiting.of(account, from, limit + 1).stream()
                        .map(ProjectView::of)
                        .toList(),
                limit,
                view -> view.id().toString());
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getProject",
            summary = "Read one of my projects",
            description = "Needs membership in the database and the project's group in the token.")
    public ProjectView get(UUID id) {
        return ProjectView.of(visiting.one(guard.require(new ProjectId(id), caller)));
    }
}
