package org.tessera.broker.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRecord;
import org.tessera.contracts.TokenRule;

/** When releases are read, and when what was read before still holds. */
class LinkableReleasesTest {
    private final Reads holdings = new Reads();

    @Test
    void a_second_request_reads_nothing_as_long_as_nothing_has_changed() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        LinkableReleases.Sides first = releases.of("I1", "R1").orElseThrow();
        assertThat(first.clinical().size()).isEqualTo(1);
        assertThat(releases.of("I1", "R1").orElseThrow().clinical()).isSameAs(first.clinical());
        assertThat(holdings.loaded).containsExactly("I1", "R1");
    }

    @Test
    void a_change_of_either_side_or_another_release_is_read() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        releases.of("I1", "R1");
        holdings.clinicalChanges.incrementAndGet();
        releases.of("I1", "R1");
        holdings.imagingChanges.incrementAndGet();
        releases.of("I1", "R1");
        releases.of("I1", "R2");
        assertThat(holdings.loaded).containsExactly("I1", "R1", "I1", "R1", "I1", "R1", "I1", "R2");
    }

    @Test
    void what_changes_while_it_is_read_is_read_again_by_the_next_and_never_joined_across_secrets() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        holdings.whileReading = () -> {
            holdings.clinicalChanges.incrementAndGet();
            holdings.clinicalEpochs = Set.of("e1", "e2");
        };
        assertThat(releases.of("I1", "R1").orElseThrow().refusal()).contains("epoch-mismatch");
        holdings.whileReading = () -> {};
        holdings.clinicalEpochs = Set.of("e1");
        assertThat(releases.of("I1", "R1").orElseThrow().refusal()).isEmpty();
        assertThat(holdings.loaded).containsExactly("I1", "R1", "I1", "R1");
    }

    @Test
    void of_what_has_not_come_whole_nothing_is_read() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        holdings.clinicalWhole = false;
        assertThat(releases.of("I1", "R1").orElseThrow().refusal()).contains("release-incomplete");
        assertThat(holdings.loaded).isEmpty();
    }

    /** Its first batch came when they had been looked at, and not all of it was there when they were read. */
    @Test
    void what_comes_whole_while_it_is_read_is_read_again() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        holdings.whileReading = () -> {
            holdings.whileReading = () -> {};
            holdings.clinicalBatches.addAndGet(2);
            holdings.clinicalChanges.addAndGet(2);
        };
        LinkableReleases.Sides sides = releases.of("I1", "R1").orElseThrow();
        assertThat(sides.refusal()).isEmpty();
        assertThat(holdings.loaded).containsExactly("I1", "R1", "I1", "R1");
        assertThat(releases.areStill(sides)).isTrue();
        holdings.clinicalBatches.incrementAndGet();
        assertThat(releases.areStill(sides)).isFalse();
    }

    @Test
    void where_batches_come_all_the_time_nothing_is_linked() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        holdings.whileReading = () -> {
            holdings.clinicalBatches.incrementAndGet();
            holdings.clinicalChanges.incrementAndGet();
        };
        assertThatThrownBy(() -> releases.of("I1", "R1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void who_waited_for_another_sees_what_has_changed_meanwhile() throws InterruptedException {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        releases.of("I1", "R1");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        holdings.whileReading = () -> {
            reading.countDown();
            go.await();
        };
        Thread another = Thread.ofVirtual().start(() -> releases.of("I1", "R2"));
        reading.await();
        Thread waiting = Thread.ofPlatform().start(() -> releases.of("I1", "R1"));
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> waiting.getState() == Thread.State.BLOCKED);
        holdings.whileReading = () -> {};
        holdings.clinicalChanges.incrementAndGet();
        go.countDown();
        another.join();
        waiting.join();
        assertThat(holdings.loaded).containsExactly("I1", "R1", "I1", "R2", "I1", "R1");
    }

    @Test
    void who_wants_nothing_kept_reads_every_time() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ZERO);
        releases.of("I1", "R1");
        releases.of("I1", "R1");
        assertThat(holdings.loaded).hasSize(4);
    }

    @Test
    void of_what_is_not_held_there_is_nothing() {
        LinkableReleases releases = new LinkableReleases(holdings, () -> Duration.ofHours(1));
        assertThat(releases.of("I1", "unknown")).isEmpty();
        assertThat(holdings.loaded).isEmpty();
    }

    @FunctionalInterface
    private interface Meanwhile {
        void happens() throws InterruptedException;
    }

    /** One case and two records, of which one is the case's, in every release. */
    private static final class Reads implements Holdings {
        private final List<String> loaded = new CopyOnWriteArrayList<>();
        private volatile Meanwhile whileReading = () -> {};
        private final AtomicLong imagingChanges = new AtomicLong();
        private final AtomicLong clinicalChanges = new AtomicLong();
        private final AtomicLong clinicalBatches = new AtomicLong(1);
        private volatile boolean clinicalWhole = true;
        private volatile Set<String> clinicalEpochs = Set.of("e1");

        @Override
        public TokenTable load(Domain domain, String release) {
            loaded.add(release);
            if (domain == Domain.CLINICAL) {
                happen();
            }
            TokenTable.Builder table = new TokenTable.Builder();
            table.record("1");
            table.token(TokenRule.T1, 1, 1);
            if (domain == Domain.CLINICAL) {
                table.record("2");
                table.token(TokenRule.T1, 2, 2);
            }
            return table.build();
        }

        private void happen() {
            try {
                whileReading.happens();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public long store(TokenBatch batch, Instant sentAt, Iterator<TokenRecord> records) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Holding> find(Domain domain, String release) {
            if (release.equals("unknown")) {
                return Optional.empty();
            }
            boolean imaging = domain == Domain.IMAGING;
            return Optional.of(new Holding(
                    domain,
                    release,
                    Set.of(TokenRule.PROFILE),
                    imaging ? Set.of("e1") : clinicalEpochs,
                    imaging ? 1 : clinicalBatches.get(),
                    imaging || clinicalWhole,
                    2,
                    (imaging ? imagingChanges : clinicalChanges).get()));
        }

        @Override
        public List<Holding> all() {
            return List.of();
        }

        @Override
        public Optional<Holding> latest(Domain domain) {
            return Optional.empty();
        }
    }
}
