package org.tessera.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.RefusalCounts;

class RefusalsTest {
    private static final int REFUSED = 12;
    private static final int ONE_BY_ONE = 10;

    private final LedgerOfTheTest ledger = new LedgerOfTheTest();
    private final Refusals refusals =
            new Refusals(ledger, new RefusalCounts(new SimpleMeterRegistry()), new Nobody(), new CurrentVertxRequest());

    @Test
    void what_could_not_be_noted_is_told_with_the_next_number() {
        for (int number = 0; number < REFUSED; number++) {
            refusals.note(401, "unauthenticated");
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> ledger.asked.get() == ONE_BY_ONE);
        refusals.tellHowManyMore();
        assertThat(ledger.entries).isEmpty();

        ledger.answers.set(true);
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            refusals.tellHowManyMore();
            assertThat(ledger.told()).isEqualTo(REFUSED);
        });
    }

    /** Notes nothing until it answers. */
    private static final class LedgerOfTheTest implements Ledger {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicBoolean answers = new AtomicBoolean();
        final List<Entry> entries = new CopyOnWriteArrayList<>();

        @Override
        public void transition(Entry entry) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void denial(Entry entry) {
            asked.incrementAndGet();
            if (!answers.get()) {
                throw new IllegalStateException("no database");
            }
            entries.add(entry);
        }

        int told() {
            return entries.stream()
                    .filter(entry -> entry.action().equals("http.more-refusals"))
                    .mapToInt(entry -> Integer.parseInt(entry.object().replace(" requests", "")))
                    .sum();
        }
    }

    private static final class Nobody implements CurrentIdentityAssociation {
        @Override
        public void setIdentity(SecurityIdentity identity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setIdentity(Uni<SecurityIdentity> identity) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SecurityIdentity getIdentity() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<SecurityIdentity> getDeferredIdentity() {
            throw new UnsupportedOperationException();
        }
    }
}
