package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/** The person sets behind the numbers of a resource. */
final class PersonSets {
    /** Label of an identifier list. */
    static final String IDENTIFIERS = "identifiers";

    private PersonSets() {}

    static List<ReleasedSet> of(Disclosable content) {
        return switch (content) {
            case Disclosable.CountTable table -> counts(table);
            case Disclosable.ModelResult model -> model(model);
            case Disclosable.Subgroups subgroups -> subgroups(subgroups);
            case Disclosable.RocCurve roc -> curve(roc);
            case Disclosable.IdentifierList list -> List.of(exact(IDENTIFIERS, list.persons()));
            case Disclosable.Profile profile -> counts(profile.counts());
            case Disclosable.Summaries summaries ->
                summaries.summaries().stream()
                        .flatMap(each -> Stream.of(
                                exact(each.label(), each.persons()),
                                exact(each.label() + " (counted)", each.counted())))
                        .filter(each -> !each.persons().isEmpty())
                        .toList();
            case Disclosable.Several several ->
                several.parts().stream().flatMap(each -> of(each).stream()).toList();
        };
    }

    private static List<ReleasedSet> counts(Disclosable.CountTable table) {
        List<ReleasedSet> sets = new ArrayList<>();
        for (Disclosable.Cell cell : table.cells()) {
            sets.add(new ReleasedSet(cell.row() + ", " + cell.column(), cell.persons(), cell.published()));
        }
        for (Disclosable.Margin margin : table.margins()) {
            sets.add(new ReleasedSet(margin.label(), margin.persons(), margin.published()));
        }
        return sets;
    }

    /** Who is in it, who of them has the outcome and who each covariate: of the same persons another outcome shows too. */
    private static List<ReleasedSet> model(Disclosable.ModelResult model) {
        List<ReleasedSet> sets = new ArrayList<>();
        sets.add(unprinted(model.name() + ": all", model.persons()));
        sets.add(unprinted(model.name() + ": with the outcome", model.events()));
        model.groups()
                .forEach(each -> sets.add(unprinted(model.name() + ": with " + each.covariate(), each.persons())));
        return sets;
    }

    /** The points of a curve that is not smooth are fractions of each class, which tell the denominators. */
    private static List<ReleasedSet> curve(Disclosable.RocCurve roc) {
        List<ReleasedSet> sets = new ArrayList<>();
        sets.add(unprinted(roc.name() + ": all", union(roc.positives(), roc.negatives())));
        sets.add(unprinted(roc.name() + ": with the outcome", roc.positives()));
        if (roc.drawn() != Disclosable.RocCurve.Drawn.SMOOTH) {
            sets.add(exact(roc.name() + ": with the outcome, counted", roc.positives()));
            sets.add(exact(roc.name() + ": without the outcome, counted", roc.negatives()));
        }
        return sets;
    }

    /** The shown ones, whole and by outcome, as their exact numbers are taken as known; none prints how many they are. */
    private static List<ReleasedSet> subgroups(Disclosable.Subgroups subgroups) {
        String model = subgroups.report().model() + ": ";
        Map<String, Set<PersonKey>> shown = new LinkedHashMap<>();
        for (Disclosable.CountTable table : subgroups.numbers()) {
            for (Disclosable.Cell cell : table.cells()) {
                if (cell.published() instanceof Published.Exact) {
                    shown.computeIfAbsent(model + cell.row(), any -> new HashSet<>())
                            .addAll(cell.persons());
                    shown.put(model + cell.row() + ", " + cell.column(), cell.persons());
                }
            }
        }
        return shown.entrySet().stream()
                .map(each -> unprinted(each.getKey(), each.getValue()))
                .toList();
    }

    private static ReleasedSet exact(String label, Set<PersonKey> persons) {
        return new ReleasedSet(label, persons, new Published.Exact(persons.size()));
    }

    /** Persons behind a result that does not print how many they are. */
    private static ReleasedSet unprinted(String label, Set<PersonKey> persons) {
        return new ReleasedSet(label, persons, new Published.Withheld());
    }

    private static Set<PersonKey> union(Set<PersonKey> a, Set<PersonKey> b) {
        Set<PersonKey> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }
}
