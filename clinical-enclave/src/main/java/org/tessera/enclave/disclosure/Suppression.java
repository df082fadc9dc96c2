package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.enclave.disclosure.Findings.Verdict;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/**
 * Makes a table safe: small counts become "&lt;20", and of the others as few as it takes get a wider bound, until neither
 * the table's sums nor other counts of the project give a small group away. A wider bound says nothing of the count: it is
 * the multiple of 20 above the total, or above everybody where the total is hidden. The same table and the same other
 * counts always give the same result.
 */
public final class Suppression {
    private static final Set<String> REPAIRABLE =
            Set.of("small-count", "residual", "recoverable", "narrow", "undecided");

    private static final long MOST_TOGETHER = 1_000;

    private final List<ReleasedSet> beside;
    private final int everybody;

    /**
     * Beside these counts, which stay as they are.
     *
     * @param beside other counts of the project
     * @param everybody a number that anyone may know and no count exceeds, for example of all cases in the catalogue
     */
    public Suppression(List<ReleasedSet> beside, int everybody) {
        this.beside = List.copyOf(beside);
        this.everybody = everybody;
    }

    /** Small counts become "&lt;20", nothing else: what a table looks like that gives itself away. */
    public static Disclosable.CountTable primary(Disclosable.CountTable table) {
        return new Disclosable.CountTable(
                table.cells().stream()
                        .map(each -> with(each, primary(each.persons())))
                        .toList(),
                table.margins().stream()
                        .map(each -> with(each, primary(each.persons())))
                        .toList());
    }

    /** Every count as it is. */
    public static Disclosable.CountTable none(Disclosable.CountTable table) {
        return new Disclosable.CountTable(
                table.cells().stream()
                        .map(each -> with(each, exact(each.persons())))
                        .toList(),
                table.margins().stream()
                        .map(each -> with(each, exact(each.persons())))
                        .toList());
    }

    /** The safe table. */
    public Disclosable.CountTable apply(Disclosable.CountTable table) {
        Disclosable.CountTable safe = primary(table);
        var differences = new Differences(table, beside);
        var together = new HiddenTogether(all(safe));
        long trouble = trouble(safe, differences, together);
        while (trouble > 0) {
            Optional<Disclosable.CountTable> better = Optional.empty();
            List<Disclosable.CountTable> wider = oneWider(safe);
            if (wider.isEmpty()) {
                return bounded(safe);
            }
            for (Disclosable.CountTable candidate : wider) {
                long left = trouble(candidate, differences, together);
                if (left < trouble) {
                    better = Optional.of(candidate);
                    break;
                }
            }
            safe = better.orElse(wider.getFirst());
            trouble = trouble(safe, differences, together);
        }
        return bounded(safe);
    }

    /**
     * Every bound as the totals that are still shown imply it, so that nobody learns from it: that of a hidden total, and
     * that of a wide cell, which a total had that may be hidden since.
     */
    private Disclosable.CountTable bounded(Disclosable.CountTable table) {
        return new Disclosable.CountTable(
                table.cells().stream()
                        .map(each -> wide(each.published()) ? with(each, above(total(table, each))) : each)
                        .toList(),
                table.margins().stream()
                        .map(each -> table.margins().stream()
                                .filter(around -> around.published() instanceof Published.Exact
                                        && around.cells().containsAll(each.cells()))
                                .map(around -> above(around.persons().size()))
                                .filter(bound -> each.published() instanceof Published.FewerThan hidden
                                        && bound.limit() < hidden.limit())
                                .min(Comparator.comparingInt(Published.FewerThan::limit))
                                .map(bound -> with(each, bound))
                                .orElse(each))
                        .toList());
    }

    private static boolean wide(Published published) {
        return published instanceof Published.FewerThan hidden && hidden.limit() > TableAudit.FLOOR;
    }

    /** How much is wrong with a table; 0 when nothing is. What it gives away with others is looked at when all else is well. */
    private long trouble(Disclosable.CountTable table, Differences differences, HiddenTogether together) {
        long alone = alone(table, differences);
        return alone > 0
                ? alone + MOST_TOGETHER
                : Math.min(MOST_TOGETHER, together.narrowed(all(table)).size());
    }

    private long alone(Disclosable.CountTable table, Differences differences) {
        long trouble = TableAudit.of(table).stream()
                .filter(each -> each.verdict() != Verdict.ACCEPT && REPAIRABLE.contains(each.rule()))
                .count();
        trouble += differences.among(PersonSets.of(table));
        return trouble + (LinearCombinations.of(all(table)) instanceof LinearCombinations.Answer.Safe ? 0 : 1);
    }

    private List<ReleasedSet> all(Disclosable.CountTable table) {
        List<ReleasedSet> all = new ArrayList<>(beside);
        all.addAll(PersonSets.of(table));
        return all;
    }

    /** Pairs whose difference is small, worked out once: widening a count only takes its pairs away. */
    private static final class Differences {
        private final int[] withOthers;
        private final boolean[][] within;

        Differences(Disclosable.CountTable table, List<ReleasedSet> beside) {
            List<ReleasedSet> mine = PersonSets.of(none(table));
            withOthers = new int[mine.size()];
            within = new boolean[mine.size()][mine.size()];
            for (int i = 0; i < mine.size(); i++) {
                withOthers[i] =
                        Differencing.between(List.of(mine.get(i)), beside).size();
                for (int j = i + 1; j < mine.size(); j++) {
                    within[i][j] = !Differencing.between(List.of(mine.get(i)), List.of(mine.get(j)))
                            .isEmpty();
                }
            }
        }

        long among(List<ReleasedSet> mine) {
            long found = 0;
            for (int i = 0; i < mine.size(); i++) {
                if (!Differencing.counted(mine.get(i))) {
                    continue;
                }
                found += withOthers[i];
                for (int j = i + 1; j < mine.size(); j++) {
                    found += within[i][j] && Differencing.counted(mine.get(j)) ? 1 : 0;
                }
            }
            return found;
        }
    }

    /** Every way to widen one more count: cells before margins, small before large. */
    private List<Disclosable.CountTable> oneWider(Disclosable.CountTable table) {
        List<Disclosable.CountTable> ways = new ArrayList<>();
        for (Disclosable.Cell cell : exactCells(table)) {
            List<Disclosable.Cell> cells = new ArrayList<>(table.cells());
            cells.set(cells.indexOf(cell), with(cell, above(total(table, cell))));
            ways.add(new Disclosable.CountTable(cells, table.margins()));
        }
        table.margins().stream()
                .filter(each -> shown(each.published(), each.persons()))
                .map(Disclosable.Margin::persons)
                .distinct()
                .sorted(Comparator.comparingInt(Set::size))
                .forEach(persons -> ways.add(new Disclosable.CountTable(
                        table.cells(),
                        table.margins().stream()
                                .map(each -> each.persons().equals(persons) ? with(each, above(everybody)) : each)
                                .toList())));
        return ways;
    }

    private static List<Disclosable.Cell> exactCells(Disclosable.CountTable table) {
        return table.cells().stream()
                .filter(each -> shown(each.published(), each.persons()))
                .sorted(Comparator.comparingInt(
                                (Disclosable.Cell each) -> each.persons().size())
                        .thenComparing(Disclosable.Cell::row)
                        .thenComparing(Disclosable.Cell::column))
                .toList();
    }

    private static boolean shown(Published published, Set<PersonKey> persons) {
        return published instanceof Published.Exact && !persons.isEmpty();
    }

    private static Published primary(Set<PersonKey> persons) {
        boolean small = !persons.isEmpty() && persons.size() < TableAudit.FLOOR;
        return small ? new Published.FewerThan(TableAudit.FLOOR) : exact(persons);
    }

    private static Published exact(Set<PersonKey> persons) {
        return new Published.Exact(persons.size());
    }

    /** The least total that is shown of a cell, or everybody. */
    private int total(Disclosable.CountTable table, Disclosable.Cell cell) {
        int index = table.cells().indexOf(cell);
        return table.margins().stream()
                .filter(each -> each.cells().contains(index) && shown(each.published(), each.persons()))
                .mapToInt(each -> each.persons().size())
                .min()
                .orElse(everybody);
    }

    private static Published.FewerThan above(int total) {
        return new Published.FewerThan((total / TableAudit.FLOOR + 1) * TableAudit.FLOOR);
    }

    private static Disclosable.Cell with(Disclosable.Cell cell, Published published) {
        return new Disclosable.Cell(cell.row(), cell.column(), cell.persons(), published);
    }

    private static Disclosable.Margin with(Disclosable.Margin margin, Published published) {
        return new Disclosable.Margin(margin.label(), margin.cells(), margin.persons(), published);
    }
}
