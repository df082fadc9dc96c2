package org.tessera.broker.linkage;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;

/**
 * Links by encodings whom exact rules left over (linkage.md, Fuzzy matching): the most alike first, each person to one only.
 * Who is as alike to another as well is AMBIGUOUS; so is a pair whose numbers are known and differ, since encodings of
 * twins are alike. Records of one person by exact rules are one here too. The result does not depend on the order of arrival.
 */
public final class FuzzyLinkage {
    private final TokenTable imaging;
    private final TokenTable clinical;
    private final Persons imagingPersons;
    private final Persons clinicalPersons;
    private final BitSet imagingSettled = new BitSet();
    private final BitSet clinicalSettled = new BitSet();
    private final List<LinkedPerson> linked = new ArrayList<>();

    private FuzzyLinkage(TokenTable imaging, TokenTable clinical, LinkageRules rules) {
        this.imaging = imaging;
        this.clinical = clinical;
        this.imagingPersons = Persons.of(imaging, rules.set());
        this.clinicalPersons = Persons.of(clinical, rules.set());
    }

    /**
     * The result with those who were found by their encodings.
     *
     * @param exact what exact rules found
     * @param imaging the whole imaging release
     * @param clinical the clinical records that something is alike with, in their {@link Neighbourhood}: alone they would be
     *     one person by a token that too many share
     * @param alike among records that {@code exact} has not linked
     */
    public static Linkage.Result add(
            Linkage.Result exact, TokenTable imaging, TokenTable clinical, LinkageRules rules, List<Likeness> alike) {
        FuzzyLinkage linkage = new FuzzyLinkage(imaging, clinical, rules);
        for (List<Long> equallyAlike : linkage.byLikeness(alike).values()) {
            linkage.settle(equallyAlike.stream()
                    .mapToLong(Long::longValue)
                    .filter(linkage::open)
                    .sorted()
                    .toArray());
        }
        List<LinkedPerson> all = Stream.concat(exact.linked().stream(), linkage.linked.stream())
                .sorted(Comparator.comparing(person -> person.imaging().getFirst()))
                .toList();
        return new Linkage.Result(all, exact.none() - linkage.linked.size(), exact.unnamed());
    }

    /** Pairs of persons by how alike their most alike records are, the most alike first. */
    private NavigableMap<Double, List<Long>> byLikeness(List<Likeness> alike) {
        Map<Long, Double> best = new HashMap<>();
        for (Likeness each : alike) {
            long pair = PairList.pair(imagingPersons.of(each.imaging()), clinicalPersons.of(each.clinical()));
            best.merge(pair, each.dice(), Math::max);
        }
        NavigableMap<Double, List<Long>> levels = new TreeMap<>(Comparator.reverseOrder());
        best.forEach((pair, dice) ->
                levels.computeIfAbsent(dice, level -> new ArrayList<>()).add(pair));
        return levels;
    }

    private boolean open(long pair) {
        return !imagingSettled.get(PairList.first(pair)) && !clinicalSettled.get(PairList.second(pair));
    }

    /** Takes pairs that are equally alike, sorted by imaging person. */
    private void settle(long[] pairs) {
        Map<Integer, Integer> perClinical = new HashMap<>();
        for (long pair : pairs) {
            perClinical.merge(PairList.second(pair), 1, Integer::sum);
        }
        int from = 0;
        while (from < pairs.length) {
            int person = PairList.first(pairs[from]);
            int to = from;
            while (to < pairs.length && PairList.first(pairs[to]) == person) {
                to++;
            }
            int[] candidates = IntStream.range(from, to)
                    .map(at -> PairList.second(pairs[at]))
                    .toArray();
            boolean alone = candidates.length == 1 && perClinical.getOrDefault(candidates[0], 0) == 1;
            report(person, candidates, alone && !numbersDiffer(person, candidates[0]));
            from = to;
        }
    }

    private void report(int person, int[] candidates, boolean unique) {
        imagingSettled.set(person);
        int agreed = -1;
        List<String> records = new ArrayList<>();
        for (int candidate : candidates) {
            clinicalSettled.set(candidate);
            agreed &= bits(person, candidate, false);
            records.addAll(references(clinical, clinicalPersons, candidate));
        }
        int common = agreed;
        linked.add(new LinkedPerson(
                references(imaging, imagingPersons, person),
                records.stream().sorted().toList(),
                unique ? Outcome.UNIQUE : Outcome.AMBIGUOUS,
                Stream.of(TokenRule.values())
                        .filter(rule -> (common & TokenTable.bit(rule)) != 0)
                        .toList(),
                true));
    }

    private boolean numbersDiffer(int imagingPerson, int clinicalPerson) {
        int number = TokenTable.bit(TokenRule.S);
        return (bits(imagingPerson, clinicalPerson, true) & number) != 0
                && (bits(imagingPerson, clinicalPerson, false) & number) == 0;
    }

    /** The rules that any of their records can be compared by, or agree on. */
    private int bits(int imagingPerson, int clinicalPerson, boolean comparable) {
        int bits = 0;
        for (int a : imagingPersons.recordsOf(imagingPerson)) {
            for (int b : clinicalPersons.recordsOf(clinicalPerson)) {
                bits |= comparable ? imaging.comparable(a, clinical, b) : imaging.agreed(a, clinical, b);
            }
        }
        return bits;
    }

    private static List<String> references(TokenTable table, Persons persons, int person) {
        return IntStream.of(persons.recordsOf(person))
                .mapToObj(table::reference)
                .distinct()
                .sorted()
                .toList();
    }
}
