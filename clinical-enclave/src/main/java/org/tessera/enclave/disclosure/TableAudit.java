package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tessera.contracts.Demographics;
import org.tessera.enclave.disclosure.Findings.Verdict;

/**
 * One table by itself: floors, residuals, and what an attacker can work out of the cells that are not shown. He knows
 * that "&lt;20" means 1..19, that a count with a wider bound is therefore at least 20, and every published sum.
 */
final class TableAudit {
    /** Fewest persons of a count that is shown. */
    static final int FLOOR = 20;

    /** Fewest values that a hidden count must leave open. */
    static final int FEWEST_VALUES = 5;

    private final Disclosable.CountTable table;
    private final List<Remark> remarks = new ArrayList<>();

    /**
     * What was noticed.
     *
     * @param rule stable name
     * @param verdict what the rule says
     * @param sentence for a person
     * @param margins margins concerned, by index
     */
    record Remark(String rule, Verdict verdict, String sentence, Set<Integer> margins) {}

    private TableAudit(Disclosable.CountTable table) {
        this.table = table;
    }

    /** Everything that is wrong with the table. */
    static List<Remark> of(Disclosable.CountTable table) {
        var audit = new TableAudit(table);
        audit.floors();
        audit.residuals();
        audit.backCalculation();
        audit.wholeGroups();
        return audit.remarks;
    }

    /** The feasible interval of every cell, in their order. */
    static List<BackCalculation.Interval> attackerBounds(Disclosable.CountTable table)
            throws BackCalculation.Contradiction {
        return new TableAudit(table).bounds();
    }

    private void floors() {
        for (Disclosable.Cell cell : table.cells()) {
            floor(name(cell), cell.persons().size(), cell.published());
        }
        for (Disclosable.Margin margin : table.margins()) {
            floor(margin.label(), margin.persons().size(), margin.published());
        }
    }

    private void floor(String name, int persons, Published published) {
        switch (published) {
            case Published.Exact(int count) -> {
                if (0 < count && count < FLOOR) {
                    remark("small-count", Verdict.REJECT, name + " shows a count of fewer than " + FLOOR + ".");
                }
                if (count != persons) {
                    remark(
                            "not-persons",
                            Verdict.REJECT,
                            name + " shows a number that is not its number of persons (images or studies?).");
                }
            }
            case Published.FewerThan(int limit) -> {
                if (persons < 1 || persons >= limit) {
                    remark("wrong-bound", Verdict.REJECT, name + " is not an integer from 1 to " + (limit - 1) + ".");
                }
            }
            case Published.Withheld() -> {}
        }
    }

    private void residuals() {
        for (int m = 0; m < table.margins().size(); m++) {
            Disclosable.Margin margin = table.margins().get(m);
            if (!(margin.published() instanceof Published.Exact(int total))) {
                continue;
            }
            long shown = margin.cells().stream()
                    .map(each -> table.cells().get(each).published())
                    .mapToLong(each -> each instanceof Published.Exact(int count) ? count : 0)
                    .sum();
            long hidden = margin.cells().stream()
                    .filter(each -> !(table.cells().get(each).published() instanceof Published.Exact))
                    .count();
            if (hidden > 0 && total - shown > 0 && total - shown < FLOOR) {
                remark(
                        "residual",
                        Verdict.REJECT,
                        margin.label() + " minus its shown cells is a count of fewer than " + FLOOR + ".",
                        m);
            }
        }
    }

    private void backCalculation() {
        if (table.cells().stream().allMatch(each -> each.published() instanceof Published.Exact)) {
            return;
        }
        try {
            List<BackCalculation.Interval> intervals = bounds();
            for (int c = 0; c < table.cells().size(); c++) {
                if (!(table.cells().get(c).published() instanceof Published.Exact)) {
                    judge(c, intervals.get(c));
                }
            }
        } catch (BackCalculation.Contradiction e) {
            remark("inconsistent", Verdict.REJECT, "No counts satisfy all that the table shows.");
        }
    }

    private void judge(int cell, BackCalculation.Interval interval) {
        String name = name(table.cells().get(cell));
        Set<Integer> margins = IntStream.range(0, table.margins().size())
                .filter(m -> table.margins().get(m).cells().contains(cell))
                .boxed()
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (interval.values() == 1) {
            remarks.add(new Remark(
                    "recoverable", Verdict.REJECT, name + " can be worked out exactly from the sums.", margins));
        } else if (interval.values() < FEWEST_VALUES) {
            remarks.add(new Remark(
                    "narrow",
                    Verdict.REVIEW,
                    name + " can be worked out to fewer than " + FEWEST_VALUES + " values.",
                    margins));
        } else if (!interval.proven()) {
            remarks.add(new Remark(
                    "undecided", Verdict.REVIEW, name + " was too hard to decide: look at it yourself.", margins));
        }
    }

    private List<BackCalculation.Interval> bounds() throws BackCalculation.Contradiction {
        int cells = table.cells().size();
        long[] low = new long[cells + table.margins().size()];
        long[] high = new long[low.length];
        for (int c = 0; c < cells; c++) {
            bound(table.cells().get(c).published(), c, low, high);
        }
        List<BackCalculation.Sum> sums = new ArrayList<>();
        for (int m = 0; m < table.margins().size(); m++) {
            Disclosable.Margin margin = table.margins().get(m);
            bound(margin.published(), cells + m, low, high);
            List<Integer> variables = new ArrayList<>(margin.cells());
            List<Integer> signs = new ArrayList<>(java.util.Collections.nCopies(variables.size(), 1));
            variables.add(cells + m);
            signs.add(-1);
            sums.add(new BackCalculation.Sum(variables, signs, 0));
        }
        return new BackCalculation(low, high, sums).intervals(truth()).subList(0, cells);
    }

    private long[] truth() {
        return java.util.stream.LongStream.concat(
                        table.cells().stream().mapToLong(each -> each.persons().size()),
                        table.margins().stream()
                                .mapToLong(each -> each.persons().size()))
                .toArray();
    }

    private static void bound(Published published, int at, long[] low, long[] high) {
        low[at] = least(published);
        high[at] = greatest(published);
    }

    /** The least count that what is printed allows. */
    static long least(Published published) {
        return switch (published) {
            case Published.Exact(int count) -> count;
            case Published.FewerThan(int limit) -> limit > FLOOR ? FLOOR : 1;
            case Published.Withheld() -> 0;
        };
    }

    /** The greatest. */
    static long greatest(Published published) {
        return switch (published) {
            case Published.Exact(int count) -> count;
            case Published.FewerThan(int limit) -> limit - 1L;
            case Published.Withheld() -> BackCalculation.UNBOUNDED;
        };
    }

    private void wholeGroups() {
        for (Disclosable.Margin margin : table.margins()) {
            if (margin.cells().size() < 2
                    || !(margin.published() instanceof Published.Exact(int total))
                    || total == 0) {
                continue;
            }
            for (int c : margin.cells()) {
                if (table.cells().get(c).published() instanceof Published.Exact(int count)
                        && count == total
                        && !table.cells().get(c).column().equals(Demographics.NOT_REPORTED)) {
                    remark(
                            "all-of-them",
                            Verdict.REVIEW,
                            "Everyone of " + margin.label() + " is in "
                                    + name(table.cells().get(c)) + ": who is known to be in it is known to have it.");
                }
            }
        }
    }

    private static String name(Disclosable.Cell cell) {
        return cell.row() + " / " + cell.column();
    }

    private void remark(String rule, Verdict verdict, String sentence, Integer... margins) {
        remarks.add(new Remark(rule, verdict, sentence, Set.of(margins)));
    }
}
