package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.Actor;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.TrustedKeys;
import org.tessera.envelope.ledger.LedgerFile;
import org.tessera.envelope.ledger.LedgerHeads;
import org.tessera.messaging.ledger.Sealer;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;
import org.tessera.testkit.TestWorld;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("honest-broker")
class LedgerTest {
    private static final String OWN_HEADS = "broker.ledger-heads.v1";
    private static final String COMMONS = "imaging-commons";
    private static final String HEADS_OF_THE_COMMONS = "commons.ledger-heads.v1";

    @Inject
    Ledger ledger;

    @Inject
    LedgerExport export;

    @Inject
    Quarantine quarantine;

    @Inject
    Sealer sealer;

    @Inject
    TestClock clock;

    @Inject
    Sql sql;

    @Test
    void entries_are_chained_signed_and_verify_offline(@TempDir Path folder) throws IOException {
        String object = note(25L);
        Topics.await(OWN_HEADS, LedgerHead.class, head -> head.sequence() >= sequenceOf(object));
        Path file = folder.resolve("broker.ndjson");
        Files.write(file, exported());
        assertThat(LedgerFile.read(file, new TrustedKeys(TestWorld.publicKeys()))
                        .mistakes())
                .isEmpty();
        assertThat(Files.readString(file)).contains(object, "20-99");
    }

    @Test
    void every_head_that_was_signed_is_exported() throws IOException {
        for (int i = 0; i < 2; i++) {
            String object = note(null);
            Topics.await(OWN_HEADS, LedgerHead.class, head -> head.sequence() >= sequenceOf(object));
        }
        List<String> signed = sql.list(
                "SELECT jws FROM ledger_head ORDER BY sequence", row -> "\"jws\":\"" + row.getString(1) + "\"");
        List<String> heads = new String(exported(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{\"head\":"))
                .toList();
        assertThat(signed).hasSizeGreaterThan(1);
        assertThat(heads).hasSizeGreaterThanOrEqualTo(signed.size());
        for (int i = 0; i < signed.size(); i++) {
            assertThat(heads.get(i)).contains(signed.get(i));
        }
        ByteArrayOutputStream later = new ByteArrayOutputStream();
        export.write(1, later);
        assertThat(later.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("{\"head\":"))
                .hasSize(1);
    }

    @Test
    void history_cannot_be_changed_or_deleted() {
        note(null);
        for (String statement : new String[] {
            "UPDATE ledger_entry SET action = 'another'",
            "DELETE FROM ledger_entry",
            "TRUNCATE ledger_entry CASCADE",
            "UPDATE ledger_seal SET hash = ''",
            "DELETE FROM ledger_head",
            "UPDATE ledger_unsealed SET entry_id = 0",
            "TRUNCATE ledger_unsealed"
        }) {
            // The sealer may hold what TRUNCATE wants: a deadlock is no verdict, so it is asked again.
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThatThrownBy(() -> sql.update(statement))
                            .isInstanceOf(StorageFailure.class)
                            .rootCause()
                            .hasMessageContaining("append-only"));
        }
    }

    @Test
    void an_entry_leaves_the_sealers_list_into_the_chain_only() {
        String object = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew().run(() -> {
            // Held, nothing is sealed meanwhile.
            sql.exists("SELECT 1 FROM (SELECT pg_advisory_xact_lock(x'7465737365616c'::bigint)) AS locked");
            ledger.denial(Ledger.Entry.of("thing.refused", object, null, null));
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        sql.update("DELETE FROM ledger_unsealed");
                        sql.update("SET CONSTRAINTS ALL IMMEDIATE");
                    }))
                    .rootCause()
                    .hasMessageContaining("is not sealed");
        });
        await().atMost(Duration.ofMinutes(2)).until(() -> sequenceOf(object) < Long.MAX_VALUE);
    }

    @Test
    void a_ledger_where_nothing_happens_gives_a_head_a_day() {
        note(null);
        sealer.sealNow();
        sealer.sealNow();
        long last = lastHead();
        try {
            clock.ahead(Duration.ofHours(25));
            sealer.sealNow();
            assertThat(lastHead()).isGreaterThan(last);
        } finally {
            clock.reset();
        }
        sealer.sealNow();
    }

    private long lastHead() {
        return sql.count("SELECT coalesce(max(sequence), 0) FROM ledger_head");
    }

    @Test
    void a_denial_stays_when_the_transaction_is_rolled_back() {
        String object = UUID.randomUUID().toString();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    ledger.denial(Ledger.Entry.of("thing.refused", object, null, null));
                    ledger.transition(Ledger.Entry.of("thing.made", object, null, null));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sql.list("SELECT kind FROM ledger_entry WHERE object = ?", row -> row.getString(1), object))
                .containsExactly("DENIAL");
    }

    @Test
    void heads_alone_are_no_reason_for_another_head() throws InterruptedException {
        String object = note(null);
        Topics.await(OWN_HEADS, LedgerHead.class, head -> head.sequence() >= sequenceOf(object));
        await().atMost(Duration.ofMinutes(2)).until(() -> unsealed() == 0);
        int heads = Topics.read(OWN_HEADS, LedgerHead.class).size();
        Thread.sleep(Duration.ofSeconds(4));
        assertThat(Topics.read(OWN_HEADS, LedgerHead.class)).hasSize(heads);
    }

    @Test
    void a_counterpart_that_rewrites_its_history_is_noticed() throws IOException {
        long before = contradictions();
        LedgerHead five = headOfTheEnclave(5, "a");
        LedgerHead six = headOfTheEnclave(6, "b");
        LedgerHead another = headOfTheEnclave(6, "c");
        try (Border enclave = Border.as("clinical-enclave")) {
            for (LedgerHead head : List.of(five, six, six, another)) {
                enclave.send("enclave.ledger-heads.v1", "clinical-enclave", head);
            }
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> contradictions() == before + 1);
        assertThat(new String(exported(), StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("{\"kept\":{\"domain\":\"clinical-enclave\""))
                .as("all that was kept is exported, both heads 6 too")
                .containsExactly(LedgerHeads.keptLine(five), LedgerHeads.keptLine(six), LedgerHeads.keptLine(another));
    }

    @Test
    void a_head_from_the_quarantine_may_come_late_but_contradict_nothing() throws IOException {
        long before = contradictions();
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        try (Border commons = Border.as("imaging-commons")) {
            commons.send(HEADS_OF_THE_COMMONS, COMMONS, headOfTheCommons(16, "b", noon));
            redrive(commons, headOfTheCommons(15, "a", noon.minusSeconds(60)));
            assertThat(kept(15)).isEqualTo("a".repeat(64));
            assertThat(contradictions()).isEqualTo(before);

            redrive(commons, headOfTheCommons(15, "c", noon.minusSeconds(60)));
            assertThat(contradictions())
                    .as("another hash under a sequence that is kept")
                    .isEqualTo(before + 1);
            redrive(commons, headOfTheCommons(14, "d", noon.plusSeconds(60)));
            assertThat(contradictions())
                    .as("sealed after a head of a higher sequence: the history went back")
                    .isEqualTo(before + 2);
            commons.send(HEADS_OF_THE_COMMONS, COMMONS, headOfTheCommons(13, "e", noon.minusSeconds(120)));
        }
        // What was never in quarantine comes in the order in which it was written.
        await().atMost(Duration.ofMinutes(2)).until(() -> contradictions() == before + 3);
    }

    /** As if the commons' key had been missing when the head came. */
    private void redrive(Border commons, LedgerHead head) {
        var message = commons.signed(EventId.random(), HEADS_OF_THE_COMMONS, COMMONS, head, null, null);
        List<Map<String, String>> headers = new ArrayList<>();
        message.headers()
                .forEach(header -> headers.add(Map.of(
                        "name", header.key(), "value", Base64.getEncoder().encodeToString(header.value()))));
        await().atMost(Duration.ofMinutes(2)).until(() -> kept(16) != null);
        long id = sql.first(
                        "INSERT INTO quarantine (channel, record_partition, record_offset, record_timestamp, message_key,"
                                + " headers, payload, reason, quarantined_at)"
                                + " VALUES (?, 0, ?, 0, ?, ?::jsonb, ?, 'writer-unknown', ?) RETURNING id",
                        row -> row.getLong(1),
                        HEADS_OF_THE_COMMONS,
                        System.nanoTime(),
                        COMMONS.getBytes(StandardCharsets.UTF_8),
                        ContractJson.text(headers),
                        message.value(),
                        Instant.now())
                .orElseThrow();
        assertThat(quarantine.redrive(id, new Actor("a-subject", "broker"), "operator"))
                .isEmpty();
    }

    private @Nullable String kept(long sequence) {
        return sql.first(
                        "SELECT hash FROM counterpart_head WHERE domain = ? AND sequence = ?",
                        row -> row.getString(1),
                        COMMONS,
                        sequence)
                .orElse(null);
    }

    private static LedgerHead headOfTheCommons(long sequence, String digit, Instant sealedAt) throws IOException {
        return LedgerHeads.sign(
                COMMONS,
                sequence,
                digit.repeat(64),
                sealedAt,
                Keys.readPrivate(TestWorld.privateKeys(COMMONS).resolve(Keys.SIGNING)));
    }

    private static LedgerHead headOfTheEnclave(long sequence, String digit) throws IOException {
        return LedgerHeads.sign(
                "clinical-enclave",
                sequence,
                digit.repeat(64),
                Instant.parse("2026-01-01T00:00:00Z"),
                Keys.readPrivate(TestWorld.privateKeys("clinical-enclave").resolve(Keys.SIGNING)));
    }

    private long contradictions() {
        return sql.first(
                        "SELECT count(*) FROM ledger_entry WHERE action = 'ledger-head.contradicts'",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    private String note(@Nullable Long persons) {
        String object = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.transition(new Ledger.Entry(
                        "thing.made", object, new Actor("subject", "broker"), "operator", persons, null)));
        return object;
    }

    private long sequenceOf(String object) {
        return sql.first(
                        "SELECT s.sequence FROM ledger_seal s JOIN ledger_entry e ON e.id = s.entry_id WHERE e.object = ?",
                        row -> row.getLong(1),
                        object)
                .orElse(Long.MAX_VALUE);
    }

    private long unsealed() {
        return sql.first("SELECT count(*) FROM ledger_unsealed", row -> row.getLong(1))
                .orElse(0L);
    }

    private byte[] exported() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(0, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n");
        return out.toByteArray();
    }
}
