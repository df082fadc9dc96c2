package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
     * @param levels of everyone, the level of the score where it has few, so that the printed numbers tell how many have
     *     each; empty where it has many. The same in all subgroups.
     */
    public record Subgroup(
            String attribute,
            String category,
            Set<PersonKey> with,
            Set<PersonKey> without,
            Map<PersonKey, String> levels) {
        /** Copies. */
        public Subgroup {
            with = Set.copyOf(with);
            without = Set.copyOf(without);
            levels = Map.copyOf(levels);
        }

        /** Under a score of many levels. */
        public Subgroup(String attribute, String category, Set<PersonKey> with, Set<PersonKey> without) {
            this(attribute, category, with, without, Map.of());
        }

        /** As the rows of the tables are named. */
        public String row() {
            return attribute + " = " + category;
        }

        int persons() {
            return with.size() + without.size();
        }

        boolean isLarge() {
            return columns().values().stream().allMatch(each -> each.size() >= TableAudit.FLOOR);
        }

        /** Whom the printed numbers count: those with and without the outcome, by level of the score. */
        Map<String, Set<PersonKey>> columns() {
            Map<String, Set<PersonKey>> columns = new LinkedHashMap<>();
            for (String level : levels.isEmpty() ? Set.of("") : new TreeSet<>(levels.values())) {
                columns.put(("with the outcome " + level).strip(), of(level, with));
                columns.put(("without the outcome " + level).strip(), of(level, without));
            }
            return columns;
        }

        private Set<PersonKey> of(String level, Set<PersonKey> persons) {
            return persons.stream()
                    .filter(each -> levels.getOrDefault(each, "").equals(level))
                    .collect(Collectors.toSet());
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
        Map<String, List<Integer>> columns = new LinkedHashMap<>();
        for (Subgroup each : subgroups) {
            boolean open = shown.contains(each);
            each.columns().forEach((column, persons) -> {
                columns.computeIfAbsent(column, any -> new ArrayList<>()).add(cells.size());
                cells.add(cell(each, column, persons, open));
            });
        }
        return new CountTable(
                cells,
                columns.entrySet().stream()
                        .map(each -> margin("everyone " + each.getKey(), each.getValue(), cells))
                        .toList());
    }

    private static Cell cell(Subgroup of, String column, Set<PersonKey> persons, boolean open) {
        return new Cell(
                of.row(), column, persons, open ? new Published.Exact(persons.size()) : new Published.Withheld());
    }

    private static Margin margin(String label, List<Integer> indices, List<Cell> cells) {
        Set<PersonKey> persons = new HashSet<>();
        indices.forEach(each -> persons.addAll(cells.get(each).persons()));
        // What few of everyone are in is large in no subgroup, so that nothing is shown to subtract from it.
        boolean few = persons.size() < TableAudit.FLOOR;
        return new Margin(
                label, indices, persons, few ? new Published.Withheld() : new Published.Exact(persons.size()));
    }
}
