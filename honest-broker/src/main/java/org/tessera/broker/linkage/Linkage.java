package org.tessera.broker.linkage;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;

/**
 * Links two releases (linkage.md, Outcomes). Rule by rule in rank order, among those whom no better rule has settled: a
 * pair that is the only one on both sides is UNIQUE; everybody else who has a candidate is AMBIGUOUS. Of those left, whose
 * number agrees while every rule with a birth date disagrees are a CONFLICT. All others are NONE.
 */
public final class Linkage {
    private final TokenTable imaging;
    private final TokenTable clinical;
    private final Map<TokenRule, PairList> agreeing = new EnumMap<>(TokenRule.class);
    private final Persons imagingPersons;
    private final Persons clinicalPersons;
    private final BitSet imagingSettled = new BitSet();
    private final BitSet clinicalSettled = new BitSet();
    private final Map<Integer, List<TokenRule>> evidence = new HashMap<>();
    private final List<LinkedPerson> linked = new ArrayList<>();

    private Linkage(TokenTable imaging, TokenTable clinical, LinkageRules rules) {
        this.imaging = imaging;
        this.clinical = clinical;
        this.imagingPersons = Persons.of(imaging, rules.set());
        BitSet candidates = new BitSet();
        for (TokenRule rule : TokenRule.values()) {
            if (rule == TokenRule.S || rules.ranked().contains(rule)) {
                agreeing.put(rule, agreeing(rule, candidates));
            }
        }
        this.clinicalPersons = Persons.around(clinical, rules.set(), candidates);
    }

    /**
     * What was found.
     *
     * @param linked every imaging person that is not NONE, in the order of its first reference
     * @param none imaging persons for whom nothing was found
     */
    public record Result(List<LinkedPerson> linked, int none) {
        /** How many imaging persons have this outcome. */
        public long count(Outcome outcome) {
            return linked.stream().filter(person -> person.outcome() == outcome).count();
        }
    }

    /** Links two tables of one profile and epoch. */
    public static Result link(TokenTable imaging, TokenTable clinical, LinkageRules rules) {
        Linkage linkage = new Linkage(imaging, clinical, rules);
        for (TokenRule rule : rules.ranked()) {
            linkage.settle(linkage.pairs(rule));
        }
        linkage.report(linkage.conflicts(), Outcome.CONFLICT);
        linkage.linked.sort(Comparator.comparing(person -> person.imaging().getFirst()));
        int none = linkage.imagingPersons.count() - linkage.linked.size();
        return new Result(List.copyOf(linkage.linked), none);
    }

    /** Pairs of records that agree: the clinical side, which is the large one, is scanned against an index of the imaging side. */
    private PairList agreeing(TokenRule rule, BitSet candidates) {
        int[] all = IntStream.range(0, imaging.size()).toArray();
        TokenIndex index = new TokenIndex(imaging, rule, all);
        PairList pairs = new PairList();
        index.scan(clinical, (token, found) -> {
            candidates.set(found);
            for (int having : index.recordsOf(token)) {
                pairs.add(having, found);
            }
        });
        return pairs;
    }

    /** Pairs of persons who agree by the rule and are not settled yet, sorted, each once. */
    private long[] pairs(TokenRule rule) {
        return requireNonNull(agreeing.get(rule)).stream()
                .map(pair -> PairList.pair(
                        imagingPersons.of(PairList.first(pair)), clinicalPersons.of(PairList.second(pair))))
                .filter(pair ->
                        !imagingSettled.get(PairList.first(pair)) && !clinicalSettled.get(PairList.second(pair)))
                .sorted()
                .distinct()
                .toArray();
    }

    private void settle(long[] pairs) {
        int[] perImaging = new int[imagingPersons.count()];
        int[] perClinical = new int[clinicalPersons.count()];
        for (long pair : pairs) {
            perImaging[PairList.first(pair)]++;
            perClinical[PairList.second(pair)]++;
        }
        report(
                Arrays.stream(pairs)
                        .filter(pair ->
                                perImaging[PairList.first(pair)] == 1 && perClinical[PairList.second(pair)] == 1)
                        .toArray(),
                Outcome.UNIQUE);
        report(
                Arrays.stream(pairs)
                        .filter(pair -> perImaging[PairList.first(pair)] > 1 || perClinical[PairList.second(pair)] > 1)
                        .toArray(),
                Outcome.AMBIGUOUS);
    }

    private long[] conflicts() {
        return Arrays.stream(pairs(TokenRule.S))
                .filter(pair -> birthDatesDisagree(PairList.first(pair), PairList.second(pair)))
                .toArray();
    }

    private boolean birthDatesDisagree(int imagingPerson, int clinicalPerson) {
        int withBirthDate = Stream.of(TokenRule.values())
                .filter(TokenRule::usesBirthDate)
                .mapToInt(TokenTable::bit)
                .sum();
        boolean comparable = false;
        for (int a : imagingPersons.recordsOf(imagingPerson)) {
            for (int b : clinicalPersons.recordsOf(clinicalPerson)) {
                comparable |= (imaging.comparable(a, clinical, b) & withBirthDate) != 0;
                if ((imaging.agreed(a, clinical, b) & withBirthDate) != 0) {
                    return false;
                }
            }
        }
        return comparable;
    }

    /** Takes pairs sorted by imaging person and reports each such person once, with all its candidates. */
    private void report(long[] pairs, Outcome outcome) {
        int from = 0;
        while (from < pairs.length) {
            int person = PairList.first(pairs[from]);
            int to = from;
            int agreed = -1;
            List<String> candidates = new ArrayList<>();
            for (; to < pairs.length && PairList.first(pairs[to]) == person; to++) {
                int candidate = PairList.second(pairs[to]);
                clinicalSettled.set(candidate);
                agreed &= agreed(person, candidate);
                candidates.addAll(references(clinical, clinicalPersons, candidate));
            }
            imagingSettled.set(person);
            candidates.sort(Comparator.naturalOrder());
            linked.add(new LinkedPerson(
                    references(imaging, imagingPersons, person), List.copyOf(candidates), outcome, rules(agreed)));
            from = to;
        }
    }

    private int agreed(int imagingPerson, int clinicalPerson) {
        int agreed = 0;
        for (int a : imagingPersons.recordsOf(imagingPerson)) {
            for (int b : clinicalPersons.recordsOf(clinicalPerson)) {
                agreed |= imaging.agreed(a, clinical, b);
            }
        }
        return agreed;
    }

    private List<TokenRule> rules(int agreed) {
        return evidence.computeIfAbsent(
                agreed,
                bits -> Stream.of(TokenRule.values())
                        .filter(rule -> (bits & TokenTable.bit(rule)) != 0)
                        .toList());
    }

    private static List<String> references(TokenTable table, Persons persons, int person) {
        int[] records = persons.recordsOf(person);
        // Nearly everybody has one record, and a stream for each would cost more than finding them.
        return records.length == 1
                ? List.of(table.reference(records[0]))
                : Arrays.stream(records)
                        .mapToObj(table::reference)
                        .distinct()
                        .sorted()
                        .toList();
    }
}
