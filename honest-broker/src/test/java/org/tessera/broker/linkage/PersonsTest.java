package org.tessera.broker.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.TokenRule;

/** People of a table: looked for among all records, or only around some. */
class PersonsTest {
    private static final Set<TokenRule> RULES = LinkageRules.all().set();

    @RepeatedTest(20)
    void around_some_records_are_the_very_people_that_the_whole_table_has(RepetitionInfo repetition) {
        TokenTable table = People.crowd(new Random(repetition.getCurrentRepetition()), 900, "c")
                .table();
        Persons everybody = Persons.of(table, RULES);
        assertThat(everybody.count()).isBetween(200, 850);
        BitSet some = new BitSet();
        for (int at = 0; at < table.size(); at += 10) {
            some.set(at);
        }
        Persons around = Persons.around(table, RULES, some);
        some.stream()
                .forEach(at -> assertThat(around.recordsOf(around.of(at)))
                        .containsExactly(everybody.recordsOf(everybody.of(at))));
        assertThat(around.count())
                .isEqualTo((int) some.stream().map(everybody::of).distinct().count());
    }

    @Test
    void a_chain_of_records_is_followed_to_its_end_over_the_borders_of_blocks() {
        int links = 3 * TokenBlock.SIZE / 2;
        TokenTable.Builder chain = new TokenTable.Builder();
        for (int at = 0; at < links; at++) {
            // The one before shares T3 or T4 with it, and so does the one behind.
            chain.record("r" + at);
            chain.token(TokenRule.T3, 1, (at + 1) / 2 + 1);
            chain.token(TokenRule.T4, 1, at / 2 + 1);
        }
        BitSet last = new BitSet();
        last.set(links - 1);
        Persons person = Persons.around(chain.build(), Set.of(TokenRule.T3, TokenRule.T4), last);
        assertThat(person.count()).isEqualTo(1);
        assertThat(person.recordsOf(0)).hasSize(links);
    }

    @Test
    void a_token_of_too_many_records_joins_nobody() {
        assertThat(Persons.of(shared(Persons.LARGEST_GROUP), RULES).count()).isEqualTo(1);
        TokenTable tooMany = shared(Persons.LARGEST_GROUP + 1);
        assertThat(Persons.of(tooMany, RULES).count()).isEqualTo(Persons.LARGEST_GROUP + 1);
        BitSet first = new BitSet();
        first.set(0);
        assertThat(Persons.around(tooMany, RULES, first).count()).isEqualTo(1);
        assertThat(Persons.around(tooMany, RULES, first).recordsOf(0)).containsExactly(0);
    }

    private static TokenTable shared(int records) {
        People people = new People();
        for (int at = 0; at < records; at++) {
            people.with("r" + at, "T3=unknown");
        }
        return people.table();
    }
}
