package org.tessera.representativeness.population;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** A crowd of imports does not take all memory: few are read at once, each of a few megabytes. */
@QuarkusTest
@OnRealServers("representativeness-service")
class ImportRoomTest {
    private static final int LARGER_THAN_USUAL = 300_000;

    @Test
    void a_file_is_read_when_less_than_two_other_large_requests_are() throws IOException {
        try (Socket one = table(LARGER_THAN_USUAL + 1);
                Socket other = table(LARGER_THAN_USUAL + 1)) {
            for (Socket socket : new Socket[] {one, other}) {
                socket.getOutputStream().write(new byte[LARGER_THAN_USUAL]);
                socket.getOutputStream().flush();
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> imported().statusCode() == 503);
            imported().then().statusCode(503).body("kind", equalTo("large-requests-busy"));
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> imported().statusCode() == 201);
    }

    @Test
    void a_file_of_more_than_two_mebibytes_is_not_taken() throws IOException {
        try (Socket socket = table(3 << 20)) {
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine())
                    .contains("413");
        }
    }

    private static Response imported() {
        return Asking.in("registered", "rosalind")
                .multiPart("description", """
                        {"name": "room-%s", "title": "Cases", "source": "a test", "asOf": "2020", "date": "2020-12-31",
                         "attribute": "sex", "definition": "cases", "counting": "COUNTS"}""".formatted(UUID.randomUUID()))
                .multiPart("file", "table", "Female,Male\n405,262\n".getBytes(UTF_8))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/references");
    }

    /** A table that begins to be sent. */
    private static Socket table(int bytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.getOutputStream()
                .write(("POST /counts HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nAuthorization: Bearer "
                                + Tokens.of("commons", "rosalind", "registered") + "\r\nContent-Length: " + bytes
                                + "\r\n\r\n")
                        .getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }
}
