package org.tessera.broker.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;

class LinkageTest {
    @Test
    void a_pair_that_is_alone_on_both_sides_is_unique_with_all_rules_as_evidence() {
        Linkage.Result result = link(
                new People().with("i1", "T1=a", "T3=a", "S=1").with("i2", "T1=z"),
                new People().with("c1", "T1=a", "T3=a", "S=1").with("c2", "T1=y"));
        assertThat(result.linked())
                .containsExactly(new LinkedPerson(
                        List.of("i1"),
                        List.of("c1"),
                        Outcome.UNIQUE,
                        List.of(TokenRule.T1, TokenRule.T3, TokenRule.S)));
        assertThat(result.none()).isEqualTo(1);
    }

    @Test
    void several_candidates_at_the_same_rank_are_ambiguous_and_all_are_named() {
        Linkage.Result result = link(
                new People().with("i1", "T1=a", "T2=x"),
                new People().with("c2", "T1=a", "S=2").with("c1", "T1=a", "T2=x", "S=1"));
        assertThat(result.linked())
                .containsExactly(
                        new LinkedPerson(List.of("i1"), List.of("c1", "c2"), Outcome.AMBIGUOUS, List.of(TokenRule.T1)));
    }

    @Test
    void two_people_who_want_the_same_record_are_both_ambiguous() {
        Linkage.Result result =
                link(new People().with("i1", "T1=a").with("i2", "T1=a"), new People().with("c1", "T1=a"));
        assertThat(result.linked())
                .extracting(LinkedPerson::outcome)
                .containsOnly(Outcome.AMBIGUOUS)
                .hasSize(2);
    }

    @Test
    void a_better_rule_settles_before_a_worse_one() {
        Linkage.Result result = link(
                new People().with("i1", "T2=b", "H4=q").with("i2", "H4=q"), new People().with("c1", "T2=b", "H4=q"));
        assertThat(result.linked()).singleElement().satisfies(person -> {
            assertThat(person.imaging()).contains("i1");
            assertThat(person.outcome()).isEqualTo(Outcome.UNIQUE);
        });
    }

    @Test
    void number_alone_or_t5_alone_never_matches() {
        Linkage.Result result = link(new People().with("i1", "S=1", "T5=a"), new People().with("c1", "S=1", "T5=a"));
        assertThat(result.linked()).isEmpty();
        assertThat(result.none()).isEqualTo(1);
        assertThatThrownBy(() -> new LinkageRules(List.of(TokenRule.S))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkageRules(List.of(TokenRule.T5))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_same_number_with_another_birth_date_is_a_conflict() {
        Linkage.Result result = link(
                new People().with("i1", "S=1", "T1=a", "T4=a", "T5=n"),
                new People().with("c1", "S=1", "T1=b", "T4=b", "T5=n"));
        assertThat(result.linked())
                .containsExactly(new LinkedPerson(
                        List.of("i1"), List.of("c1"), Outcome.CONFLICT, List.of(TokenRule.S, TokenRule.T5)));
    }

    @Test
    void somebody_with_more_records_than_a_result_may_list_is_unique_neither_in_the_result_nor_in_its_counts() {
        People clinical = new People();
        for (int i = 0; i <= MatchedPair.MOST_RECORDS; i++) {
            clinical.with("c" + i, "T1=a");
        }
        Linkage.Result result = link(new People().with("i1", "T1=a"), clinical);
        assertThat(result.count(Outcome.UNIQUE)).isZero();
        assertThat(result.count(Outcome.AMBIGUOUS)).isEqualTo(1);
    }

    /** Named one by one, these would be 20 million candidates. */
    @Test
    void a_token_that_many_share_makes_them_ambiguous_and_names_a_few_candidates_of_each() {
        Linkage.Result result = link(placeholders("i", 2_000), placeholders("c", 10_000));
        assertThat(result.linked()).hasSize(2_000);
        List<String> first = IntStream.range(0, Linkage.NAMED_OF_CROWD)
                .mapToObj("c%05d"::formatted)
                .toList();
        assertThat(result.linked()).allSatisfy(person -> {
            assertThat(person.outcome()).isEqualTo(Outcome.AMBIGUOUS);
            assertThat(person.clinical()).isEqualTo(first);
            assertThat(person.evidence()).containsExactly(TokenRule.T3);
        });
        assertThat(result.unnamed()).hasSize(10_000 - first.size()).doesNotContainAnyElementsOf(first);
    }

    private static People placeholders(String prefix, int count) {
        People people = new People();
        IntStream.range(0, count).forEach(at -> people.with("%s%05d".formatted(prefix, at), "T3=unknown"));
        return people;
    }

    @Test
    void a_candidate_whom_a_crowd_leaves_unnamed_is_nobodys_only_one_and_no_worse_rule_finds_it() {
        Linkage.Result result = link(
                placeholders("i", 70).with("one", "T3=own").with("other", "H4=worse"),
                placeholders("c", 70)
                        .with("c00070", "T3=unknown", "T4=same")
                        .with("c00071", "T3=own", "T4=same")
                        .with("c00072", "T3=unknown", "H4=worse"));
        assertThat(result.linked())
                .hasSize(71)
                .extracting(LinkedPerson::outcome)
                .containsOnly(Outcome.AMBIGUOUS);
        assertThat(result.linked().getLast().clinical()).containsExactly("c00070", "c00071");
        assertThat(result.none()).isEqualTo(1);
        assertThat(result.unnamed()).contains("c00070", "c00071", "c00072");
    }

    @Test
    void a_number_that_many_have_is_a_conflict_with_whoever_has_another_birth_date() {
        People clinical = new People().with("last", "S=1", "T1=c");
        IntStream.range(0, 100).forEach(at -> clinical.with("c" + at, "S=1"));
        Linkage.Result result = link(new People().with("i1", "S=1", "T1=i"), clinical);
        assertThat(result.linked())
                .containsExactly(
                        new LinkedPerson(List.of("i1"), List.of("last"), Outcome.CONFLICT, List.of(TokenRule.S)));
        assertThat(result.unnamed()).isEmpty();
    }

    @Test
    void records_of_several_hospitals_are_one_person() {
        People clinical = new People()
                .with("c1", "T3=a", "H2=z")
                .with("c2", "T3=a", "T1=x")
                .with("c3", "T3=b");
        Linkage.Result result = link(new People().with("i1", "T3=a", "T4=n").with("i2", "T3=b", "T4=n"), clinical);
        assertThat(result.linked()).singleElement().satisfies(person -> {
            assertThat(person.imaging()).containsExactly("i1", "i2");
            assertThat(person.outcome()).isEqualTo(Outcome.AMBIGUOUS);
        });
        assertThat(result.none()).isZero();
        assertThat(Persons.of(clinical.table(), LinkageRules.all().set()).count())
                .isEqualTo(2);
    }

    @Test
    void twins_with_the_same_initial_and_address_stay_two_people() {
        Persons twins = Persons.of(
                new People()
                        .with("anna", "T1=t", "H2=home", "T3=anna", "S=1")
                        .with("amy", "T1=t", "H2=home", "T3=amy", "S=2")
                        .with("ann-without-number", "T1=t", "H2=home", "T3=ann")
                        .table(),
                LinkageRules.all().set());
        assertThat(twins.count()).isEqualTo(3);
    }

    @Test
    void a_typing_error_in_the_number_does_not_part_a_person_but_a_namesake_elsewhere_is_another() {
        Persons persons = Persons.of(
                new People()
                        .with("a", "T3=x", "T2=x3", "S=1")
                        .with("a-typo", "T3=x", "T2=x3", "S=2")
                        .with("namesake", "T3=x", "T2=elsewhere", "S=3")
                        .table(),
                LinkageRules.all().set());
        assertThat(persons.count()).isEqualTo(2);
    }

    @Test
    void the_result_does_not_depend_on_the_order_of_arrival() {
        Random random = new Random(7);
        People imaging = People.crowd(random, 400, "i");
        People clinical = People.crowd(random, 400, "c");
        Linkage.Result expected = Linkage.link(imaging.table(), clinical.table(), LinkageRules.all());
        assertThat(expected.linked())
                .extracting(LinkedPerson::outcome)
                .contains(Outcome.UNIQUE, Outcome.AMBIGUOUS, Outcome.CONFLICT);
        for (long seed = 0; seed < 30; seed++) {
            assertThat(Linkage.link(imaging.shuffled(seed), clinical.shuffled(seed + 99), LinkageRules.all()))
                    .isEqualTo(expected);
        }
    }

    private static Linkage.Result link(People imaging, People clinical) {
        return Linkage.link(imaging.table(), clinical.table(), LinkageRules.all());
    }
}
