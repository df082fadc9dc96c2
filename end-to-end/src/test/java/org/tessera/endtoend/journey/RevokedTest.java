package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/**
 * Rights that are taken away while they are in use. An access token is believed until it ends, five minutes at most (here
 * seconds), and a project's membership is asked of the database with every call: that is what the threat model promises.
 */
@Tag("e2e")
@Order(10) // it ends the journey's project
@ExtendWith(Travelled.class)
class RevokedTest {
    private static final int SECONDS = 12;
    private static final Duration OVER = Duration.ofSeconds(3L * SECONDS);

    private final Scene scene;
    private final World world;
    private final AccountRegister register;

    RevokedTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
        this.register = new AccountRegister(world);
    }

    @Test
    void an_account_that_is_closed_gets_no_new_token_and_its_last_one_ends() throws Exception {
        Person rosalind = scene.cast().rosalind;
        register.tokensLive("commons", "tessera-cli", SECONDS);
        try {
            rosalind.refresh();
            String token = rosalind.token();
            Instant begin = Instant.now();
            register.mayLogIn("commons", "rosalind", false);
            assertThat(status(ServiceSpec.COMMONS, "/cohorts", token)).isEqualTo(200);
            rosalind.refresh();
            assertThatThrownBy(rosalind::token).isInstanceOf(Unexpected.class);
            await("the token's end").atMost(OVER).until(() -> status(ServiceSpec.COMMONS, "/cohorts", token) == 401);
            say("a closed account's last token, good for " + SECONDS + " s, was refused "
                    + Duration.between(begin, Instant.now()).toSeconds() + " s after the account was closed");
        } finally {
            register.mayLogIn("commons", "rosalind", true);
            register.tokensLive("commons", "tessera-cli", 0);
        }
    }

    @Test
    void a_project_that_is_revoked_while_its_request_is_in_flight_lets_nobody_in_and_keeps_nothing() throws Exception {
        Person rosalind = scene.cast().rosalindAtEnclave;
        String project = scene.facts().noted("project").orElseThrow();
        String match = inFlight(rosalind, project);
        String token = rosalind.token();
        assertThat(status(ServiceSpec.ENCLAVE, "/projects/" + project, token)).isEqualTo(200);
        scene.cast()
                .camille
                .post("/data-use-requests/" + requestOf(rosalind, project) + "/revoke", Map.of("comment", "A test."))
                .orThrow();
        for (String path : List.of("", "/match-table", "/match-requests", "/match-requests/" + match)) {
            assertThat(status(ServiceSpec.ENCLAVE, "/projects/" + project + path, token))
                    .as(path)
                    .isIn(403, 410);
        }
        world.service(ServiceSpec.BROKER).start();
        // It hears the request and then of its end: whichever it was quick enough for, the enclave must not take an
        // answer.
        await("the broker's verdict")
                .atMost(OVER)
                .until(() -> scene.cast()
                        .oper
                        .get("/match-runs/" + match)
                        .json()
                        .path("state")
                        .asText()
                        .matches("CANCELLED|MATCHED"));
        Optional<String> answer = Database.value(
                world,
                ServiceSpec.BROKER,
                "SELECT event_id FROM outbox WHERE message_key = '" + match + "' ORDER BY id DESC LIMIT 1");
        await("the enclave's hearing of the answer, if there is one")
                .atMost(OVER)
                .until(() -> answer.isEmpty() || heard(answer.get()));
        Ledgers.Verified verified = Ledgers.verify(scene, "ledgers-revoked");
        assertThat(Database.value(
                        world, ServiceSpec.ENCLAVE, "SELECT state FROM match_request WHERE id = '" + match + "'"))
                .contains("CANCELLED");
        assertThat(Database.value(world, ServiceSpec.ENCLAVE, "SELECT count(*) FROM match_link"))
                .contains("0");
        assertThat(verified.hold()).as(verified.said()).isTrue();
        say("a project revoked between a request and its answer: its token refused at once, "
                + (answer.isPresent() ? "the answer ignored" : "no answer made") + "; " + verified.said());
    }

    private String inFlight(Person rosalind, String project) {
        world.service(ServiceSpec.BROKER).stop();
        return rosalind.post(
                        "/projects/" + project + "/match-requests",
                        Map.of("clinicalRelease", Scene.CLINICAL_RELEASE, "catalogueVersion", Scene.IMAGING_RELEASE))
                .orThrow()
                .json()
                .path("id")
                .asText();
    }

    private boolean heard(String event) throws SQLException {
        return Database.value(world, ServiceSpec.ENCLAVE, "SELECT 1 FROM inbox WHERE event_id = '" + event + "'")
                .isPresent();
    }

    private static String requestOf(Person rosalind, String project) {
        return Scene.all(rosalind, "/data-use-requests").stream()
                .filter(request -> request.path("project").asText().equals(project))
                .map((JsonNode request) -> request.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private static int status(ServiceSpec service, String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static void say(String line) {
        System.out.println("    " + line);
    }
}
