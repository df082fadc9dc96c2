package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.Digests;
import org.tessera.envelope.Keys;
import org.tessera.envelope.ledger.LedgerCommand;
import org.tessera.envelope.ledger.LedgerHeads;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestWorld;

/** A head that a ledger received is kept as it came, so that its export can be held against its chain. */
@QuarkusTest
@OnRealServers("honest-broker")
class KeptAsReceivedTest {
    private static final String COMMONS = "imaging-commons";
    private static final String CHANNEL = "commons.ledger-heads.v1";
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Inject
    LedgerExport export;

    @Inject
    Sql sql;

    @Test
    void a_head_that_was_signed_anew_for_one_entry_is_set_aside_and_the_ledger_still_verifies(@TempDir Path folder)
            throws IOException {
        LedgerHead first = head(1, NOON);
        LedgerHead anew = head(1, NOON.plusSeconds(5));
        LedgerHead last = head(2, NOON.plusSeconds(9));
        try (Border commons = Border.as(COMMONS)) {
            for (LedgerHead head : new LedgerHead[] {first, first, anew, last}) {
                commons.send(CHANNEL, COMMONS, head);
            }
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> isSealed(last));
        assertThat(sql.list(
                        "SELECT channel FROM quarantine WHERE reason = 'ledger-head-repeated'",
                        row -> row.getString(1)))
                .containsExactly(CHANNEL);
        Path file = folder.resolve("broker.ndjson");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(0, out);
        Files.write(file, out.toByteArray());
        assertThat(Files.readString(file)).contains(LedgerHeads.keptLine(first), LedgerHeads.keptLine(last));
        assertThat(verify(file))
                .as("what other tests sent may contradict itself")
                .doesNotContain("does not keep the head");
    }

    @Test
    void a_head_that_its_ledgers_owner_did_not_sign_or_send_is_set_aside_and_not_kept() throws IOException {
        LedgerHead forged = LedgerHeads.sign(
                COMMONS, 900_001, "b".repeat(64), NOON, Keys.generate().getPrivate());
        LedgerHead anothers = head("clinical-enclave", 900_002, NOON);
        LedgerHead signed = head(900_003, NOON);
        LedgerHead changed = new LedgerHead(COMMONS, 900_004, signed.hash(), signed.sealedAt(), signed.jws());
        try (Border commons = Border.as(COMMONS)) {
            for (LedgerHead head : new LedgerHead[] {forged, anothers, changed}) {
                commons.send(CHANNEL, COMMONS, head);
            }
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> sql.count("SELECT count(*) FROM quarantine WHERE reason = 'ledger-head-forged'") == 3);
        assertThat(sql.count("SELECT count(*) FROM counterpart_head WHERE sequence > 900000"))
                .isZero();
    }

    private static String verify(Path file) {
        StringWriter said = new StringWriter();
        LedgerCommand.commandLine()
                .setOut(new PrintWriter(said, true))
                .execute(
                        "verify",
                        file.toString(),
                        "--keys",
                        TestWorld.publicKeys().toString());
        assertThat(said.toString()).isNotEmpty();
        return said.toString();
    }

    /** Whether the chain has that head's crossing. */
    private boolean isSealed(LedgerHead head) {
        return sql.exists(
                "SELECT 1 FROM ledger_seal s JOIN ledger_entry e ON e.id = s.entry_id WHERE e.digest = ?",
                Digests.prefixed(ContractJson.bytes(head)));
    }

    private static LedgerHead head(long sequence, Instant sealedAt) throws IOException {
        return head(COMMONS, sequence, sealedAt);
    }

    private static LedgerHead head(String domain, long sequence, Instant sealedAt) throws IOException {
        return LedgerHeads.sign(
                domain,
                sequence,
                "a".repeat(64),
                sealedAt,
                Keys.readPrivate(TestWorld.privateKeys(domain).resolve(Keys.SIGNING)));
    }
}
