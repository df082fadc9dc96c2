package org.tessera.envelope.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.Digests;
import org.tessera.envelope.Keys;
import org.tessera.envelope.TrustedKeys;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.envelope.ledger.LedgerEntry.Kind;

/** The enclave's signing key was leaked and changed; the auditors write into their folder since when it counts for nothing. */
class EndedKeysTest {
    private static final String ENCLAVE = "clinical-enclave";
    private static final String BROKER = "honest-broker";
    private static final Instant LEAKED = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant BEFORE = LEAKED.minusSeconds(1);

    @TempDir
    private Path folder = Path.of(".");

    private Exports exports = new Exports(folder);

    @BeforeEach
    void everybody_has_keys() throws IOException {
        exports = new Exports(folder);
        exports.makeKeys(ENCLAVE, BROKER);
    }

    @Test
    void a_head_that_came_after_the_end_of_its_key_is_left_out_whatever_its_own_date() throws IOException {
        LedgerHead forged = LedgerHeads.sign(ENCLAVE, 1_000_000, "a".repeat(64), BEFORE, exports.key(ENCLAVE));
        changeTheKey();
        Path enclave = exports.write("enclave", exports.chained(ENCLAVE, entries("first")));
        Path broker = exports.write("broker", keeping(forged, LEAKED));
        assertThat(exports.verify(enclave, broker).said()).contains("enclave.ndjson does not reach entry 1000000");
        end(LEAKED.toString());
        Exports.Verified verified = exports.verify(enclave, broker);
        assertThat(verified.said())
                .contains(
                        "Note: broker.ndjson: 1 heads that it keeps of clinical-enclave came after the end of the key");
        assertThat(verified.status()).isZero();
    }

    @Test
    void a_head_that_came_before_the_end_of_its_key_still_speaks_against_another_past() throws IOException {
        LedgerHead kept = LedgerHeads.sign(ENCLAVE, 1, "a".repeat(64), BEFORE, exports.key(ENCLAVE));
        changeTheKey();
        end(LEAKED.toString());
        assertThat(exports.verify(
                                exports.write("enclave", exports.chained(ENCLAVE, entries("first"))),
                                exports.write("broker", keeping(kept, BEFORE)))
                        .said())
                .contains("enclave.ndjson has another entry 1 than the signed head that broker.ndjson keeps");
    }

    @Test
    void a_ledger_is_sealed_by_no_head_that_was_signed_after_the_end_of_its_key() throws IOException {
        List<String> lines = new ArrayList<>(exports.chained(ENCLAVE, entries("first")));
        LedgerHead late = ContractJson.read(
                ContractJson.mapper().readTree(lines.getLast()).get("head"), LedgerHead.class);
        PrivateKey leaked = exports.key(ENCLAVE);
        lines.set(1, LedgerHeads.line(LedgerHeads.sign(ENCLAVE, 1, late.hash(), LEAKED, leaked)));
        changeTheKey();
        Path enclave = exports.write("enclave", lines);
        assertThat(exports.verify(enclave).status()).isZero();
        end(LEAKED.toString());
        assertThat(exports.verify(enclave).said()).contains("it has no head that a key signed before its end");
        lines.add(LedgerHeads.line(LedgerHeads.sign(ENCLAVE, 1, late.hash(), LEAKED, exports.key(ENCLAVE))));
        exports.write("enclave", lines);
        assertThat(exports.verify(enclave).said())
                .contains("Note: enclave.ndjson: 1 of its heads were sealed after the end of the key")
                .contains("1 ledgers hold");
    }

    @Test
    void a_service_takes_nothing_that_a_key_with_an_end_signs_and_no_end_that_is_no_time() throws IOException {
        changeTheKey();
        TrustedKeys trusted = new TrustedKeys(folder.resolve("public"));
        assertThat(trusted.signingKeys(ENCLAVE)).hasSize(2);
        end("2999-01-01T00:00:00Z");
        assertThat(trusted.signingKeys(ENCLAVE)).hasSize(1);
        assertThat(trusted.signingKeysOfAllTimes(ENCLAVE)).hasSize(2);
        end("in March");
        Exports.Verified verified = exports.verify(exports.write("enclave", exports.chained(ENCLAVE, entries("a"))));
        assertThat(verified.said()).contains("clinical-enclave.jwks.json");
        assertThat(verified.status()).isEqualTo(2);
    }

    private void changeTheKey() throws IOException {
        Keys.renew(folder.resolve(ENCLAVE), Keys.SIGNING);
        Keys.publish(folder.resolve(ENCLAVE), folder.resolve("public"), true);
    }

    /** Writes an end beside the earlier signing key, the second of the file. */
    private void end(String until) throws IOException {
        Path file = folder.resolve("public").resolve(ENCLAVE + ".jwks.json");
        JsonNode keys = ContractJson.mapper().readTree(Files.readString(file));
        ((ObjectNode) keys.get("keys").get(1)).put("until", until);
        Files.writeString(file, keys.toString());
    }

    private List<String> keeping(LedgerHead head, Instant received) throws IOException {
        List<String> lines = new ArrayList<>(exports.chained(
                BROKER,
                List.of(Exports.crossing(
                        1,
                        received,
                        Direction.IN,
                        "org.tessera.ledger-head.v1",
                        "event-1",
                        "imaging-commons",
                        Digests.prefixed(ContractJson.bytes(head))))));
        lines.add(LedgerHeads.keptLine(head));
        return lines;
    }

    private static List<LedgerEntry> entries(String object) {
        return List.of(Exports.entry(1, Kind.TRANSITION, "match-request.requested", object));
    }
}
