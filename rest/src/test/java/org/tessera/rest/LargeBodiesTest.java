package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** Two large bodies are in memory at once; who sends slowly does not keep the room. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class LargeBodiesTest {
    private static final String HALF = "{\"name\":\"" + "x".repeat(300_000);
    private static final String REST = "\"}";

    @Test
    void a_third_large_body_finds_no_room_while_two_are_on_their_way_and_small_ones_do() throws IOException {
        try (Slowly one = new Slowly();
                Slowly other = new Slowly()) {
            one.send(HALF);
            other.send(HALF);
            await().atMost(Duration.ofMinutes(2)).until(() -> large().statusCode() == 503);
            large().then()
                    .statusCode(503)
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .body("kind", equalTo("large-requests-busy"));
            post("/things/returns", "{\"pieces\":1}").then().statusCode(200);

            one.send(REST);
            assertThat(one.answer()).contains("200");
            large().then().statusCode(200);
        }
        // The other one was cut off.
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            try (Slowly again = new Slowly()) {
                again.send(HALF);
                large().then().statusCode(200);
            }
        });
    }

    @Test
    void a_large_body_that_comes_too_slowly_is_given_up() throws Exception {
        try (Slowly one = new Slowly()) {
            one.send(HALF);
            Thread.sleep(Duration.ofSeconds(6));
            one.send(REST);
            assertThat(one.answer()).contains("408");
        }
        large().then().statusCode(200);
    }

    private static Response large() {
        return post("/things/large", HALF + REST);
    }

    private static Response post(String path, String body) {
        return given().auth()
                .oauth2(token())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static String token() {
        return Tokens.of("enclave", "rosalind-e", "researcher");
    }

    /** A caller whose body comes piece by piece. */
    private static final class Slowly implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);

        Slowly() throws IOException {
            send(
                    "POST /things/large HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                            + token() + "\r\nContent-Length: " + (HALF.length() + REST.length()) + "\r\n\r\n");
        }

        void send(String piece) throws IOException {
            socket.getOutputStream().write(piece.getBytes(UTF_8));
            socket.getOutputStream().flush();
        }

        String answer() throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
