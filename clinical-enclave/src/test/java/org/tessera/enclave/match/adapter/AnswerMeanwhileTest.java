package org.tessera.enclave.match.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.tessera.enclave.match.adapter.MatchWorld.pair;
import static org.tessera.enclave.match.adapter.MatchWorld.ref;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult;
import org.tessera.enclave.TestCaller;
import org.tessera.enclave.match.EndingMatches;
import org.tessera.enclave.match.ReceivingMatches;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;

/** The broker answers in the moment in which a request is given up. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class AnswerMeanwhileTest {
    @Inject
    MatchWorld match;

    @Inject
    EndingMatches ending;

    @Inject
    ReceivingMatches receiving;

    @Inject
    Sql sql;

    @Test
    void an_answer_that_waited_for_the_cancellation_finds_the_request_over() {
        match.enter();
        MatchRequestId id = match.request();
        MatchResult result;
        try (Border broker = Border.as("honest-broker")) {
            result = match.result(broker, id, List.of(pair("M-1", ref(1))));
        }
        CompletableFuture<Void> answer = QuarkusTransaction.requiringNew().call(() -> {
            ending.cancel(match.project(), id, new TestCaller("rosalind", "researcher"));
            CompletableFuture<Void> coming = CompletableFuture.runAsync(
                    () -> QuarkusTransaction.requiringNew().run(() -> receiving.receive(result)));
            Awaitility.await("the answer waits")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> sql.exists("select 1 from pg_locks where locktype = 'advisory' and not granted"));
            return coming;
        });
        answer.join();
        match.get("/match-requests/" + id).body("state", equalTo("CANCELLED"));
        assertThat(match.links(id)).isZero();
    }
}
