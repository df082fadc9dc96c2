package org.tessera.representativeness.population.adapter;

import jakarta.ws.rs.core.Response.Status;
import java.time.LocalDate;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.ReferenceDescription;
import org.tessera.representativeness.population.ReferencePopulation.Counting;
import org.tessera.rest.Problems;

/**
 * What the importer is told about a file.
 *
 * @param name stable name, lower case; one that is there already becomes a new version
 * @param title a sentence for people
 * @param source where the numbers come from
 * @param asOf date or period they hold for
 * @param date the day a table that says none holds for
 * @param definition what was counted; it cannot change between versions of a name
 * @param counting SHARES, COUNTS or CUMULATIVE_COUNTS
 * @param addUpDates whether counts per period are to be added up; false when absent
 * @param alignment name of the alignment that has to know every category; "midrc-cdc" when absent
 * @param attribute what a CSV file without a column {@code attribute} holds
 * @param dropped categories of the version before that are left out on purpose
 */
@Schema(description = "What the importer is told about a file of reference numbers")
public record ImportDescription(
        @Nullable String name,
        @Nullable String title,
        @Nullable String source,
        @Nullable String asOf,
        @Nullable LocalDate date,
        @Nullable String definition,
        @Nullable Counting counting,
        @Nullable Boolean addUpDates,
        @Nullable String alignment,
        @Nullable String attribute,
        @Nullable Set<String> dropped) {
    /** Itself; throws the problem "description-unusable" (400) when a list holds null. */
    ImportDescription withoutNulls() {
        if (dropped != null && dropped.contains(null)) {
            throw Problems.of(
                    Status.BAD_REQUEST, "description-unusable", "\"dropped\" holds null among its categories");
        }
        return this;
    }

    ReferenceDescription described() {
        if (name == null
                || title == null
                || source == null
                || asOf == null
                || date == null
                || definition == null
                || counting == null) {
            throw Problems.unprocessable(
                    "description-unusable", "name, title, source, asOf, date, definition and counting are needed");
        }
        return new ReferenceDescription(
                name,
                title,
                source,
                asOf,
                date,
                definition,
                counting,
                addUpDates != null && addUpDates,
                alignment == null ? Alignments.USUAL : alignment,
                attribute,
                dropped == null ? Set.of() : dropped);
    }
}
