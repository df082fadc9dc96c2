package org.tessera.enclave.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.ContractJson;

/** Alignments and their rows stay as they were stored: what a later version adds is not in them. */
final class StoredRowTest {
    @Test
    void an_alignment_of_before_says_nothing_of_loads_and_codes() throws IOException {
        String stored = """
                {"id": "0b6f4a52-8a3f-4b8e-9a55-0f4c7f1d2e3a", "project": "2c7d9e10-4b1a-4f7e-8c2d-5a6b7c8d9e0f",
                 "madeAt": "2026-01-05T10:00:00Z", "provenance": {}, "stages": [], "funnel": [], "disagreements": 3}
                """;

        Alignment alignment = ContractJson.read(stored, Alignment.class);

        assertThat(alignment.loads()).isEmpty();
        assertThat(alignment.missingCodes()).isEmpty();
        assertThat(alignment.disagreements()).isEqualTo(3);
    }

    @Test
    void a_row_of_before_the_constellation_match_is_read_without_one() throws IOException {
        String stored = """
                {"subjects": ["S1"], "persons": ["P1"], "verdict": "SUBCOHORT_2", "intervals": [2],
                 "pairs": [{"interval": 2, "test": "2020-06-01", "procedure": "2020-06-03"}],
                 "studies": 1, "images": 2, "disagreements": 0}
                """;

        Alignment.Row row = ContractJson.read(stored, Alignment.Row.class);

        assertThat(row.constellation()).isNull();
        assertThat(row.verdict()).isEqualTo(Verdict.SUBCOHORT_2);
        assertThat(row.intervals()).containsExactly(2);
        assertThat(row.pairs())
                .containsExactly(new Alignment.Pair(2, LocalDate.of(2020, 6, 1), LocalDate.of(2020, 6, 3)));
    }
}
