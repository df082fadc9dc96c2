package org.tessera.enclave.omop.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.EnclaveRef;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.TestCaller;
import org.tessera.enclave.omop.BundleLimits;
import org.tessera.enclave.omop.CdmTable;
import org.tessera.enclave.omop.FileTotals;
import org.tessera.enclave.omop.LoadingReleases;
import org.tessera.enclave.omop.LongTransaction;
import org.tessera.enclave.omop.OmopRows;
import org.tessera.enclave.omop.References;
import org.tessera.enclave.omop.ReleaseSubmission;
import org.tessera.enclave.omop.ReleaseSubmissions;
import org.tessera.enclave.omop.TakingWithdrawals;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.ServiceKeys;
import org.tessera.messaging.Sql;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.testkit.OnRealServers;

/** A person opts out while the first bundle that names her is being loaded. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class OptOutDuringALoadTest {
    @Inject
    OmopTables omop;

    @Inject
    ReleaseSubmissions submissions;

    @Inject
    References references;

    @Inject
    TakingWithdrawals withdrawals;

    @Inject
    ServiceKeys keys;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Inject
    LongTransaction transaction;

    @Inject
    Sql sql;

    @TempDir
    Path folder;

    @Test
    void an_opt_out_between_her_admission_and_the_end_of_the_load_counts() throws IOException {
        String leaving = "5e".repeat(32);

        load("RW.1", leaving, new Watched() {
            @Override
            public FileTotals load(ReleaseSubmission submission, CdmTable table, String file, InputStream rows)
                    throws IOException {
                FileTotals totals = super.load(submission, table, file, rows);
                optOut(leaving);
                return totals;
            }
        });

        assertThat(withdrawn("RW.1", leaving)).isTrue();
    }

    @Test
    void an_opt_out_at_the_very_end_waits_for_the_load_and_then_finds_her() throws IOException {
        String leaving = "6f".repeat(32);
        var late = new Watched() {
            private @Nullable CompletableFuture<Void> optOut;

            @Override
            public void markWithdrawn(String partner, String release) {
                super.markWithdrawn(partner, release);
                var begun = CompletableFuture.runAsync(() -> optOut(leaving));
                optOut = begun;
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> begun.isDone() || sql.exists("select 1 from pg_locks where not granted"));
            }
        };

        load("RW.2", leaving, late);

        assertThat(late.optOut).succeedsWithin(Duration.ofSeconds(20));
        assertThat(withdrawn("RW.2", leaving)).isTrue();
    }

    private void load(String release, String reference, OmopRows rows) throws IOException {
        Path zip = folder.resolve(release + ".zip");
        Files.write(
                zip,
                EnclaveWorld.bundle(
                        release, Map.of("omop/person.csv", "person_id,year_of_birth\n" + reference + ",1950\n")));
        new LoadingReleases(rows, submissions, keys, new Unkept(), ledger, clock, transaction)
                .load(zip, new BundleLimits(1 << 20, 10, 400), null, new TestCaller("stewart", "steward"));
    }

    private void optOut(String reference) {
        QuarkusTransaction.requiringNew()
                .run(() -> withdrawals.withdraw(EnclaveWorld.PARTNER, new EnclaveRef(reference)));
    }

    private boolean withdrawn(String release, String reference) {
        EnclaveRef ref = new EnclaveRef(reference);
        References.Standing standing =
                references.standing(release, List.of(ref)).get(ref);
        return standing != null && standing.withdrawn();
    }

    /** The real tables; a test says what else happens while they are loaded. */
    private class Watched implements OmopRows {
        @Override
        public List<CdmTable> tables() {
            return omop.tables();
        }

        @Override
        public void lock(String partner, String release) {
            omop.lock(partner, release);
        }

        @Override
        public void clear(String partner, String release) {
            omop.clear(partner, release);
        }

        @Override
        public void markWithdrawn(String partner, String release) {
            omop.markWithdrawn(partner, release);
        }

        @Override
        public FileTotals load(ReleaseSubmission submission, CdmTable table, String file, InputStream rows)
                throws IOException {
            return omop.load(submission, table, file, rows);
        }
    }

    private static final class Unkept implements IdempotencyKeys {
        @Override
        public <T> T once(@Nullable String key, String operation, Object request, Class<T> answer, Supplier<T> work) {
            return work.get();
        }
    }
}
