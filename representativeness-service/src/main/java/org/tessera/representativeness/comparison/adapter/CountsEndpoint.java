package org.tessera.representativeness.comparison.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tessera.representativeness.comparison.adapter.DistanceQuestion.CountedCohort;
import org.tessera.representativeness.population.SourceTable;
import org.tessera.representativeness.population.adapter.PopulationProblems;
import org.tessera.rest.LargeBody;

/** Reads a caller's table of counts, so that it can be compared; nothing is kept. */
@Path("/counts")
@RolesAllowed({"registered", "curator"})
@Tag(name = "distances")
public class CountsEndpoint {
    /**
     * What a table holds.
     *
     * @param cohorts as {@code POST /distances} takes them
     */
    @Schema(description = "The cohorts of a table, as POST /distances takes them")
    public record Cohorts(List<CountedCohort> cohorts) {}

    /** Cohorts of a CSV table. */
    @POST
    @Consumes("text/csv")
    @Operation(
            operationId = "readCounts",
            summary = "Read a CSV table of counts as cohorts; nothing is kept",
            description = "Columns attribute, category, count (26 or <20) and optionally cohort, stage, as_of. The"
                    + " attribute \"persons\" is the total of a cohort.")
    public Cohorts read(@LargeBody("tessera.json.counts.max-bytes") String table) {
        return PopulationProblems.explained(() -> CountProblems.explained(() -> new Cohorts(cohorts(table))));
    }

    private static List<CountedCohort> cohorts(String table) {
        if (table.isBlank()) {
            throw new IllegalArgumentException("the table is empty; its columns are attribute, category and count");
        }
        return new CountTable(SourceTable.ofCsv("", table)).cohorts();
    }
}
