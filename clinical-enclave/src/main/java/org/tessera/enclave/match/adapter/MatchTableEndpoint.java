package org.tessera.enclave.match.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectGuard;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.match.Aliases;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.match.MatchRefused;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.match.PersonAlias;
import org.tessera.enclave.match.SubjectAlias;
import org.tessera.rest.Caller;
import org.tessera.rest.Page;

/** The match table of a project, which shows aliases only. */
@Path("/projects")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("researcher")
@Tag(name = "Matches")
public class MatchTableEndpoint {
    private final ProjectGuard guard;
    private final MatchTable table;
    private final Aliases aliases;
    private final MatchProblems problems;
    private final Caller caller;

    /** Puts the endpoint together. */
    public MatchTableEndpoint(
            ProjectGuard guard, MatchTable table, Aliases aliases, MatchProblems problems, Caller caller) {
        this.guard = guard;
        this.table = table;
        this.aliases = aliases;
        this.problems = problems;
        this.caller = caller;
    }

    /**
     * A linked person as the project sees her.
     *
     * @param subjects aliases of her cases in the commons
     * @param persons aliases of her records in the enclave, or of every candidate
     * @param outcome UNIQUE, AMBIGUOUS or CONFLICT
     * @param evidence rules that agreed, best first
     */
    public record MatchTableRow(
            List<SubjectAlias> subjects, List<PersonAlias> persons, Linkage outcome, List<String> evidence) {}

    /** Shows the match table. */
    @GET
    @Path("/{project}/match-table")
    @Operation(
            operationId = "getMatchTable",
            summary = "Show the project's active match table",
            description = "Aliases under the project's key, in a meaningless order; no real id.")
    @APIResponse(responseCode = "200", description = "A page of linked persons")
    @APIResponse(responseCode = "404", description = "No active match")
    public Page<MatchTableRow> table(
            @PathParam("project") UUID project,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @Parameter(description = "Value of next of the page before") @QueryParam("after") @DefaultValue("0") @Min(0)
                    int after) {
        Project open = guard.require(new ProjectId(project), caller);
        ActiveMatch match = problems.attempt(
                open.id().toString(),
                caller,
                () -> table.active(open.id())
                        .orElseThrow(() -> new MatchRefused(
                                MatchRefused.Kind.NO_ACTIVE_MATCH, "The project has no active match.", List.of())));
        List<LinkedPerson> persons = match.persons();
        int from = Math.min(after, persons.size());
        int to = Math.min(from + limit, persons.size());
        return new Page<>(
                persons.subList(from, to).stream()
                        .map(person -> row(open.id(), person))
                        .toList(),
                to < persons.size() ? Integer.toString(to) : null);
    }

    private MatchTableRow row(ProjectId project, LinkedPerson person) {
        return new MatchTableRow(
                person.subjects().stream()
                        .map(subject -> aliases.subject(project, subject))
                        .toList(),
                person.persons().stream().map(id -> aliases.person(project, id)).toList(),
                person.linkage(),
                person.evidence());
    }
}
