package org.tessera.broker.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.TokenRule;

class TokenTableTest {
    @Test
    void every_reference_comes_back_as_it_was_given() {
        String digits = "0123456789abcdef".repeat(4);
        List<String> references = new ArrayList<>(
                List.of("case-1", digits, digits.toUpperCase(Locale.ROOT), digits.substring(1), "é", ""));
        for (int at = 0; at < 2 * TokenBlock.SIZE; at++) {
            references.add(at % 3 == 0 ? "case-" + at : "%064x".formatted(at));
        }
        TokenTable.Builder builder = new TokenTable.Builder();
        references.forEach(builder::record);
        TokenTable table = builder.build();
        assertThat(table.size()).isEqualTo(references.size());
        for (int at = 0; at < references.size(); at++) {
            assertThat(table.reference(at)).isEqualTo(references.get(at));
        }
    }

    @Test
    void a_scan_finds_exactly_the_records_that_share_a_token() {
        Random random = new Random(3);
        TokenTable few = random(random, 500, 3_000);
        TokenTable many = random(random, 20_000, 3_000);
        int[] indexed = {0, 7, 99, 100, 499};
        for (TokenRule rule : List.of(TokenRule.T1, TokenRule.S)) {
            TokenIndex index = new TokenIndex(few, rule, indexed);
            List<List<Integer>> found = new ArrayList<>();
            index.scan(many, (token, at) -> {
                for (int record : index.recordsOf(token)) {
                    found.add(List.of(record, at));
                }
            });
            List<List<Integer>> expected = new ArrayList<>();
            for (int at = 0; at < many.size(); at++) {
                for (int record : indexed) {
                    if ((few.agreed(record, many, at) & TokenTable.bit(rule)) != 0) {
                        expected.add(List.of(record, at));
                    }
                }
            }
            assertThat(expected.size() > 10).isEqualTo(rule == TokenRule.T1);
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** T1 of half the records, of a few thousand values whose halves often agree alone; nobody has a number. */
    private static TokenTable random(Random random, int records, int values) {
        TokenTable.Builder builder = new TokenTable.Builder();
        for (int at = 0; at < records; at++) {
            builder.record("r" + at);
            if (random.nextBoolean()) {
                int value = random.nextInt(values);
                builder.token(TokenRule.T1, value % 60, value / 60);
            }
        }
        return builder.build();
    }
}
