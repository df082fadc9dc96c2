package org.tessera.messaging;

import static org.awaitility.Awaitility.await;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchResult;

/** Notes every match request in a table and refuses it with an answer; is moody when a test wants it so. */
@Singleton
class MatchRequestsOfTheTest implements MessageHandler<MatchRequest> {
    static final String CHANNEL = "enclave.match-requests.v1";
    static final String ANSWERS = "broker.match-results.v1";

    final AtomicInteger outages = new AtomicInteger();
    final AtomicBoolean acceptsEverything = new AtomicBoolean();
    private final Sql sql;
    private final Outbox outbox;

    MatchRequestsOfTheTest(Sql sql, Outbox outbox) {
        this.sql = sql;
        this.outbox = outbox;
    }

    @Override
    public Class<MatchRequest> payload() {
        return MatchRequest.class;
    }

    @Override
    public Set<String> channels() {
        return Set.of(CHANNEL);
    }

    @Override
    public void handle(Received<MatchRequest> message) {
        if (message.payload().clinicalRelease().equals("unacceptable") && !acceptsEverything.get()) {
            throw new Unacceptable("release-unknown");
        }
        if (message.payload().clinicalRelease().equals("unstorable") && !acceptsEverything.get()) {
            sql.count("SELECT 1 / 0");
        }
        sql.update(
                "INSERT INTO noted (request, release) VALUES (?, ?)",
                message.payload().requestId().value(),
                message.payload().clinicalRelease());
        outbox.send(Outgoing.byTheService(
                ANSWERS,
                message.payload().requestId().toString(),
                new MatchResult(message.payload().requestId(), MatchResult.Outcome.REFUSED, "only-a-test", null)));
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the test's server is away");
        }
    }

    long noted(MatchRequest request) {
        return sql.first(
                        "SELECT count(*) FROM noted WHERE request = ?",
                        row -> row.getLong(1),
                        request.requestId().value())
                .orElse(0L);
    }

    void awaitNoted(MatchRequest request) {
        await().atMost(Duration.ofMinutes(2)).until(() -> noted(request) == 1);
    }
}
