package org.tessera.representativeness.population;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Ledger;
import org.tessera.representativeness.population.ReferencePopulation.Counting;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;

/** Makes a reference population of tables, or refuses them with the reason. */
@ApplicationScoped
public class ImportingReferences {
    private final ReferenceLibrary library;
    private final Alignments known;
    private final StoredReferences stored;
    private final Ledger ledger;

    ImportingReferences(ReferenceLibrary library, Alignments known, StoredReferences stored, Ledger ledger) {
        this.library = library;
        this.known = known;
        this.stored = stored;
        this.ledger = ledger;
    }

    /**
     * Imports.
     *
     * @param forEverybody whether the reference is everybody's, and not its importer's alone
     * @return the reference with the version it was given
     * @throws ImportRefused when a rule does not hold
     * @throws UnmappedCategories when the alignment does not name a category
     */
    @Transactional
    public ReferencePopulation importTables(
            ReferenceDescription description,
            List<SourceTable> tables,
            Actor actor,
            String role,
            boolean forEverybody) {
        if (library.reference(description.name()).isPresent()) {
            throw new ImportRefused("name-taken", "a reference of this name comes with the service");
        }
        stored.oneAtATime(description.name());
        ReferencePopulation before =
                stored.find(description.name(), null, actor.subject()).orElse(null);
        if (before != null && (before.owner() == null) != forEverybody) {
            throw new ImportRefused("name-taken", "a reference of this name exists with another owner");
        }
        Map<String, List<Snapshot>> attributes = read(description, tables, actor.subject());
        String version = version(description, attributes, before);
        ReferencePopulation reference = new ReferencePopulation(
                description.name(),
                version,
                description.title(),
                description.source(),
                description.asOf(),
                description.definition(),
                description.counting(),
                forEverybody ? null : actor.subject(),
                attributes);
        stored.add(reference);
        ledger.transition(Ledger.Entry.of("reference.imported", reference.id(), actor, role));
        return reference;
    }

    private static String version(
            ReferenceDescription description,
            Map<String, List<Snapshot>> attributes,
            @Nullable ReferencePopulation before) {
        if (before == null) {
            return "1";
        }
        if (!before.definition().equals(description.definition()) || before.counting() != description.counting()) {
            throw new ImportRefused(
                    "definitions-mixed",
                    "version " + before.version()
                            + " of this name has another definition or counting; another definition"
                            + " is another reference");
        }
        ImportRules.nothingIsDropped(before, attributes, description.dropped());
        return String.valueOf(Integer.parseInt(before.version()) + 1);
    }

    /** Reads the tables and holds them against every rule. */
    private Map<String, List<Snapshot>> read(
            ReferenceDescription description, List<SourceTable> tables, String account) {
        SnapshotReading reading = new SnapshotReading(description.date());
        tables.forEach(reading::read);
        if (reading.attributes().isEmpty()) {
            throw new ImportRefused("table-unreadable", "there is no number in the file");
        }
        Map<String, CategoryAlignment> alignments = new LinkedHashMap<>();
        Map<String, List<Snapshot>> snapshots = new LinkedHashMap<>();
        reading.attributes().forEach((attribute, dates) -> {
            if (JointAttribute.isJoint(attribute)) {
                JointAttribute joint = JointAttribute.of(attribute);
                List<CategoryAlignment> factors = joint.factors().stream()
                        .map(factor -> alignment(description, factor, account))
                        .toList();
                ImportRules.everyPartIsNamed(joint, factors, dates);
            } else {
                CategoryAlignment alignment = alignment(description, attribute, account);
                ImportRules.everyCategoryIsNamed(alignment, dates);
                alignments.put(attribute, alignment);
            }
            ImportRules.sameCategoriesOnEveryDate(attribute, dates);
            snapshots.put(attribute, snapshots(description, attribute, dates));
        });
        OneDefinition.check(reading.attributes(), alignments);
        return snapshots;
    }

    private CategoryAlignment alignment(ReferenceDescription description, String attribute, String account) {
        return known.find(description.alignment(), attribute, account)
                .orElseThrow(() -> new ImportRefused(
                        "alignment-unknown", "there is no alignment " + description.alignment() + " for " + attribute));
    }

    private static List<Snapshot> snapshots(
            ReferenceDescription description, String attribute, SortedMap<LocalDate, Map<String, Double>> dates) {
        if (!description.addUpDates()) {
            ImportRules.readable(attribute, description.counting(), dates);
            return dates.entrySet().stream()
                    .map(entry -> new Snapshot(entry.getKey(), entry.getValue()))
                    .toList();
        }
        if (description.counting() != Counting.COUNTS) {
            throw new ImportRefused(
                    description.counting() == Counting.SHARES ? "shares-not-added-up" : "series-cumulative",
                    "only counts per period are added up: shares are of different wholes, and cumulative counts hold the"
                            + " persons of every date before");
        }
        ImportRules.countsAreWhole(attribute, dates);
        return List.of(ImportRules.addUp(attribute, dates));
    }
}
