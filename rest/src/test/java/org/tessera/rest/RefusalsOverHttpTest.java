package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** What ledger and metrics keep of requests that are refused in crowds. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class RefusalsOverHttpTest {
    @Inject
    Sql sql;

    @Inject
    MeterRegistry metrics;

    @Test
    void of_one_account_few_refusals_are_noted_one_by_one_and_of_the_others_their_number() {
        String token = Tokens.of("enclave", "brenda", "committee");
        int refusals = 60;
        double counted = counted();
        for (int number = 0; number < refusals; number++) {
            given().auth().oauth2(token).get("/things").then().statusCode(403);
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(oneByOne("brenda") + more("brenda")).isEqualTo(refusals));
        assertThat(more("brenda")).isPositive();
        assertThat(counted()).isGreaterThanOrEqualTo(counted + refusals);
    }

    private double counted() {
        return metrics.counter("tessera.refusals", "reason", "http.forbidden").count();
    }

    private long oneByOne(String account) {
        return sql.count(
                "SELECT count(*) FROM ledger_entry WHERE action = 'http.forbidden' AND actor_subject = ?",
                Tokens.subject("enclave", account));
    }

    private long more(String account) {
        return sql.first(
                        "SELECT coalesce(sum(cast(split_part(object, ' ', 1) AS bigint)), 0) FROM ledger_entry"
                                + " WHERE kind = 'DENIAL' AND action = 'http.more-refusals' AND actor_subject = ?",
                        row -> row.getLong(1),
                        Tokens.subject("enclave", account))
                .orElse(0L);
    }
}
