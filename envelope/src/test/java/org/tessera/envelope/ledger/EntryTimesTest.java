package org.tessera.envelope.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.envelope.ledger.LedgerEntry.Direction;

class EntryTimesTest {
    private static final String ENCLAVE = "clinical-enclave";
    private static final Instant FIRST_HEAD = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant SECOND_HEAD = FIRST_HEAD.plus(Duration.ofDays(1));

    @TempDir
    private Path folder = Path.of(".");

    private Exports exports = new Exports(folder);

    @BeforeEach
    void everybody_has_keys() throws IOException {
        exports = new Exports(folder);
        exports.makeKeys(ENCLAVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02T11:44:59Z", "2026-01-03T12:15:01Z"})
    void an_entry_that_is_dated_out_of_the_heads_around_it_is_told(String at) throws IOException {
        Exports.Verified verified = verify(Instant.parse(at));
        assertThat(verified.said())
                .contains(
                        "Note: enclave.ndjson: 1 entries, the first of them 2, are dated more than 15 minutes before");
        assertThat(verified.status()).as("sealing may have been held up").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02T11:50:00Z", "2026-01-02T12:30:00Z", "2026-01-03T12:00:10Z"})
    void a_long_transaction_and_clocks_that_differ_a_little_are_as_usual(String at) throws IOException {
        assertThat(verify(Instant.parse(at)).said()).doesNotContain("Note");
    }

    @Test
    void what_no_head_covers_yet_is_held_against_the_last_one() throws IOException {
        List<String> lines = lines(FIRST_HEAD.minus(Duration.ofHours(1)));
        lines.removeLast();
        assertThat(exports.verify(exports.write("enclave", lines)).said()).contains("the first of them 2");
    }

    private Exports.Verified verify(Instant at) throws IOException {
        return exports.verify(exports.write("enclave", lines(at)));
    }

    /** Two entries, a head over the first and one over the second, which has that time. */
    private List<String> lines(Instant at) throws IOException {
        List<LedgerEntry> entries = List.of(
                Exports.crossing(1, FIRST_HEAD, Direction.OUT, "event-1", "sha256:aa"),
                Exports.crossing(2, at, Direction.OUT, "event-2", "sha256:aa"));
        List<String> lines = new ArrayList<>(exports.chained(ENCLAVE, entries).subList(0, 2));
        for (int line = 0; line < 2; line++) {
            lines.add(LedgerHeads.line(LedgerHeads.sign(
                    ENCLAVE,
                    line + 1L,
                    LedgerChain.parse(lines.get(line)).hash(),
                    line == 0 ? FIRST_HEAD : SECOND_HEAD,
                    exports.key(ENCLAVE))));
        }
        return lines;
    }
}
