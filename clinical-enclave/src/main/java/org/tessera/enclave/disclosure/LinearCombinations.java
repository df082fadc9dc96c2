package org.tessera.enclave.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/**
 * Small groups that sums and differences of any number of published counts give away: three releases can reveal what no
 * pair does. Persons fall into atoms (the same membership in every set); a group of small atoms is given away when its
 * indicator lies in the span of the sets. Arithmetic is modulo a prime above every determinant that occurs.
 */
final class LinearCombinations {
    private static final long PRIME = (1L << 31) - 1;
    private static final int MOST_GROUPS = 200_000;

    private LinearCombinations() {}

    /** What was found. */
    sealed interface Answer {
        /** No small group can be worked out. */
        record Safe() implements Answer {}

        /** These persons can be counted. */
        record Revealed(Set<PersonKey> persons) implements Answer {}

        /** There are too many combinations to look at. */
        record Undecided() implements Answer {}
    }

    /** Whether these counts together give a group of 1..19 persons away. */
    static Answer of(List<ReleasedSet> sets) {
        List<Set<PersonKey>> counted = sets.stream()
                .filter(Differencing::counted)
                .map(ReleasedSet::persons)
                .distinct()
                .toList();
        Map<List<Integer>, Set<PersonKey>> atoms = atoms(counted);
        List<List<Integer>> large = new ArrayList<>();
        List<List<Integer>> small = new ArrayList<>();
        atoms.forEach((signature, persons) -> (persons.size() < TableAudit.FLOOR ? small : large).add(signature));
        if (small.isEmpty()) {
            return new Answer.Safe();
        }
        List<long[]> reachable = onlySmall(counted.size(), large, small);
        if (reachable.isEmpty()) {
            return new Answer.Safe();
        }
        int[] sizes = small.stream()
                .mapToInt(each -> atoms.getOrDefault(each, Set.of()).size())
                .toArray();
        var search = new Groups(reachable, sizes);
        Optional<boolean[]> group = search.find();
        if (group.isPresent()) {
            Set<PersonKey> persons = new HashSet<>();
            for (int a = 0; a < sizes.length; a++) {
                if (group.get()[a]) {
                    persons.addAll(atoms.getOrDefault(small.get(a), Set.of()));
                }
            }
            return new Answer.Revealed(persons);
        }
        return search.exhausted() ? new Answer.Undecided() : new Answer.Safe();
    }

    private static Map<List<Integer>, Set<PersonKey>> atoms(List<Set<PersonKey>> sets) {
        Map<PersonKey, List<Integer>> membership = new HashMap<>();
        for (int s = 0; s < sets.size(); s++) {
            for (PersonKey person : sets.get(s)) {
                membership.computeIfAbsent(person, any -> new ArrayList<>()).add(s);
            }
        }
        Map<List<Integer>, Set<PersonKey>> atoms = new HashMap<>();
        membership.forEach((person, signature) ->
                atoms.computeIfAbsent(signature, any -> new HashSet<>()).add(person));
        return atoms;
    }

    /** A reduced basis of the part of the span that is zero on every large atom, as rows over the small atoms. */
    private static List<long[]> onlySmall(int sets, List<List<Integer>> large, List<List<Integer>> small) {
        int width = large.size() + small.size();
        long[][] rows = new long[sets][width];
        for (int a = 0; a < width; a++) {
            for (int set : a < large.size() ? large.get(a) : small.get(a - large.size())) {
                rows[set][a] = 1;
            }
        }
        int rank = 0;
        int firstSmall = -1;
        for (int column = 0; column < width && rank < sets; column++) {
            if (column == large.size()) {
                firstSmall = rank;
            }
            if (eliminate(rows, rank, column)) {
                rank++;
            }
        }
        if (firstSmall < 0) {
            return List.of();
        }
        List<long[]> basis = new ArrayList<>();
        for (int r = firstSmall; r < rank; r++) {
            basis.add(Arrays.copyOfRange(rows[r], large.size(), width));
        }
        return basis;
    }

    private static boolean eliminate(long[][] rows, int rank, int column) {
        int pivot = rank;
        while (pivot < rows.length && rows[pivot][column] == 0) {
            pivot++;
        }
        if (pivot == rows.length) {
            return false;
        }
        long[] row = rows[pivot];
        rows[pivot] = rows[rank];
        rows[rank] = row;
        long inverse = power(row[column], PRIME - 2);
        for (int j = column; j < row.length; j++) {
            row[j] = row[j] * inverse % PRIME;
        }
        for (int i = 0; i < rows.length; i++) {
            long factor = rows[i][column];
            if (i == rank || factor == 0) {
                continue;
            }
            for (int j = column; j < row.length; j++) {
                rows[i][j] = Math.floorMod(rows[i][j] - factor * row[j] % PRIME, PRIME);
            }
        }
        return true;
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = result * square % PRIME;
            }
            square = square * square % PRIME;
        }
        return result;
    }

    /**
     * Looks for a 0/1 vector of at most 19 persons in a subspace given by a reduced basis: its coordinates in that
     * basis are its own entries at the pivots, hence 0 or 1 too, so subsets of the basis are all there is to try.
     */
    private static final class Groups {
        private final List<long[]> basis;
        private final int[] sizes;
        private final int[] pivots;
        private int tried;

        Groups(List<long[]> basis, int[] sizes) {
            this.basis = basis;
            this.sizes = sizes;
            this.pivots = basis.stream().mapToInt(Groups::pivot).toArray();
        }

        Optional<boolean[]> find() {
            return find(0, 0, new long[sizes.length], 0);
        }

        boolean exhausted() {
            return tried > MOST_GROUPS;
        }

        private Optional<boolean[]> find(int at, int chosen, long[] sum, int persons) {
            if (++tried > MOST_GROUPS) {
                return Optional.empty();
            }
            if (at == basis.size()) {
                return chosen == 0 ? Optional.empty() : group(sum);
            }
            Optional<boolean[]> without = find(at + 1, chosen, sum, persons);
            if (without.isPresent() || persons + sizes[pivots[at]] >= TableAudit.FLOOR) {
                return without;
            }
            long[] with = sum.clone();
            for (int j = 0; j < with.length; j++) {
                with[j] = (with[j] + basis.get(at)[j]) % PRIME;
            }
            return find(at + 1, chosen + 1, with, persons + sizes[pivots[at]]);
        }

        private Optional<boolean[]> group(long[] sum) {
            boolean[] group = new boolean[sum.length];
            int persons = 0;
            for (int j = 0; j < sum.length; j++) {
                if (sum[j] > 1) {
                    return Optional.empty();
                }
                group[j] = sum[j] == 1;
                persons += group[j] ? sizes[j] : 0;
            }
            return persons < TableAudit.FLOOR ? Optional.of(group) : Optional.empty();
        }

        private static int pivot(long[] row) {
            int at = 0;
            while (row[at] == 0) {
                at++;
            }
            return at;
        }
    }
}
