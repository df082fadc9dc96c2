package org.tessera.envelope.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.Digests;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.envelope.ledger.LedgerEntry.Kind;

class KeptHeadsTest {
    private static final String ENCLAVE = "clinical-enclave";
    private static final String BROKER = "honest-broker";
    private static final String COMMONS = "imaging-commons";

    @TempDir
    private Path folder = Path.of(".");

    private Exports exports = new Exports(folder);

    @BeforeEach
    void everybody_has_keys() throws IOException {
        exports = new Exports(folder);
        exports.makeKeys(ENCLAVE, BROKER, COMMONS);
    }

    @Test
    void heads_that_are_in_the_ledger_of_who_signed_them_fit() throws IOException {
        Path broker = keeper(BROKER, head(1, "first"), head(2, "first", "second"));
        Exports.Verified verified = exports.verify(enclave("first", "second", "third"), broker);
        assertThat(verified.said()).contains("2 heads that others keep fit");
        assertThat(verified.status()).isZero();
    }

    @Test
    void a_past_written_anew_below_a_head_that_others_keep_is_found() throws IOException {
        Path broker = keeper(BROKER, head(1, "first"), head(2, "first", "second"));
        Path rewritten = enclave("first", "another", "third");
        assertThat(exports.verify(rewritten).status()).as("by itself it holds").isZero();
        assertThat(exports.verify(rewritten, broker).said())
                .contains(
                        "clinical-enclave.ndjson has another entry 2 than the signed head that honest-broker.ndjson keeps")
                .contains("1 mistake");
    }

    @Test
    void a_ledger_that_was_cut_is_found() throws IOException {
        Path broker = keeper(BROKER, head(2, "first", "second"));
        Exports.Verified verified = exports.verify(enclave("first"), broker);
        assertThat(verified.said()).contains("clinical-enclave.ndjson does not reach entry 2");
        assertThat(verified.status()).isEqualTo(1);
    }

    @Test
    void what_a_keeper_heard_between_two_exports_is_looked_up_in_the_later_one() throws IOException {
        Path before = exports.write("enclave-1", exports.chained(ENCLAVE, entries("first")));
        Path after = exports.write("enclave-2", exports.chained(ENCLAVE, entries("first", "second")));
        Path broker = keeper(BROKER, head(2, "first", "second"));
        assertThat(exports.verify(before, broker).status()).isEqualTo(1);
        assertThat(exports.verify(before, broker, after).status()).isZero();
    }

    @Test
    void who_shows_two_counterparts_different_pasts_is_found_without_her_ledger() throws IOException {
        Path broker = keeper(BROKER, head(2, "first", "second"));
        assertThat(exports.verify(broker, keeper(COMMONS, head(2, "first", "second")))
                        .status())
                .isZero();
        assertThat(exports.verify(broker, keeper(COMMONS, head(2, "first", "another")))
                        .said())
                .contains("clinical-enclave signed two heads 2")
                .contains("honest-broker.ndjson")
                .contains("imaging-commons.ndjson");
        assertThat(exports.verify(keeper(BROKER, head(2, "first", "second"), head(2, "first", "another")))
                        .said())
                .contains("clinical-enclave signed two heads 2: both are kept in honest-broker.ndjson.")
                .contains("The history does not hold: 1 mistake.");
    }

    @Test
    void who_puts_another_head_in_the_place_of_one_that_she_kept_is_found() throws IOException {
        Path before = exports.write("before", lines(BROKER, head(2, "first", "second")));
        List<String> now = new ArrayList<>(exports.chained(BROKER, entries("own", "more")));
        now.add(1, LedgerHeads.keptLine(head(2, "first", "another")));
        assertThat(exports.verify(before, exports.write("now", now)).said())
                .contains("now.ndjson no longer keeps the head 2 of clinical-enclave that before.ndjson keeps");
    }

    @Test
    void who_takes_a_head_that_she_received_out_of_her_export_is_found() throws IOException {
        List<LedgerHead> heads = List.of(head(1, "first"), head(2, "first", "second"), head(3, "a", "b", "c"));
        List<LedgerEntry> received = new ArrayList<>();
        for (LedgerHead head : heads) {
            received.add(Exports.crossing(
                    received.size() + 1L,
                    Exports.NOON,
                    Direction.IN,
                    "org.tessera.ledger-head.v1",
                    "event-" + received.size(),
                    ENCLAVE,
                    Digests.prefixed(ContractJson.bytes(head))));
        }
        List<String> lines = new ArrayList<>(exports.chained(BROKER, received));
        Path none = exports.write("none", lines);
        lines.add(LedgerHeads.keptLine(heads.get(1)));
        Path one = exports.write("one", lines);
        heads.forEach(head -> lines.add(LedgerHeads.keptLine(head)));
        Path all = exports.write("all", lines);
        assertThat(exports.verify(all).status()).isZero();
        assertThat(exports.verify(none, all).status())
                .as("an export of before, and a later one")
                .isZero();
        assertThat(exports.verify(one).said())
                .contains(
                        "one.ndjson does not keep the head of clinical-enclave that it received by entry 1, nor 1 of later")
                .contains("1 mistake");
        assertThat(exports.verify(none).said())
                .contains("does not keep the head of clinical-enclave that it received by entry 1, nor 2 of later");
    }

    @Test
    void heads_of_its_own_that_an_export_does_not_have_are_told() throws IOException {
        LedgerHead first = head(1, "first");
        LedgerEntry sent = Exports.crossing(
                2,
                Exports.NOON,
                Direction.OUT,
                "org.tessera.ledger-head.v1",
                "event-1",
                ENCLAVE,
                Digests.prefixed(ContractJson.bytes(first)));
        List<LedgerEntry> entries = new ArrayList<>(entries("first"));
        entries.add(sent);
        List<String> lines = new ArrayList<>(exports.chained(ENCLAVE, entries));
        LedgerHead second = LedgerHeads.sign(
                ENCLAVE, 2, LedgerChain.parse(lines.get(1)).hash(), Exports.NOON, exports.key(ENCLAVE));
        entries.add(Exports.crossing(
                3,
                Exports.NOON,
                Direction.OUT,
                "org.tessera.ledger-head.v1",
                "event-2",
                ENCLAVE,
                Digests.prefixed(ContractJson.bytes(second))));
        lines = new ArrayList<>(exports.chained(ENCLAVE, entries).subList(0, 3));
        lines.add(LedgerHeads.line(second));
        assertThat(exports.verify(exports.write("last", lines)).said())
                .contains("Note: last.ndjson: 1 heads of its own that it sent are not in it")
                .contains("1 ledgers hold");
        lines.add(LedgerHeads.line(first));
        assertThat(exports.verify(exports.write("all", lines)).said()).doesNotContain("Note");
    }

    @Test
    void heads_of_a_domain_whose_key_was_not_given_cannot_be_checked() throws IOException {
        Path broker = keeper(BROKER, head(2, "first", "second"));
        Files.delete(folder.resolve("public/clinical-enclave.jwks.json"));
        assertThat(exports.verify(broker).said())
                .contains("there is no public key of clinical-enclave, whose heads it keeps");
    }

    @Test
    void a_kept_head_that_its_owner_never_signed_speaks_against_its_keeper() throws IOException {
        LedgerHead signed = head(2, "first", "another");
        LedgerHead forged =
                new LedgerHead(ENCLAVE, 2, head(2, "first", "second").hash(), signed.sealedAt(), signed.jws());
        assertThat(exports.verify(enclave("first", "another"), keeper(BROKER, forged))
                        .said())
                .contains(
                        "honest-broker.ndjson: the signature of the head 2 that it keeps of clinical-enclave is wrong")
                .contains("1 mistake");
    }

    private Path enclave(String... objects) throws IOException {
        return exports.write(ENCLAVE, exports.chained(ENCLAVE, entries(objects)));
    }

    private Path keeper(String keeper, LedgerHead... heads) throws IOException {
        return exports.write(keeper, lines(keeper, heads));
    }

    private List<String> lines(String keeper, LedgerHead... heads) throws IOException {
        List<String> lines = new ArrayList<>(exports.chained(keeper, entries("own")));
        for (LedgerHead head : heads) {
            lines.add(1, LedgerHeads.keptLine(head));
        }
        return lines;
    }

    /** The head that the enclave signs over a ledger of these objects. */
    private LedgerHead head(long sequence, String... objects) throws IOException {
        String hash = LedgerChain.GENESIS;
        for (LedgerEntry entry : entries(objects)) {
            hash = LedgerChain.chain(entry, hash).hash();
        }
        return LedgerHeads.sign(ENCLAVE, sequence, hash, Exports.NOON, exports.key(ENCLAVE));
    }

    private static List<LedgerEntry> entries(String... objects) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (String object : objects) {
            entries.add(Exports.entry(entries.size() + 1L, Kind.TRANSITION, "match-request.requested", object));
        }
        return entries;
    }
}
