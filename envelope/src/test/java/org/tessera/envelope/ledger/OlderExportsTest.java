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
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.envelope.ledger.LedgerEntry.Kind;

/** Exports of January are given along with those of now: they excuse nothing that happened since. */
class OlderExportsTest {
    private static final String ENCLAVE = "clinical-enclave";
    private static final String BROKER = "honest-broker";
    private static final Instant NOW = Exports.NOON.plus(Duration.ofDays(30));

    @TempDir
    private Path folder = Path.of(".");

    private Exports exports = new Exports(folder);

    @BeforeEach
    void everybody_has_keys() throws IOException {
        exports = new Exports(folder);
        exports.makeKeys(ENCLAVE, BROKER);
    }

    @Test
    void two_sides_that_recorded_different_bytes_since_an_older_export_are_found() throws IOException {
        Path sent = export("enclave", ENCLAVE, first(), message(2, NOW, Direction.OUT, "sha256:aa"));
        Path received = export("broker", BROKER, first(), message(2, NOW, Direction.IN, "sha256:bb"));
        assertThat(exports.verify(sent, received, export("january", BROKER, first()))
                        .said())
                .contains("message event-2 from enclave.ndjson to broker.ndjson is recorded differently");
    }

    @Test
    void a_message_that_its_writer_does_not_have_is_found_whosever_older_export_is_given_along() throws IOException {
        Path silent = export("enclave", ENCLAVE, first(), nothing(2));
        Path received = export("broker", BROKER, first(), message(2, NOW, Direction.IN, "sha256:aa"), nothing(3));
        Path ofTheBroker = export("broker-january", BROKER, first());
        Path ofTheEnclave = export("enclave-january", ENCLAVE, first());
        String unknown = "message event-2 from enclave.ndjson to broker.ndjson is not recorded by its writer";
        assertThat(exports.verify(silent, received).said()).contains(unknown);
        assertThat(exports.verify(silent, received, ofTheBroker).said()).contains(unknown);
        assertThat(exports.verify(silent, received, ofTheEnclave).said()).contains(unknown);
        Path later = export(
                "broker-2",
                BROKER,
                first(),
                message(2, NOW, Direction.IN, "sha256:aa"),
                nothing(3),
                nothing(4),
                Exports.crossing(5, NOW.plus(Duration.ofHours(2)), Direction.OUT, "own", "sha256:cc"));
        assertThat(exports.verify(silent, later, ofTheBroker, ofTheEnclave).said())
                .as("January is no round of this fetching")
                .contains("message event-2 from enclave.ndjson to broker-2.ndjson is not recorded by its writer");
    }

    @Test
    void what_came_after_all_were_fetched_once_may_be_unknown_to_its_writer_and_is_told() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int round = 1; round < 3; round++) {
            files.add(export("enclave-" + round, ENCLAVE, first()));
            files.add(export("enclave-january-" + round, ENCLAVE, first()));
        }
        files.add(export("broker-1", BROKER, first()));
        files.add(export("broker-2", BROKER, first(), message(2, NOW, Direction.IN, "sha256:aa")));
        Exports.Verified verified = exports.verify(files.toArray(Path[]::new));
        assertThat(verified.said()).contains("(1 came after their writer was asked)");
        assertThat(verified.status()).isZero();
    }

    @Test
    void a_ledger_that_was_cut_is_found_though_its_keepers_older_export_is_given_along() throws IOException {
        Path cut = export("enclave", ENCLAVE, first());
        List<String> keeping = new ArrayList<>(exports.chained(BROKER, List.of(first(), nothing(2))));
        keeping.add(LedgerHeads.keptLine(head(5, "a")));
        Path keeper = exports.write("broker", keeping);
        Path january = export("january", BROKER, first());
        assertThat(exports.verify(cut, keeper, january).said())
                .contains("enclave.ndjson does not reach entry 5, whose signed head broker.ndjson keeps");
    }

    @Test
    void a_head_that_only_an_export_in_the_middle_keeps_is_compared_and_missed() throws IOException {
        List<String> middle = new ArrayList<>(exports.chained(BROKER, List.of(first(), nothing(2))));
        middle.add(LedgerHeads.keptLine(head(1, "a")));
        Path keeper = exports.write("middle", middle);
        assertThat(exports.verify(
                                export("enclave", ENCLAVE, first()),
                                export("january", BROKER, first()),
                                keeper,
                                export("now", BROKER, first(), nothing(2), nothing(3)))
                        .said())
                .contains("now.ndjson no longer keeps the head 1 of clinical-enclave that middle.ndjson keeps")
                .contains("enclave.ndjson has another entry 1 than the signed head that middle.ndjson keeps");
    }

    private LedgerHead head(long sequence, String digit) throws IOException {
        return LedgerHeads.sign(ENCLAVE, sequence, digit.repeat(64), NOW, exports.key(ENCLAVE));
    }

    private static LedgerEntry first() {
        return nothing(1);
    }

    private static LedgerEntry nothing(long sequence) {
        return Exports.entry(sequence, Kind.TRANSITION, "match-request.requested", "r-" + sequence);
    }

    private static LedgerEntry message(long sequence, Instant at, Direction direction, String digest) {
        return Exports.crossing(sequence, at, direction, "event-" + sequence, digest);
    }

    private Path export(String name, String owner, LedgerEntry... entries) throws IOException {
        return exports.write(name, exports.chained(owner, List.of(entries)));
    }
}
