package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/**
 * Small counts that several tables give away together though none does alone: what one hides another may show, of the same
 * persons under another name, and so narrow what is hidden beside it. One system of all counts: a number for every set of
 * persons, within every bound that was printed of it, a sum wherever disjoint sets, in the order in which they were
 * printed, make up another, and no part that is more than its whole: who has a category in a late stage has it in an earlier
 * one, so that what one stage shows bounds what the other hides.
 */
final class HiddenTogether {
    private final List<Set<PersonKey>> sets;
    private final List<BackCalculation.Sum> sums = new ArrayList<>();
    private final List<Part> parts;

    /** A set and the next larger one of the same label that holds it. */
    private record Part(int part, int whole) {}

    /** How much of a hidden count is known: it, that it is one of few, or nobody can say, which is for a reviewer too. */
    enum Left {
        ONE,
        FEW,
        UNDECIDED
    }

    /** What can be worked out of a small count that is hidden, where that is too much. */
    record Narrowed(Set<PersonKey> persons, String label, Left left) {}

    /** Finds the sums of these counts, in the order in which they stand in their tables. */
    HiddenTogether(List<ReleasedSet> counts) {
        List<Set<PersonKey>> inOrder = counts.stream()
                .filter(HiddenTogether::printed)
                .map(ReleasedSet::persons)
                .toList();
        sets = List.copyOf(new LinkedHashSet<>(inOrder));
        Map<Set<PersonKey>, Integer> index = new LinkedHashMap<>();
        sets.forEach(each -> index.put(each, index.size()));
        Set<BackCalculation.Sum> found = new LinkedHashSet<>();
        for (Set<PersonKey> whole : sets) {
            List<Set<PersonKey>> within = inOrder.stream()
                    .filter(each -> each.size() < whole.size() && whole.containsAll(each))
                    .toList();
            for (int start = 0; start < within.size(); start++) {
                List<Integer> parts = parts(within.subList(start, within.size()), whole.size(), index);
                if (!parts.isEmpty()) {
                    found.add(sum(parts, index.getOrDefault(whole, 0)));
                }
            }
        }
        sums.addAll(found);
        parts = partsOfOneLabel(counts, index);
        for (int p = 0; p < parts.size(); p++) {
            sums.add(sum(
                    List.of(parts.get(p).part(), sets.size() + p), parts.get(p).whole()));
        }
    }

    private List<Part> partsOfOneLabel(List<ReleasedSet> counts, Map<Set<PersonKey>, Integer> index) {
        Map<String, Set<Integer>> labels = new LinkedHashMap<>();
        counts.stream()
                .filter(HiddenTogether::printed)
                .forEach(each -> labels.computeIfAbsent(each.label(), any -> new LinkedHashSet<>())
                        .add(index.getOrDefault(each.persons(), 0)));
        Set<Part> found = new LinkedHashSet<>();
        for (Set<Integer> ofOneLabel : labels.values()) {
            for (int part : ofOneLabel) {
                ofOneLabel.stream()
                        .filter(whole -> sets.get(whole).size() > sets.get(part).size()
                                && sets.get(whole).containsAll(sets.get(part)))
                        .min(Comparator.comparingInt(whole -> sets.get(whole).size()))
                        .ifPresent(whole -> found.add(new Part(part, whole)));
            }
        }
        return List.copyOf(found);
    }

    private static boolean printed(ReleasedSet count) {
        return !(count.published() instanceof Published.Withheld)
                && !count.persons().isEmpty();
    }

    /** The first of these, as long as they are disjoint, that are so many together; empty when they are not. */
    private static List<Integer> parts(List<Set<PersonKey>> within, int size, Map<Set<PersonKey>, Integer> index) {
        List<Integer> parts = new ArrayList<>();
        Set<PersonKey> seen = new HashSet<>();
        for (Set<PersonKey> part : within) {
            int disjoint = seen.size() + part.size();
            seen.addAll(part);
            if (seen.size() < disjoint) {
                return List.of();
            }
            parts.add(index.getOrDefault(part, 0));
            if (disjoint == size) {
                return parts;
            }
        }
        return List.of();
    }

    private static BackCalculation.Sum sum(List<Integer> parts, int whole) {
        List<Integer> variables = new ArrayList<>(parts);
        List<Integer> signs = new ArrayList<>(Collections.nCopies(parts.size(), 1));
        variables.add(whole);
        signs.add(-1);
        return new BackCalculation.Sum(variables, signs, 0);
    }

    /** The small hidden counts that these, of the same persons as at first, leave fewer values than a reviewer would accept. */
    List<Narrowed> narrowed(List<ReleasedSet> counts) {
        long[] low = new long[sets.size() + parts.size()];
        long[] high = new long[low.length];
        Arrays.fill(high, BackCalculation.UNBOUNDED);
        Map<Set<PersonKey>, String> labels = new LinkedHashMap<>();
        for (ReleasedSet count : counts) {
            int at = sets.indexOf(count.persons());
            if (at >= 0 && printed(count)) {
                labels.putIfAbsent(count.persons(), count.label());
                low[at] = Math.max(low[at], TableAudit.least(count.published()));
                high[at] = Math.min(high[at], TableAudit.greatest(count.published()));
            }
        }
        List<Integer> small = new ArrayList<>();
        for (int v = 0; v < sets.size(); v++) {
            if (low[v] < high[v] && high[v] < TableAudit.FLOOR) {
                small.add(v);
            }
        }
        long[] truth = LongStream.concat(
                        sets.stream().mapToLong(Set::size),
                        parts.stream()
                                .mapToLong(each -> sets.get(each.whole()).size()
                                        - sets.get(each.part()).size()))
                .toArray();
        List<Narrowed> narrowed = new ArrayList<>();
        try {
            List<BackCalculation.Interval> left = new BackCalculation(low, high, sums).intervals(truth, small);
            for (int i = 0; i < small.size(); i++) {
                Set<PersonKey> persons = sets.get(small.get(i));
                left(left.get(i))
                        .ifPresent(it -> narrowed.add(new Narrowed(persons, labels.getOrDefault(persons, ""), it)));
            }
        } catch (BackCalculation.Contradiction e) {
            return List.of(new Narrowed(Set.of(), "What these tables hide", Left.UNDECIDED));
        }
        return narrowed;
    }

    private static Optional<Left> left(BackCalculation.Interval interval) {
        if (interval.values() == 1) {
            return Optional.of(Left.ONE);
        }
        if (interval.values() < TableAudit.FEWEST_VALUES) {
            return Optional.of(Left.FEW);
        }
        return interval.proven() ? Optional.empty() : Optional.of(Left.UNDECIDED);
    }
}
