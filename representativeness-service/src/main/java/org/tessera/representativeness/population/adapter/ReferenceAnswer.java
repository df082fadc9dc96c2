package org.tessera.representativeness.population.adapter;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;

/**
 * A reference population with all its dates.
 *
 * @param summary its provenance and newest numbers
 * @param snapshots for each attribute all its dates, ascending
 */
@Schema(description = "A reference population with all its dates")
public record ReferenceAnswer(ReferenceSummary summary, Map<String, List<Snapshot>> snapshots) {
    static ReferenceAnswer of(ReferencePopulation population) {
        return new ReferenceAnswer(ReferenceSummary.of(population), population.attributes());
    }
}
