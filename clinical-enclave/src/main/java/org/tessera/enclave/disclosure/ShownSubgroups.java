package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tessera.enclave.disclosure.Disclosable.Cell;
import org.tessera.enclave.disclosure.Disclosable.CountTable;
import org.tessera.enclave.disclosure.Disclosable.Margin;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.Findings.Verdict;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/**
 * Of which subgroups a statistic may be shown. It is judged as if each shown one came with the exact numbers of its persons
 * with and without the outcome, and everyone's numbers were known: both are at least 20, and no hidden group, complement or
 * combination can be worked out from them. What is printed, rounded, says less.
 */
public final class ShownSubgroups {
    private ShownSubgroups() {}

    /**
     * A subgroup; those of one attribute are disjoint and together everyone.
     *
     * @param attribute "sex"
     * @param category "Female"
     * @param with persons with the outcome
     * @param without persons without
     */
    public record Subgroup(String attribute, String category, Set<PersonKey> with, Set<PersonKey> without) {
        /** Copies. */
        public Subgroup {
            with = Set.copyOf(with);
            without = Set.copyOf(without);
        }

        /** As the rows of the tables are named. */
        public String row() {
            return attribute + " = " + category;
        }

        int persons() {
            return with.size() + without.size();
        }

        boolean isLarge() {
            return with.size() >= TableAudit.FLOOR && without.size() >= TableAudit.FLOOR;
        }
    }

    /** A table per attribute with the numbers of as many subgroups as may be shown; the others are withheld. */
    public static List<CountTable> of(List<Subgroup> all) {
        List<Subgroup> shown = all.stream()
                .filter(Subgroup::isLarge)
                .sorted(Comparator.comparingInt(Subgroup::persons).thenComparing(Subgroup::row))
                .toList();
        int trouble = findings("", tables(all, shown)).size();
        while (trouble > 0 && !shown.isEmpty()) {
            shown = oneFewer(all, shown, trouble);
            trouble = findings("", tables(all, shown)).size();
        }
        return tables(all, shown);
    }

    /** Without the smallest subgroup that it helps to withhold, or the smallest. */
    private static List<Subgroup> oneFewer(List<Subgroup> all, List<Subgroup> shown, int trouble) {
        return shown.stream()
                .map(each -> without(shown, each))
                .filter(fewer -> findings("", tables(all, fewer)).size() < trouble)
                .findFirst()
                .orElseGet(() -> without(shown, shown.getFirst()));
    }

    /** Whether the tables show a subgroup. */
    public static boolean isShown(List<CountTable> tables, String row) {
        List<Cell> cells = tables.stream()
                .flatMap(each -> each.cells().stream())
                .filter(each -> each.row().equals(row))
                .toList();
        return !cells.isEmpty() && cells.stream().allMatch(each -> each.published() instanceof Published.Exact);
    }

    /** What is wrong with such tables; empty when nothing is. */
    static List<Finding> findings(String resource, List<CountTable> tables) {
        List<Finding> findings = new ArrayList<>();
        List<ReleasedSet> sets = new ArrayList<>();
        for (CountTable table : tables) {
            TableAudit.of(table)
                    .forEach(each -> findings.add(new Finding(resource, each.rule(), each.verdict(), each.sentence())));
            sets.addAll(PersonSets.of(table));
            for (Cell cell : table.cells()) {
                if (cell.published() instanceof Published.Exact
                        && cell.persons().isEmpty()) {
                    findings.add(new Finding(
                            resource,
                            "few-outcomes",
                            Verdict.REJECT,
                            cell.row() + " has nobody " + cell.column() + "."));
                }
            }
        }
        for (int i = 0; i < sets.size(); i++) {
            Differencing.between(List.of(sets.get(i)), sets.subList(i + 1, sets.size()))
                    .forEach(each -> findings.add(new Finding(resource, "difference", Verdict.REJECT, each)));
        }
        combination(resource, sets).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> combination(String resource, List<ReleasedSet> sets) {
        return switch (LinearCombinations.of(sets)) {
            case LinearCombinations.Answer.Safe() -> Optional.empty();
            case LinearCombinations.Answer.Revealed revealed ->
                Optional.of(new Finding(
                        resource,
                        "combination",
                        Verdict.REJECT,
                        "Sums and differences of the subgroups give a group of fewer than " + TableAudit.FLOOR
                                + " persons away."));
            case LinearCombinations.Answer.Undecided() ->
                Optional.of(new Finding(
                        resource,
                        "combination-undecided",
                        Verdict.REVIEW,
                        "There are too many combinations of the subgroups to look at all of them."));
        };
    }

    private static List<Subgroup> without(List<Subgroup> shown, Subgroup one) {
        return shown.stream().filter(each -> !each.equals(one)).toList();
    }

    private static List<CountTable> tables(List<Subgroup> all, List<Subgroup> shown) {
        Map<String, List<Subgroup>> attributes = new LinkedHashMap<>();
        all.forEach(each -> attributes
                .computeIfAbsent(each.attribute(), any -> new ArrayList<>())
                .add(each));
        return attributes.values().stream().map(each -> table(each, shown)).toList();
    }

    private static CountTable table(List<Subgroup> subgroups, List<Subgroup> shown) {
        List<Cell> cells = new ArrayList<>();
        List<Integer> with = new ArrayList<>();
        List<Integer> without = new ArrayList<>();
        for (Subgroup each : subgroups) {
            boolean open = shown.contains(each);
            with.add(cells.size());
            cells.add(cell(each, "with the outcome", each.with(), open));
            without.add(cells.size());
            cells.add(cell(each, "without the outcome", each.without(), open));
        }
        return new CountTable(
                cells,
                List.of(
                        margin("everyone with the outcome", with, cells),
                        margin("everyone without the outcome", without, cells)));
    }

    private static Cell cell(Subgroup of, String column, Set<PersonKey> persons, boolean open) {
        return new Cell(
                of.row(), column, persons, open ? new Published.Exact(persons.size()) : new Published.Withheld());
    }

    private static Margin margin(String label, List<Integer> indices, List<Cell> cells) {
        Set<PersonKey> persons = new HashSet<>();
        indices.forEach(each -> persons.addAll(cells.get(each).persons()));
        return new Margin(label, indices, persons, new Published.Exact(persons.size()));
    }
}
