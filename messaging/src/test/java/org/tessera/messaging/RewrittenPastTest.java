package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.envelope.Keys;
import org.tessera.messaging.ledger.Sealer;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestWorld;

/** Somebody who may do anything to the database, and has no key of the service, gives its past another wording. */
@QuarkusTest
@OnRealServers("honest-broker")
class RewrittenPastTest {
    /** The sealer's own: nothing is sealed while it is held. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(x'7465737365616c'::bigint)";

    private static final List<String> TABLES = List.of("ledger_entry", "ledger_seal", "ledger_head");

    @Inject
    Ledger ledger;

    @Inject
    Sealer sealer;

    @Inject
    Sql sql;

    @Inject
    MeterRegistry metrics;

    /** And what follows the last head, its own crossing, is sealed too: the chain goes on from there, whatever is changed. */
    @BeforeEach
    void a_signed_head() {
        seal(note());
        sealer.sealNow();
        assertThat(lastHead()).isLessThan(sql.count("SELECT max(sequence) FROM ledger_seal"));
    }

    /** Each undoes itself, done a second time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger_seal SET hash = reverse(hash) WHERE sequence = ?",
                "UPDATE ledger_entry SET action = reverse(action)"
                        + " WHERE id = (SELECT entry_id FROM ledger_seal WHERE sequence = ?)",
                "UPDATE ledger_head SET hash = reverse(hash) WHERE sequence = ?",
                "UPDATE ledger_head SET jws = reverse(jws) WHERE sequence = ?"
            })
    void no_head_is_signed_over_a_past_that_the_last_one_was_not_signed_for(String change) {
        long last = lastHead();
        asAdministrator(change, last);
        try {
            seal(note());
            assertThat(lastHead()).isEqualTo(last);
            assertThat(refused()).isEqualTo(1);
        } finally {
            asAdministrator(change, last);
        }
        seal(note());
        assertThat(lastHead()).isGreaterThan(last);
        assertThat(refused()).isZero();
    }

    @Test
    void no_head_is_signed_where_one_that_was_seen_is_gone() {
        long last = lastHead();
        sql.update("CREATE TABLE taken AS SELECT * FROM ledger_head WHERE sequence = " + last);
        asAdministrator("DELETE FROM ledger_head WHERE sequence = ?", last);
        try {
            seal(note());
            assertThat(lastHead()).isLessThan(last);
            assertThat(refused()).isEqualTo(1);
        } finally {
            asAdministrator("INSERT INTO ledger_head SELECT * FROM taken WHERE sequence = ?", last);
            sql.update("DROP TABLE taken");
        }
        seal(note());
        assertThat(lastHead()).isGreaterThan(last);
    }

    /** The private file still has it: what it has signed does not become somebody else's. */
    @Test
    void a_key_that_is_published_no_longer_does_not_stop_the_heads() throws IOException {
        long last = lastHead();
        var own = TestWorld.privateKeys("honest-broker");
        var published = TestWorld.publicKeys().resolve("honest-broker.jwks.json");
        byte[] before = Files.readAllBytes(published);
        byte[] keys = Files.readAllBytes(own.resolve(Keys.SIGNING));
        try {
            Keys.renew(own, Keys.SIGNING);
            Keys.publish(own, TestWorld.publicKeys(), false);
            seal(note());
            assertThat(lastHead()).isGreaterThan(last);
        } finally {
            Files.write(own.resolve(Keys.SIGNING), keys);
            Files.write(published, before);
        }
    }

    @Test
    void entries_go_on_to_be_sealed_while_the_published_keys_cannot_be_read() throws IOException {
        long last = lastHead();
        var published = TestWorld.publicKeys().resolve("honest-broker.jwks.json");
        byte[] before = Files.readAllBytes(published);
        try {
            Files.writeString(published, "half a fi");
            seal(note());
            assertThat(lastHead()).isEqualTo(last);
            assertThat(refused()).isEqualTo(1);
        } finally {
            Files.write(published, before);
        }
        seal(note());
        assertThat(lastHead()).isGreaterThan(last);
    }

    /** As who owns the tables can: triggers stop nobody who may switch them off. */
    private void asAdministrator(String statement, long sequence) {
        QuarkusTransaction.requiringNew().run(() -> {
            sql.exists("SELECT 1 FROM (" + LOCK + ") AS locked");
            TABLES.forEach(table -> sql.update("ALTER TABLE " + table + " DISABLE TRIGGER USER"));
            assertThat(sql.update(statement, sequence)).isEqualTo(1);
            TABLES.forEach(table -> sql.update("ALTER TABLE " + table + " ENABLE TRIGGER USER"));
        });
    }

    private String note() {
        String object = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.transition(Ledger.Entry.of("thing.made", object, null, null)));
        return object;
    }

    /** Sealed, and a head signed over it if one may be. */
    private void seal(String object) {
        sealer.sealNow();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> sql.exists(
                        "SELECT 1 FROM ledger_seal s JOIN ledger_entry e ON e.id = s.entry_id WHERE e.object = ?",
                        object));
    }

    private long lastHead() {
        return sql.count("SELECT coalesce(max(sequence), 0) FROM ledger_head");
    }

    private double refused() {
        return metrics.get("tessera.ledger.signing.refused").gauge().value();
    }
}
