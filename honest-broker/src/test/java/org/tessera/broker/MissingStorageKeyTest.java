package org.tessera.broker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.broker.tokens.RotatingKeys;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchResult;
import org.tessera.envelope.Keys;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** The broker holds something whose storage key is not in its file. */
@QuarkusTest
@OnRealServers("honest-broker")
class MissingStorageKeyTest {
    private final OtherSides others = new OtherSides();
    private final TwoReleases releases = new TwoReleases();
    private final TwoReleases readable = new TwoReleases();

    @Inject
    Sql sql;

    @Inject
    RotatingKeys rotating;

    @BeforeEach
    void something_is_under_a_key_that_is_lost() {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a"));
        sql.update("UPDATE token_record SET storage_epoch = 'lost' WHERE release = ?", releases.imaging);
        rotating.move();
    }

    @AfterEach
    void found() {
        sql.update("UPDATE token_record SET storage_epoch = 'test-1' WHERE release = ?", releases.imaging);
        rotating.move();
    }

    @Test
    void the_service_is_not_ready_and_what_is_asked_waits_until_the_key_is_there() {
        ready(503, "DOWN");
        others.tokens(Domain.IMAGING, readable.imaging, "e1", List.of("case-2 T1=b"));
        others.tokens(Domain.CLINICAL, readable.clinical, "e1", List.of("2 T1=b"));
        MatchRequest waiting = others.request(readable.imaging, readable.clinical, Keys.generate());
        others.send(waiting);
        String received =
                "SELECT 1 FROM match_run WHERE state = 'RECEIVED' AND request_id = '" + waiting.requestId() + "'";
        Databank.hasRow(received);
        Awaitility.await().during(Duration.ofSeconds(2)).until(() -> sql.exists(received));
        found();
        ready(200, "UP");
        MatchRequest next = others.request(releases.imaging, releases.clinical, Keys.generate());
        others.send(next);
        assertThat(OtherSides.result(waiting).outcome()).isEqualTo(MatchResult.Outcome.MATCHED);
        assertThat(OtherSides.result(next).outcome()).isEqualTo(MatchResult.Outcome.MATCHED);
    }

    private static void ready(int status, String check) {
        given().get("/q/health/ready")
                .then()
                .statusCode(status)
                .body("checks.find { it.name == 'storage-keys' }.status", equalTo(check));
    }
}
