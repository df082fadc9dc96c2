package org.tessera.envelope.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.envelope.Keys;
import org.tessera.envelope.TrustedKeys;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.envelope.ledger.LedgerEntry.Kind;

class LedgerCommandTest {
    private static final Instant NOON = Exports.NOON;

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void everybody_has_keys() throws IOException {
        exports().makeKeys("clinical-enclave", "honest-broker");
    }

    @Test
    void two_ledgers_that_hold_and_agree_pass() throws IOException {
        Path out = write("clinical-enclave", ledger("clinical-enclave", Direction.OUT, "sha256:aa"));
        Path in = write("honest-broker", ledger("honest-broker", Direction.IN, "sha256:aa"));
        assertThat(verify(out, in)).isZero();
    }

    @Test
    void a_change_of_any_character_of_any_line_is_found() throws IOException {
        List<String> lines = ledger("clinical-enclave", Direction.OUT, "sha256:aa");
        for (int line = 0; line < lines.size(); line++) {
            for (int at = 0; at < lines.get(line).length(); at++) {
                List<String> changed = new ArrayList<>(lines);
                char[] text = lines.get(line).toCharArray();
                text[at] = text[at] == '7' ? '8' : '7';
                changed.set(line, new String(text));
                assertThat(mistakes(write("changed", changed)))
                        .as(changed.get(line))
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123456Z\"|123456999Z\"",
                "12:00:00.123456Z|13:00:00.123456+01:00",
                "{\"sequence\":1|{ \"sequence\":1",
                "\"sequence\":2|\"sequence\":2.0",
                "\"action\":|\"jws\":null,\"action\":",
                "who?|who\\uD800",
                "{\"head\":|{\"more\":1,\"head\":",
            })
    void another_spelling_of_the_same_is_a_change_too(String written, String otherwise) throws IOException {
        List<String> lines = chained(
                "clinical-enclave",
                List.of(
                        Exports.entry(1, Kind.TRANSITION, "match-request.requested", "who?"),
                        Exports.entry(2, Kind.TRANSITION, "match-request.requested", "r-2")));
        String first = lines.stream()
                .filter(line -> line.contains(written))
                .findFirst()
                .orElseThrow();
        lines.set(lines.indexOf(first), first.replace(written, otherwise));
        assertThat(mistakes(write("changed", lines))).isNotEmpty();
    }

    @Test
    void a_line_that_was_lost_swapped_or_repeated_is_found() throws IOException {
        List<String> lines = ledger("clinical-enclave", Direction.OUT, "sha256:aa");
        for (int line = 0; line < 3; line++) {
            List<String> lost = new ArrayList<>(lines);
            String taken = lost.remove(line);
            assertThat(verify(write("lost", lost))).isEqualTo(1);
            lost.add(line == 0 ? 1 : 0, taken);
            assertThat(verify(write("swapped", lost))).isEqualTo(1);
            List<String> repeated = new ArrayList<>(lines);
            repeated.add(line, taken);
            assertThat(verify(write("repeated", repeated))).isEqualTo(1);
        }
    }

    @Test
    void a_rewritten_history_breaks_on_the_head_that_was_signed_before() throws IOException {
        List<String> lines = ledger("clinical-enclave", Direction.OUT, "sha256:aa");
        List<String> rewritten = ledger("clinical-enclave", Direction.OUT, "sha256:bb");
        rewritten.set(3, lines.get(3));
        assertThat(verify(write("rewritten", rewritten))).isEqualTo(1);
    }

    @Test
    void two_sides_that_recorded_different_bytes_or_nothing_are_found() throws IOException {
        Path out = write("clinical-enclave", ledger("clinical-enclave", Direction.OUT, "sha256:aa"));
        Path other = write("honest-broker", ledger("honest-broker", Direction.IN, "sha256:bb"));
        assertThat(verify(out, other)).isEqualTo(1);
        Path silent = write("clinical-enclave", ledger("clinical-enclave", Direction.IN, "sha256:bb"));
        assertThat(verify(silent, other)).isEqualTo(1);
    }

    @Test
    void two_writers_may_use_one_event_id_and_one_writer_may_not() throws IOException {
        String type = "org.tessera.match-request.v1";
        List<LedgerEntry> received = List.of(
                Exports.crossing(1, NOON, Direction.IN, type, "event-1", "clinical-enclave", "sha256:aa"),
                Exports.crossing(2, NOON, Direction.IN, type, "event-1", "imaging-commons", "sha256:bb"));
        assertThat(said(write("both", chained("honest-broker", received)))).contains("1 ledgers hold");
        List<LedgerEntry> twice = List.of(
                received.getFirst(),
                Exports.crossing(2, NOON, Direction.IN, type, "event-1", "clinical-enclave", "sha256:bb"));
        assertThat(said(write("twice", chained("honest-broker", twice))))
                .contains("entry 2 records a message a second time");
    }

    @Test
    void what_arrived_between_two_exports_is_looked_up_in_the_writers_later_one() throws IOException {
        Path written = write("clinical-enclave-2", ledger("clinical-enclave", Direction.OUT, "sha256:aa"));
        Path notYet = write("clinical-enclave-1", shortened("clinical-enclave", Direction.OUT, "sha256:aa"));
        Path received = write("honest-broker", ledger("honest-broker", Direction.IN, "sha256:aa"));
        assertThat(verify(notYet, received)).isEqualTo(1);
        assertThat(verify(notYet, received, written)).isZero();
    }

    @Test
    void a_later_export_that_does_not_begin_with_the_earlier_one_is_found() throws IOException {
        Path earlier = write("earlier", shortened("clinical-enclave", Direction.OUT, "sha256:aa"));
        List<LedgerEntry> others = new ArrayList<>(entries(Direction.OUT, "sha256:aa"));
        others.set(0, Exports.entry(1, Kind.TRANSITION, "match-request.cancelled", "r-1"));
        Path rewritten = write("rewritten", chained("clinical-enclave", others));
        assertThat(verify(rewritten)).isZero();
        assertThat(verify(earlier, rewritten)).isEqualTo(1);
    }

    @Test
    void a_ledger_without_a_head_or_without_its_owners_key_does_not_pass_and_a_missing_file_ends_with_two()
            throws IOException {
        List<String> lines = ledger("clinical-enclave", Direction.OUT, "sha256:aa");
        assertThat(verify(write("headless", lines.subList(0, 3)))).isEqualTo(1);
        Path whole = write("whole", lines);
        Files.delete(folder.resolve("public/clinical-enclave.jwks.json"));
        assertThat(verify(whole)).isEqualTo(1);
        assertThat(verify(folder.resolve("absent"))).isEqualTo(2);
    }

    @Test
    void keys_of_another_world_are_told_from_one_wrong_signature() throws IOException {
        List<String> lines = new ArrayList<>(ledger("clinical-enclave", Direction.OUT, "sha256:aa"));
        lines.add(lines.getLast().replaceFirst("\"sequence\":3", "\"sequence\":2"));
        Path whole = write("whole", lines);
        assertThat(said(whole)).contains("the signature of head 2 is wrong").doesNotContain("another world");
        Keys.create("clinical-enclave", folder.resolve("anew"), folder.resolve("public"));
        assertThat(said(whole))
                .contains("no head is signed with a key of clinical-enclave")
                .contains("another world");
    }

    @Test
    void heads_that_were_signed_before_a_change_of_the_key_hold_as_long_as_that_key_is_kept() throws IOException {
        List<String> lines = new ArrayList<>(ledger("clinical-enclave", Direction.OUT, "sha256:aa"));
        Path own = folder.resolve("clinical-enclave");
        Keys.renew(own, Keys.SIGNING);
        lines.add(ledger("clinical-enclave", Direction.OUT, "sha256:aa").getLast());
        List<String> keeping = new ArrayList<>(ledger("honest-broker", Direction.IN, "sha256:aa"));
        for (int head = 3; head < 5; head++) {
            keeping.add(lines.get(head).replace("{\"head\":", "{\"kept\":"));
        }
        Path out = write("clinical-enclave", lines);
        Path in = write("honest-broker", keeping);

        Keys.publish(own, folder.resolve("public"), true);
        assertThat(verify(out, in)).isZero();
        Keys.publish(own, folder.resolve("public"), false);
        assertThat(said(out, in))
                .contains("clinical-enclave.ndjson: the signature of head 3 is wrong")
                .contains("the signature of the head 3 that it keeps of clinical-enclave is wrong");
    }

    @Test
    void what_cannot_be_read_is_named() throws IOException {
        assertThat(said(folder.resolve("absent.ndjson"))).contains(folder.resolve("absent.ndjson") + ".");
        Path image = Files.write(folder.resolve("image.ndjson"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(said(image)).contains(image.toString());
        Path whole = write("whole", ledger("clinical-enclave", Direction.OUT, "sha256:aa"));
        Files.writeString(folder.resolve("public/clinical-enclave.jwks.json"), "no keys");
        assertThat(said(whole)).contains("clinical-enclave.jwks.json");
        Files.move(folder.resolve("public"), folder.resolve("elsewhere"));
        assertThat(said(whole)).contains(folder.resolve("public").toString());
    }

    private List<String> ledger(String owner, Direction direction, String digest) throws IOException {
        return chained(owner, entries(direction, digest));
    }

    /** An export that was made after the first entry. */
    private List<String> shortened(String owner, Direction direction, String digest) throws IOException {
        return chained(owner, entries(direction, digest).subList(0, 1));
    }

    private static List<LedgerEntry> entries(Direction direction, String digest) {
        return List.of(
                Exports.entry(1, Kind.TRANSITION, "match-request.requested", "r-1"),
                new LedgerEntry(
                        2,
                        NOON,
                        Kind.CROSSING,
                        "org.tessera.match-request.v1",
                        "r-1",
                        null,
                        null,
                        null,
                        "enclave.match-requests.v1",
                        direction,
                        "event-1",
                        "clinical-enclave",
                        digest,
                        "a..b"),
                Exports.entry(3, Kind.DENIAL, "http.denied", "GET /ledger"));
    }

    private List<String> chained(String owner, List<LedgerEntry> entries) throws IOException {
        return exports().chained(owner, entries);
    }

    private Path write(String name, List<String> lines) throws IOException {
        return exports().write(name, lines);
    }

    private List<String> mistakes(Path file) throws IOException {
        return LedgerFile.read(file, new TrustedKeys(folder.resolve("public"))).mistakes();
    }

    private int verify(Path... files) {
        return exports().verify(files).status();
    }

    private String said(Path... files) {
        return exports().verify(files).said();
    }

    private Exports exports() {
        return new Exports(folder);
    }
}
