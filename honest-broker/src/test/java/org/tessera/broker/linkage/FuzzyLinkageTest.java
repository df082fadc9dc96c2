package org.tessera.broker.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.TokenRule;

class FuzzyLinkageTest {
    private static final LinkageRules RULES = LinkageRules.all();

    @Test
    void the_most_alike_are_linked_first_and_each_to_one_only() {
        TokenTable imaging = new People().with("i1").with("i2").table();
        TokenTable clinical = new People().with("c1").with("c2").table();
        Linkage.Result result = add(
                imaging,
                clinical,
                new Likeness(0, 0, 0.90),
                new Likeness(0, 1, 0.92),
                new Likeness(1, 1, 0.91),
                new Likeness(1, 0, 0.85));
        assertThat(result.linked())
                .containsExactly(found("i1", Outcome.UNIQUE, "c2"), found("i2", Outcome.UNIQUE, "c1"));
        assertThat(result.none()).isZero();
    }

    @Test
    void who_is_as_alike_to_two_is_ambiguous_and_so_are_two_who_are_as_alike_to_one() {
        TokenTable imaging = new People().with("i1").with("i2").with("i3").table();
        TokenTable clinical = new People().with("c1").with("c2").with("c3").table();
        Linkage.Result result = add(
                imaging,
                clinical,
                new Likeness(0, 0, 0.9),
                new Likeness(0, 1, 0.9),
                new Likeness(1, 2, 0.9),
                new Likeness(2, 2, 0.9));
        assertThat(result.linked())
                .containsExactly(
                        found("i1", Outcome.AMBIGUOUS, "c1", "c2"),
                        found("i2", Outcome.AMBIGUOUS, "c3"),
                        found("i3", Outcome.AMBIGUOUS, "c3"));
    }

    @Test
    void whoever_has_another_number_is_for_a_person_to_judge_as_twins_are_alike() {
        TokenTable imaging = new People().with("i1", "S=1", "T5=a").table();
        TokenTable clinical = new People().with("c1", "S=2", "T5=a").table();
        assertThat(add(imaging, clinical, new Likeness(0, 0, 0.95)).linked())
                .containsExactly(
                        new LinkedPerson(List.of("i1"), List.of("c1"), Outcome.AMBIGUOUS, List.of(TokenRule.T5), true));
    }

    @Test
    void all_records_of_a_person_are_linked_when_one_is_alike() {
        TokenTable imaging = new People().with("i1", "T4=x").with("i2", "T4=x").table();
        TokenTable clinical = new People().with("c1", "T4=y").with("c2", "T4=y").table();
        Linkage.Result result = add(imaging, clinical, new Likeness(0, 0, 0.9), new Likeness(0, 1, 0.8));
        assertThat(result.linked())
                .containsExactly(
                        new LinkedPerson(List.of("i1", "i2"), List.of("c1", "c2"), Outcome.UNIQUE, List.of(), true));
        assertThat(result.none()).isZero();
    }

    @Test
    void whom_exact_rules_have_linked_stays_as_it_is() {
        TokenTable imaging = new People().with("i1", "T1=a").with("i2").table();
        TokenTable clinical = new People().with("c1", "T1=a").with("c2").table();
        Linkage.Result exact = Linkage.link(imaging, clinical, RULES);
        Linkage.Result result = FuzzyLinkage.add(exact, imaging, clinical, RULES, List.of(new Likeness(1, 1, 0.9)));
        assertThat(result.linked()).containsExactly(exact.linked().getFirst(), found("i2", Outcome.UNIQUE, "c2"));
    }

    @Test
    void the_order_of_arrival_changes_nothing() {
        Random random = new Random(3);
        TokenTable imaging = People.crowd(random, 30, "i").table();
        TokenTable clinical = People.crowd(random, 30, "c").table();
        for (int world = 0; world < 50; world++) {
            List<Likeness> alike = Stream.generate(
                            () -> new Likeness(random.nextInt(30), random.nextInt(30), random.nextInt(80, 90) / 100.0))
                    .limit(80)
                    .toList();
            List<Likeness> shuffled = new java.util.ArrayList<>(alike);
            Collections.shuffle(shuffled, random);
            Linkage.Result nothing = new Linkage.Result(List.of(), 30);
            assertThat(FuzzyLinkage.add(nothing, imaging, clinical, RULES, shuffled))
                    .isEqualTo(FuzzyLinkage.add(nothing, imaging, clinical, RULES, alike));
        }
    }

    private static Linkage.Result add(TokenTable imaging, TokenTable clinical, Likeness... alike) {
        int people = Persons.of(imaging, RULES.set()).count();
        return FuzzyLinkage.add(new Linkage.Result(List.of(), people), imaging, clinical, RULES, List.of(alike));
    }

    private static LinkedPerson found(String imaging, Outcome outcome, String... clinical) {
        return new LinkedPerson(List.of(imaging), List.of(clinical), outcome, List.of(), true);
    }
}
