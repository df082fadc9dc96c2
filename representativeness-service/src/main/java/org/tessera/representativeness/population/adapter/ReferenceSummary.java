package org.tessera.representativeness.population.adapter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.ReferencePopulation.Counting;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;

/**
 * A reference population with its provenance and the newest numbers of each attribute.
 *
 * @param name its name
 * @param version its version
 * @param title a sentence for people
 * @param source where the numbers come from
 * @param asOf date or period they hold for
 * @param definition what was counted
 * @param counting how the numbers are to be read
 * @param mine whether it is the caller's own and nobody else's
 * @param attributes the newest snapshot of each attribute
 */
@Schema(description = "A reference population with its provenance and newest numbers")
public record ReferenceSummary(
        String name,
        String version,
        String title,
        String source,
        String asOf,
        String definition,
        Counting counting,
        boolean mine,
        List<Newest> attributes) {
    static ReferenceSummary of(ReferencePopulation population) {
        List<Newest> newest = new ArrayList<>();
        population.attributes().forEach((attribute, snapshots) -> {
            Snapshot last = snapshots.getLast();
            newest.add(new Newest(
                    attribute,
                    snapshots.size(),
                    snapshots.getFirst().date(),
                    last.date(),
                    population.persons(last),
                    last.weights()));
        });
        return new ReferenceSummary(
                population.name(),
                population.version(),
                population.title(),
                population.source(),
                population.asOf(),
                population.definition(),
                population.counting(),
                population.owner() != null,
                newest);
    }

    /**
     * An attribute.
     *
     * @param attribute its name
     * @param dates how many snapshots there are
     * @param from date of the first
     * @param to date of the newest
     * @param persons behind the newest; null when the numbers are shares
     * @param weights the newest: category, as the source writes it, to count or percentage
     */
    @Schema(description = "An attribute with its newest numbers")
    public record Newest(
            String attribute,
            int dates,
            LocalDate from,
            LocalDate to,
            @Nullable Double persons,
            Map<String, Double> weights) {}
}
