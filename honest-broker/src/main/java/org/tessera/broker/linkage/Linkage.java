package org.tessera.broker.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
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
    private final Persons imagingPersons;
    private final Persons clinicalPersons;
    private final BitSet imagingSettled = new BitSet();
    private final BitSet clinicalSettled = new BitSet();
    private final List<LinkedPerson> linked = new ArrayList<>();

    private Linkage(TokenTable imaging, TokenTable clinical, LinkageRules rules) {
        this.imaging = imaging;
        this.clinical = clinical;
        this.imagingPersons = Persons.of(imaging, rules.set());
        this.clinicalPersons = Persons.of(clinical, rules.set());
    }

    /**
     * What was found.
     *
     * @param linked every imaging person that is not NONE, in the order of its first reference
     * @param none imaging persons for whom nothing was found
     * @param imagingPersons persons of the imaging release
     * @param clinicalPersons persons of the clinical release
     */
    public record Result(List<LinkedPerson> linked, int none, int imagingPersons, int clinicalPersons) {
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
        return new Result(
                List.copyOf(linkage.linked), none, linkage.imagingPersons.count(), linkage.clinicalPersons.count());
    }

    /** Scans the clinical side, which is the large one, against an index of the imaging side. */
    private long[] pairs(TokenRule rule) {
        TokenIndex index = new TokenIndex(imaging, rule);
        PairList pairs = new PairList();
        for (int at = 0; at < clinical.size(); at++) {
            if (!clinical.has(rule, at) || clinicalSettled.get(clinicalPersons.of(at))) {
                continue;
            }
            int found = index.first(clinical.high(rule, at), clinical.low(rule, at));
            for (; found != TokenIndex.NONE; found = index.following(found)) {
                pairs.add(imagingPersons.of(found), clinicalPersons.of(at));
            }
        }
        return pairs.distinct(pair -> !imagingSettled.get(PairList.imaging(pair)));
    }

    private void settle(long[] pairs) {
        int[] perImaging = new int[imagingPersons.count()];
        int[] perClinical = new int[clinicalPersons.count()];
        for (long pair : pairs) {
            perImaging[PairList.imaging(pair)]++;
            perClinical[PairList.clinical(pair)]++;
        }
        report(
                Arrays.stream(pairs)
                        .filter(pair ->
                                perImaging[PairList.imaging(pair)] == 1 && perClinical[PairList.clinical(pair)] == 1)
                        .toArray(),
                Outcome.UNIQUE);
        report(
                Arrays.stream(pairs)
                        .filter(pair ->
                                perImaging[PairList.imaging(pair)] > 1 || perClinical[PairList.clinical(pair)] > 1)
                        .toArray(),
                Outcome.AMBIGUOUS);
    }

    private long[] conflicts() {
        return Arrays.stream(pairs(TokenRule.S))
                .filter(pair -> birthDatesDisagree(PairList.imaging(pair), PairList.clinical(pair)))
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
            int person = PairList.imaging(pairs[from]);
            int to = from;
            int agreed = -1;
            List<String> candidates = new ArrayList<>();
            for (; to < pairs.length && PairList.imaging(pairs[to]) == person; to++) {
                int candidate = PairList.clinical(pairs[to]);
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

    private static List<TokenRule> rules(int agreed) {
        return Stream.of(TokenRule.values())
                .filter(rule -> (agreed & TokenTable.bit(rule)) != 0)
                .toList();
    }

    private static List<String> references(TokenTable table, Persons persons, int person) {
        return Arrays.stream(persons.recordsOf(person))
                .mapToObj(table::reference)
                .distinct()
                .sorted()
                .toList();
    }
}
