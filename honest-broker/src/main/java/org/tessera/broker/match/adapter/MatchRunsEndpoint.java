package org.tessera.broker.match.adapter;

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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.tessera.broker.match.MatchRun;
import org.tessera.broker.match.MatchRuns;
import org.tessera.contracts.MatchRequestId;
import org.tessera.rest.Page;
import org.tessera.rest.Problems;

/** The match runs, as the operator may see them: no pair, no exact number. */
@Path("/match-runs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
public class MatchRunsEndpoint {
    private final MatchRuns runs;

    /** Shows these. */
    public MatchRunsEndpoint(MatchRuns runs) {
        this.runs = runs;
    }

    /**
     * A run.
     *
     * @param outcomes outcome to a bucket of persons
     * @param seconds how long linkage took
     */
    public record ShownRun(
            UUID id,
            MatchRun.State state,
            String clinicalRelease,
            String imagingRelease,
            List<String> rules,
            Instant receivedAt,
            @Nullable Instant endedAt,
            @Nullable Double seconds,
            @Nullable String reason,
            Map<String, String> outcomes) {}

    /** A page of runs. */
    @GET
    @Operation(operationId = "listMatchRuns", summary = "List match runs")
    public Page<ShownRun> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable UUID after) {
        List<ShownRun> found = runs.list(after == null ? null : new MatchRequestId(after), limit + 1).stream()
                .map(MatchRunsEndpoint::shown)
                .toList();
        return Page.of(found, limit, run -> run.id().toString());
    }

    /** One run. */
    @GET
    @Operation(operationId = "getMatchRun", summary = "Show a match run")
    @Path("/{id}")
    public ShownRun find(@PathParam("id") UUID id) {
        return runs.find(new MatchRequestId(id))
                .map(MatchRunsEndpoint::shown)
                .orElseThrow(() -> Problems.of(
                        Response.Status.NOT_FOUND, "match-run-unknown", "There is no match run of this id."));
    }

    private static ShownRun shown(MatchRun run) {
        return new ShownRun(
                run.request().requestId().value(),
                run.state(),
                run.request().clinicalRelease(),
                run.request().imagingRelease(),
                run.request().rules(),
                run.receivedAt(),
                run.endedAt(),
                run.seconds(),
                run.reason(),
                run.outcomes());
    }
}
