package org.tessera.broker.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.TokenRule;

/** Linking the neighbourhood gives what linking the whole release gives, by whatever rules. */
class NeighbourhoodTest {
    @RepeatedTest(200)
    void the_part_links_as_the_whole(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TokenTable imaging = People.crowd(random, 40, "i").table();
        TokenTable clinical =
                placeholders(random, People.crowd(random, 900, "c")).table();
        TokenTable part = Neighbourhood.of(imaging, clinical);
        List<TokenRule> some = new ArrayList<>(TokenRule.matching());
        Collections.shuffle(some, random);
        for (int count = 1; count <= some.size(); count++) {
            LinkageRules rules = new LinkageRules(some.subList(0, count));
            assertThat(Linkage.link(imaging, part, rules)).isEqualTo(Linkage.link(imaging, clinical, rules));
        }
    }

    @RepeatedTest(30)
    void encodings_link_in_the_part_as_in_the_whole(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TokenTable imaging = People.crowd(random, 40, "i").table();
        TokenTable whole = placeholders(random, People.crowd(random, 900, "c")).table();
        Map<String, Integer> alike = new TreeMap<>();
        random.ints(200, 0, whole.size()).forEach(at -> alike.put(whole.reference(at), random.nextInt(imaging.size())));
        TokenTable part = Neighbourhood.around(whole, alike.keySet());
        assertThat(part.size()).isBetween(alike.size() + 1, whole.size() - 1);
        Linkage.Result result = byEncodings(imaging, part, alike);
        assertThat(result).isEqualTo(byEncodings(imaging, whole, alike));
        assertThat(result.linked()).anyMatch(person -> person.clinical().size() > 1);
    }

    private static Linkage.Result byEncodings(TokenTable imaging, TokenTable clinical, Map<String, Integer> alike) {
        List<Likeness> likenesses = IntStream.range(0, clinical.size())
                .filter(at -> alike.containsKey(clinical.reference(at)))
                .mapToObj(at -> new Likeness(alike.getOrDefault(clinical.reference(at), 0), at, 0.9))
                .toList();
        return FuzzyLinkage.add(
                new Linkage.Result(List.of(), imaging.size()), imaging, clinical, LinkageRules.all(), likenesses);
    }

    /** Some share a token that more have than a person may. */
    private static People placeholders(Random random, People people) {
        for (int at = 0; at < 2 * Persons.LARGEST_GROUP; at++) {
            people.with("p" + at, "T3=unknown", "T2=" + random.nextInt(700), "T1=" + random.nextInt(700));
        }
        return people;
    }

    @Test
    void a_long_chain_is_kept_whole_and_nobody_beside_it() {
        for (int length : new int[] {Persons.LONGEST_CHAIN, Persons.LONGEST_CHAIN + 1, 40}) {
            People clinical = new People().with("c0", "T1=a", "T3=0");
            for (int at = 1; at < length; at++) {
                // The one before shares T3 or T2 with it, and so does the one behind.
                clinical.with("c" + at, "T3=" + at / 2, "T2=" + (at + 1) / 2);
            }
            for (int at = 0; at < 1_000; at++) {
                clinical.with("far" + at, "T3=y" + at / 2);
            }
            TokenTable whole = clinical.table();
            TokenTable imaging = new People().with("i1", "T1=a").table();
            TokenTable part = Neighbourhood.of(imaging, whole);
            assertThat(part.size()).isEqualTo(length);
            Linkage.Result result = Linkage.link(imaging, part, LinkageRules.all());
            assertThat(result.linked().getFirst().clinical()).hasSize(length);
            assertThat(result).isEqualTo(Linkage.link(imaging, whole, LinkageRules.all()));
        }
    }

    @Test
    void who_shares_nothing_with_the_small_release_is_left_out() {
        People clinical = new People().with("c1", "T1=a", "T3=b").with("c2", "T3=b");
        for (int at = 0; at < 1_000; at++) {
            clinical.with("far" + at, "T1=x" + at, "T3=y" + at / 2);
        }
        TokenTable part = Neighbourhood.of(new People().with("i1", "T1=a").table(), clinical.table());
        assertThat(part.size()).isEqualTo(2);
        assertThat(part.reference(1)).isEqualTo("c2");
    }

    @Test
    void a_token_of_too_many_stays_one_of_too_many_and_no_more_of_them_are_kept() {
        for (int sharing : new int[] {Persons.LARGEST_GROUP, Persons.LARGEST_GROUP + 1, 1_000}) {
            People clinical = new People();
            for (int at = 0; at < sharing - 1; at++) {
                clinical.with("c" + at, "T3=unknown");
            }
            TokenTable whole = clinical.with("last", "T1=a", "T3=unknown").table();
            TokenTable imaging = new People().with("i1", "T1=a").table();
            TokenTable part = Neighbourhood.of(imaging, whole);
            assertThat(part.size()).isLessThanOrEqualTo(Persons.LARGEST_GROUP + 2);
            Linkage.Result result = Linkage.link(imaging, part, LinkageRules.all());
            assertThat(result).isEqualTo(Linkage.link(imaging, whole, LinkageRules.all()));
            assertThat(result.linked().getFirst().clinical()).hasSize(sharing > Persons.LARGEST_GROUP ? 1 : sharing);
        }
    }
}
