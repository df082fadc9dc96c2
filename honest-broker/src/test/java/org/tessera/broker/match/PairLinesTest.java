package org.tessera.broker.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkedPerson;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.contracts.Schemas;
import org.tessera.contracts.TokenRule;

class PairLinesTest {
    @Test
    void a_line_with_more_candidates_than_a_result_may_list_has_the_first_ones_and_stays_readable() throws IOException {
        MatchedPair pair = written(cases(1), records(10_001), Outcome.AMBIGUOUS);
        assertThat(pair.clinical())
                .isEqualTo(records(10_000).stream().map(EnclaveRef::new).toList());
        assertThat(pair.outcome()).isEqualTo(Outcome.AMBIGUOUS);
    }

    @Test
    void a_line_lists_as_many_as_a_result_may_hold() throws IOException {
        MatchedPair pair = written(cases(1_000), records(10_000), Outcome.UNIQUE);
        assertThat(pair.imaging()).hasSize(1_000);
        assertThat(pair.clinical()).hasSize(10_000);
        assertThat(pair.outcome()).isEqualTo(Outcome.UNIQUE);
    }

    @Test
    void somebody_who_is_not_listed_in_full_is_not_known_for_sure() throws IOException {
        assertThat(written(cases(1), records(10_001), Outcome.UNIQUE).outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(written(cases(1_001), records(1), Outcome.UNIQUE).outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(written(cases(1_001), records(1), Outcome.UNIQUE).imaging())
                .isEqualTo(cases(1_000).stream().map(CommonsSubjectId::new).toList());
        assertThat(written(cases(1_001), records(1), Outcome.CONFLICT).outcome())
                .isEqualTo(Outcome.CONFLICT);
    }

    private static MatchedPair written(List<String> imaging, List<String> clinical, Outcome outcome)
            throws IOException {
        LinkedPerson person = new LinkedPerson(imaging, clinical, outcome, List.of(TokenRule.H1));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        PairLines.write(new Linkage.Result(List.of(person), 0), "hb-1", "2026-a", content);
        JsonNode line =
                ContractJson.tree(new GZIPInputStream(new ByteArrayInputStream(content.toByteArray())).readAllBytes());
        assertThat(Schemas.checkContent("matched-pair", line)).isEmpty();
        return ContractJson.read(line, MatchedPair.class);
    }

    private static List<String> cases(int number) {
        return IntStream.range(0, number).mapToObj("case-%05d"::formatted).toList();
    }

    private static List<String> records(int number) {
        return IntStream.range(0, number).mapToObj("%064x"::formatted).toList();
    }
}
