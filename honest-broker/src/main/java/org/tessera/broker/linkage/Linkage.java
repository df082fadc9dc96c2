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
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;

/**
 * Links two releases (linkage.md, Outcomes). Rule by rule in rank order, among those whom no better rule has settled: a
 * pair that is the only one on both sides is UNIQUE; everybody else who has a candidate is AMBIGUOUS. Of those left, whose
 * number agrees while every rule with a birth date disagrees are a CONFLICT. All others are NONE. Where those who share a
 * token are too many, the outcomes are the same, but each imaging person names a few of the candidates only.
 */
public final class Linkage {
    /** Candidates that are named of those who share a token with too many: enough to see that nobody can tell which. */
    static final int NAMED_OF_CROWD = 10;

    /** The rules with a birth date, as bits by rank. */
    private static final int BIRTH_DATES = Stream.of(TokenRule.values())
            .filter(TokenRule::usesBirthDate)
            .mapToInt(TokenTable::bit)
            .sum();

    private final TokenTable imaging;
    private final TokenTable clinical;
    private final Map<TokenRule, Agreement> agreeing = new EnumMap<>(TokenRule.class);
    private final Persons imagingPersons;
    private final Persons clinicalPersons;
    private final BitSet imagingSettled = new BitSet();
    private final BitSet clinicalSettled = new BitSet();
    private final BitSet clinicalUnnamed = new BitSet();
    private final Map<Integer, List<TokenRule>> evidence = new HashMap<>();
    private final List<LinkedPerson> linked = new ArrayList<>();

    private Linkage(TokenTable imaging, TokenTable clinical, LinkageRules rules) {
        this.imaging = imaging;
        this.clinical = clinical;
        this.imagingPersons = Persons.of(imaging, rules.set());
        BitSet candidates = new BitSet();
        for (TokenRule rule : TokenRule.values()) {
            if (rule == TokenRule.S || rules.ranked().contains(rule)) {
                agreeing.put(rule, Agreement.of(rule, imaging, clinical, candidates));
            }
        }
        this.clinicalPersons = Persons.around(clinical, rules.set(), candidates);
    }

    /**
     * What was found.
     *
     * @param linked every imaging person that is not NONE, in the order of its first reference
     * @param none imaging persons for whom nothing was found
     * @param unnamed clinical records of candidates whom perhaps nobody in the list names, since they share a token with too
     *     many; they are linked as those are whom it names
     */
    public record Result(List<LinkedPerson> linked, int none, Set<String> unnamed) {
        /** Where everybody is named. */
        public Result(List<LinkedPerson> linked, int none) {
            this(linked, none, Set.of());
        }

        /** How many imaging persons have this outcome. */
        public long count(Outcome outcome) {
            return linked.stream().filter(person -> person.outcome() == outcome).count();
        }
    }

    /** Links two tables of one profile and epoch. */
    public static Result link(TokenTable imaging, TokenTable clinical, LinkageRules rules) {
        Linkage linkage = new Linkage(imaging, clinical, rules);
        for (TokenRule rule : rules.ranked()) {
            linkage.settle(linkage.pairs(rule, pair -> true));
        }
        linkage.report(linkage.pairs(TokenRule.S, linkage::birthDatesDisagree), Outcome.CONFLICT);
        linkage.linked.sort(Comparator.comparing(person -> person.imaging().getFirst()));
        int none = linkage.imagingPersons.count() - linkage.linked.size();
        return new Result(List.copyOf(linkage.linked), none, linkage.unnamed());
    }

    /** Pairs of persons who agree by the rule, are not settled yet and pass the test, sorted, each once. */
    private long[] pairs(TokenRule rule, LongPredicate test) {
        Agreement agreement = requireNonNull(agreeing.get(rule));
        PairList pairs = new PairList();
        agreement.pairs().forEach(pair -> {
            int ours = imagingPersons.of(PairList.first(pair));
            int theirs = clinicalPersons.of(PairList.second(pair));
            if (!imagingSettled.get(ours) && !clinicalSettled.get(theirs) && test.test(PairList.pair(ours, theirs))) {
                pairs.add(ours, theirs);
            }
        });
        // A number alone is a conflict only between birth dates: who has none would be compared with all others in
        // vain.
        boolean datesOnly = rule == TokenRule.S;
        agreement
                .crowds()
                .forEach(crowd -> pair(
                        open(crowd.imaging(), imaging, imagingPersons, imagingSettled, datesOnly),
                        open(crowd.clinical(), clinical, clinicalPersons, clinicalSettled, datesOnly),
                        test,
                        pairs));
        return pairs.stream().sorted().distinct().toArray();
    }

    /** Of a crowd's pairs adds the first few of each imaging person; whom none of them names is remembered. */
    private void pair(int[] ours, int[] theirs, LongPredicate test, PairList pairs) {
        boolean few = Math.max(ours.length, theirs.length) <= Persons.LARGEST_GROUP;
        int most = few ? theirs.length : NAMED_OF_CROWD;
        int[] inOrder = few ? theirs : byReference(theirs);
        BitSet named = new BitSet();
        for (int one : ours) {
            Arrays.stream(inOrder)
                    .filter(other -> test.test(PairList.pair(one, other)))
                    .limit(most)
                    .forEach(other -> {
                        pairs.add(one, other);
                        named.set(other);
                    });
        }
        Arrays.stream(theirs)
                .filter(other -> !named.get(other))
                .filter(other -> Arrays.stream(ours).anyMatch(one -> test.test(PairList.pair(one, other))))
                .forEach(clinicalUnnamed::set);
    }

    private static int[] open(int[] records, TokenTable table, Persons persons, BitSet settled, boolean withBirthDate) {
        return Arrays.stream(records)
                .map(persons::of)
                .filter(person -> !settled.get(person))
                .distinct()
                .filter(person -> !withBirthDate || hasBirthDate(table, persons.recordsOf(person)))
                .toArray();
    }

    private static boolean hasBirthDate(TokenTable table, int[] records) {
        return Arrays.stream(records).anyMatch(at -> (table.comparable(at, table, at) & BIRTH_DATES) != 0);
    }

    private int[] byReference(int[] persons) {
        record Named(String reference, int person) {}
        return Arrays.stream(persons)
                .mapToObj(person ->
                        new Named(references(clinical, clinicalPersons, person).getFirst(), person))
                .sorted(Comparator.comparing(Named::reference))
                .mapToInt(Named::person)
                .toArray();
    }

    private Set<String> unnamed() {
        return clinicalUnnamed.stream()
                .mapToObj(person -> references(clinical, clinicalPersons, person))
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void settle(long[] pairs) {
        int[] perImaging = new int[imagingPersons.count()];
        int[] perClinical = new int[clinicalPersons.count()];
        for (long pair : pairs) {
            perImaging[PairList.first(pair)]++;
            perClinical[PairList.second(pair)]++;
        }
        // Each of them is in more pairs than these.
        clinicalUnnamed.stream().forEach(person -> perClinical[person]++);
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
        clinicalSettled.or(clinicalUnnamed);
    }

    private boolean birthDatesDisagree(long pair) {
        boolean comparable = false;
        for (int a : imagingPersons.recordsOf(PairList.first(pair))) {
            for (int b : clinicalPersons.recordsOf(PairList.second(pair))) {
                comparable |= (imaging.comparable(a, clinical, b) & BIRTH_DATES) != 0;
                if ((imaging.agreed(a, clinical, b) & BIRTH_DATES) != 0) {
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
