package org.tessera.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.broker.linkage.Linkage;
import org.tessera.broker.linkage.LinkageRules;
import org.tessera.broker.linkage.LinkedPerson;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.HashKeys;
import org.tessera.broker.tokens.HeldEncodings;
import org.tessera.broker.tokens.RotatingKeys;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.broker.tokens.adapter.BatchTable;
import org.tessera.broker.tokens.adapter.EncodingTable;
import org.tessera.broker.tokens.adapter.HashKeyTable;
import org.tessera.broker.tokens.adapter.HoldingTable;
import org.tessera.broker.tokens.adapter.StorageEpochTable;
import org.tessera.broker.tokens.adapter.StoredRows;
import org.tessera.contracts.Domain;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/**
 * A replica whose key file names another epoch first re-encrypts what the service of the test, whose file still names the
 * old one first, has stored and goes on storing.
 */
@QuarkusTest
@OnRealServers("honest-broker")
class StorageRotationTest {
    private static final String OLD = "test-1";
    private static final String NEXT = "test-next";
    private static final String NORTH = "partner-north";

    private final OtherSides others = new OtherSides();
    private final TwoReleases releases = new TwoReleases();
    private final String gone = "gone-" + releases.imaging;

    @Inject
    Sql sql;

    @Inject
    Ledger ledger;

    @Inject
    HashKeys hashKeys;

    @Inject
    RotatingKeys ofTheService;

    @Inject
    MeterRegistry metrics;

    @TempDir
    private Path folder = Path.of(".");

    private StorageKeys both;
    private StorageKeys nextOnly;

    @BeforeEach
    void two_releases_under_the_old_key() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/storage.key"));
        both = keys(lines.get(1), lines.get(0));
        nextOnly = keys(lines.get(1));
        others.tokens(
                Domain.IMAGING,
                releases.imaging,
                "e1",
                List.of("case-1 T1=a T3=a CLK=1", gone + " T1=b CLK=2", "case-3 S=9 T1=c"));
        others.tokens(
                Domain.CLINICAL,
                releases.clinical,
                "e1",
                List.of("1 T1=a T3=a CLK=1", "2 T1=b", "3 S=9 T1=z", "4 T5=x"));
    }

    private StorageKeys keys(String... lines) throws IOException {
        return StorageKeys.read(Files.write(folder.resolve("keys"), List.of(lines)));
    }

    @Test
    void what_is_re_encrypted_links_as_before_and_the_old_key_is_not_needed_any_more() throws IOException {
        assertThat(stored(OLD)).isEqualTo(7);
        long changes = changes();
        List<LinkedPerson> before = linked(both);
        assertThat(before).hasSize(3);
        List<String> encodings = encodings(both);
        byte[] cohorts = hashKeys.cohorts().getEncoded();

        rotate(both);

        assertThat(stored(OLD)).isZero();
        assertThat(stored(NEXT)).isEqualTo(7);
        assertThat(changes()).isEqualTo(changes);
        assertThat(linked(nextOnly)).isEqualTo(before);
        assertThat(encodings(nextOnly)).isEqualTo(encodings).hasSize(2);
        assertThat(new HashKeyTable(sql, nextOnly).cohorts().getEncoded()).isEqualTo(cohorts);
        assertThat(releases.matchedCases()).contains("case-1", gone);
    }

    @Test
    void who_wants_to_take_the_old_key_away_is_told_when() {
        RotatingKeys rotating = rotating(both);
        QuarkusTransaction.requiringNew().run(rotating::begin);
        assertThat(rotating.older()).contains(OLD);
        rotating.move();
        QuarkusTransaction.requiringNew().run(rotating::finish);
        assertThat(rotating.older()).isEmpty();
        for (String action : List.of("storage-rotation.begun", "storage-rotation.finished")) {
            assertThat(sql.count("SELECT count(*) FROM ledger_entry WHERE action = ? AND object = ?", action, NEXT))
                    .as(action)
                    .isEqualTo(1);
        }
        ofTheService.move();
        assertThat(metrics.get("tessera.storage.epochs.older").gauge().value()).isEqualTo(1);
        assertThat(metrics.get("tessera.storage.keys.missing").gauge().value()).isZero();
    }

    @Test
    void what_breaks_in_the_middle_leaves_everything_readable_and_is_gone_on_with() {
        List<LinkedPerson> before = linked(both);
        sql.update(
                "UPDATE encoding SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE reference = ?",
                gone);
        assertThatThrownBy(() -> rotate(both)).hasMessageContaining("does not open");
        assertThat(linked(both)).isEqualTo(before);
        assertThat(new StorageEpochTable(sql).held()).contains(OLD, NEXT);
        sql.update("DELETE FROM encoding WHERE reference = ?", gone);
        rotate(both);
        assertThat(linked(nextOnly)).isEqualTo(before);
        assertThat(new StorageEpochTable(sql).held()).containsExactly(NEXT);
    }

    @Test
    void a_replica_that_dies_before_it_commits_has_changed_nothing() {
        List<LinkedPerson> before = linked(both);
        RotatingKeys rotating = rotating(both);
        QuarkusTransaction.requiringNew().run(rotating::begin);
        QuarkusTransaction.begin();
        rotating.move();
        assertThat(stored(NEXT)).isEqualTo(7);
        QuarkusTransaction.rollback();
        assertThat(stored(OLD)).isEqualTo(7);
        assertThat(linked(both)).isEqualTo(before);
    }

    @Test
    void a_batch_and_an_opt_out_that_come_meanwhile_hold() throws IOException {
        CountDownLatch moved = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> rotation = aside(() -> {
            RotatingKeys rotating = rotating(both);
            QuarkusTransaction.requiringNew().run(rotating::begin);
            QuarkusTransaction.requiringNew().run(() -> {
                rotating.move();
                moved.countDown();
                await(go);
            });
        });
        CompletableFuture.anyOf(rotation, aside(() -> await(moved))).join();
        CompletableFuture<Void> meanwhile = aside(() -> {
            others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=other", "case-4 T1=z"));
            others.withdraw(NORTH, Domain.IMAGING, gone);
        });
        try {
            Databank.hasRow("SELECT 1 FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO token_record%'");
        } finally {
            go.countDown();
        }
        rotation.join();
        meanwhile.join();
        assertThat(stored(OLD)).isEqualTo(2);
        rotate(both);
        assertThat(stored(OLD)).isZero();
        assertThat(stored(NEXT)).isEqualTo(7);
        assertThat(linked(nextOnly).stream().flatMap(person -> person.imaging().stream()))
                .doesNotContain(gone, "case-1")
                .contains("case-4");
        assertThat(releases.matchedCases()).doesNotContain(gone, "case-1").contains("case-4");
        assertThat(encodings(nextOnly)).doesNotContain(gone);
    }

    @Test
    void what_others_hold_is_left_for_the_next_time_and_nobody_waits_for_it() {
        List<LinkedPerson> before = linked(both);
        QuarkusTransaction.requiringNew().run(() -> {
            sql.exists("SELECT 1 FROM token_record WHERE reference = ? FOR UPDATE", gone);
            aside(() -> rotate(both)).join();
        });
        assertThat(stored(OLD)).isEqualTo(1);
        assertThat(linked(both)).isEqualTo(before);
        rotate(both);
        assertThat(stored(OLD)).isZero();
    }

    @Test
    void while_one_replica_moves_another_does_nothing() {
        QuarkusTransaction.requiringNew().run(() -> {
            rotating(both);
            sql.exists("SELECT pg_advisory_xact_lock(hashtextextended('storage rotation', 0))");
            aside(() -> rotate(both)).join();
        });
        assertThat(stored(OLD)).isEqualTo(7);
    }

    @Test
    void a_replica_whose_file_still_names_the_old_epoch_first_moves_nothing_back() {
        rotate(both);
        ofTheService.move();
        assertThat(ofTheService.isLatest()).isFalse();
        assertThat(ofTheService.older()).contains(NEXT);
        assertThat(stored(NEXT)).isEqualTo(7);
    }

    @Test
    void without_the_old_key_nothing_is_lost_and_it_is_told() throws IOException {
        RotatingKeys rotating = rotating(nextOnly);
        QuarkusTransaction.requiringNew().run(rotating::begin);
        rotating.move();
        assertThat(rotating.finish()).isFalse();
        assertThat(rotating.missing()).isEqualTo(Set.of(OLD));
        assertThat(stored(OLD)).isEqualTo(7);
        assertThatThrownBy(() -> linked(nextOnly)).hasMessageContaining("storage key");
        rotate(both);
        assertThat(linked(nextOnly)).hasSize(3);
    }

    @Test
    void another_key_under_a_known_epoch_is_refused_before_anything_is_moved() throws IOException {
        rotate(both);
        StorageKeys wrong = keys("f".repeat(64) + " " + NEXT);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> rotating(wrong).begin()))
                .hasMessageContaining("storage key of epoch " + NEXT);
    }

    private RotatingKeys rotating(StorageKeys keys) {
        HashKeyTable hashes = new HashKeyTable(sql, keys);
        return new RotatingKeys(keys, new StorageEpochTable(sql), hashes, new StoredRows(sql, keys, hashes), ledger);
    }

    private void rotate(StorageKeys keys) {
        RotatingKeys rotating = rotating(keys);
        QuarkusTransaction.requiringNew().run(rotating::begin);
        rotating.move();
        QuarkusTransaction.requiringNew().run(rotating::finish);
    }

    private long stored(String epoch) {
        return sql.count(
                "SELECT count(*) FROM token_record WHERE release IN (?, ?) AND storage_epoch = ?",
                releases.imaging,
                releases.clinical,
                epoch);
    }

    private long changes() {
        return sql.count(
                "SELECT sum(changes) FROM holding WHERE release IN (?, ?)", releases.imaging, releases.clinical);
    }

    private List<LinkedPerson> linked(StorageKeys keys) {
        HoldingTable holdings = new HoldingTable(sql, new BatchTable(sql), keys, Clock.systemUTC());
        TokenTable imaging = holdings.load(Domain.IMAGING, releases.imaging);
        TokenTable clinical = holdings.load(Domain.CLINICAL, releases.clinical);
        return Linkage.link(imaging, clinical, LinkageRules.all()).linked();
    }

    private List<String> encodings(StorageKeys keys) {
        EncodingTable table = new EncodingTable(sql, keys);
        HeldEncodings.Held held = table.of(Domain.IMAGING, releases.imaging, "e1");
        List<String> opened = new ArrayList<>();
        table.each(held, (reference, encoding) -> opened.add(reference + " " + encoding.hashCode()));
        return opened.stream().sorted().toList();
    }

    /** On a thread of its own: two of the test's wait for each other. */
    private static CompletableFuture<Void> aside(Runnable work) {
        return CompletableFuture.runAsync(work, command -> Thread.ofPlatform().start(command));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
