package org.tessera.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.broker.tokens.RotatingKeys;
import org.tessera.broker.tokens.StorageKeys;
import org.tessera.broker.tokens.adapter.HashKeyTable;
import org.tessera.broker.tokens.adapter.StorageEpochTable;
import org.tessera.broker.tokens.adapter.StoredRows;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** A database that knows no epoch yet, and forgets afterwards what these tests have told it. */
@QuarkusTest
@OnRealServers("honest-broker")
class StorageEpochsTest {
    private static final String FIRST = "a".repeat(64) + " 1";
    private static final String SECOND = "b".repeat(64) + " 2";
    private static final String OTHER_SECOND = "c".repeat(64) + " 2";
    private static final String BEGUN =
            "SELECT count(*) FROM ledger_entry WHERE action = 'storage-rotation.begun' AND object IN ('1', '2')";

    @Inject
    Sql sql;

    @Inject
    Ledger ledger;

    @TempDir
    private Path folder = Path.of(".");

    private StorageEpochTable table;

    @BeforeEach
    void nothing_is_stored() {
        QuarkusTransaction.begin();
        for (String each : List.of("token_record", "encoding", "hash_key", "storage_epoch")) {
            sql.update("DELETE FROM " + each);
        }
        table = new StorageEpochTable(sql);
    }

    @AfterEach
    void as_before() {
        QuarkusTransaction.rollback();
    }

    @Test
    void replicas_that_differ_in_a_key_that_was_never_current_are_told_before_it_is_used() throws IOException {
        RotatingKeys one = rotating(FIRST, SECOND);
        one.begin();
        RotatingKeys another = rotating(FIRST, OTHER_SECOND);
        assertThatThrownBy(another::begin).hasMessageContaining("storage key of epoch 2");
        assertThat(one.missing()).isEmpty();
        sql.update("UPDATE storage_epoch SET fingerprint = NULL WHERE epoch = '2'");
        another.begin();
        one.move();
        assertThat(one.missing()).containsExactly("2");
        assertThat(another.missing()).isEmpty();
    }

    @Test
    void a_key_that_is_only_in_the_file_takes_nobodys_place() throws IOException {
        rotating(FIRST, SECOND).begin();
        assertThat(sql.count(BEGUN)).isZero();
        assertThat(table.unordered()).isEmpty();
        assertThat(table.held()).containsExactly("1");
        assertThat(table.isLatest("1")).isTrue();
        assertThat(table.isLatest("2")).isFalse();
        assertThat(table.reached("1")).isFalse();
        rotating(SECOND, FIRST).begin();
        assertThat(sql.count(BEGUN)).isEqualTo(1);
        assertThat(table.isLatest("2")).isTrue();
    }

    @Test
    void the_key_of_an_earlier_versions_hashes_is_needed_until_they_have_one_of_their_own() throws IOException {
        sql.update("INSERT INTO storage_epoch (epoch, unordered) VALUES ('1', true)");
        RotatingKeys without = rotating(SECOND);
        without.begin();
        assertThat(without.missing()).containsExactly("1");
        assertThat(sql.count("SELECT count(*) FROM hash_key")).isZero();
        RotatingKeys with = rotating(SECOND, FIRST);
        with.begin();
        assertThat(with.missing()).isEmpty();
        assertThat(new HashKeyTable(sql, keys(SECOND)).cohorts())
                .isEqualTo(keys(FIRST).hashKeyOf("1", "cohort"));
        assertThat(table.held()).containsExactly("2");
        assertThat(sql.count(BEGUN)).isEqualTo(1);
    }

    private RotatingKeys rotating(String... lines) throws IOException {
        StorageKeys keys = keys(lines);
        HashKeyTable hashes = new HashKeyTable(sql, keys);
        return new RotatingKeys(keys, new StorageEpochTable(sql), hashes, new StoredRows(sql, keys, hashes), ledger);
    }

    private StorageKeys keys(String... lines) throws IOException {
        return StorageKeys.read(Files.write(folder.resolve("keys"), List.of(lines)));
    }
}
