package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.envelope.Keys;
import org.tessera.partner.table.Refusal;
import picocli.CommandLine;

/** Whom Keycloak or Kafka does not let in is told so in one sentence, by address and without the secret. */
@SuppressWarnings("NullAway.Init")
class LoginTest {
    private static final String SECRET = "a guessed secret";

    @TempDir
    private Path folder;

    private final AtomicReference<String> shown = new AtomicReference<>("");
    private HttpServer keycloak;
    private int status = 401;

    @BeforeEach
    void open() throws IOException {
        keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keycloak.createContext("/realms/mesh/protocol/openid-connect/token", exchange -> {
            shown.set(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        keycloak.start();
    }

    @AfterEach
    void close() {
        keycloak.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, is partner-north the client id",
        "401, TESSERA_CLIENT_SECRET its secret?",
        "503, answered 503",
        "302, answered 302"
    })
    void a_login_that_fails_names_keycloak_and_what_may_be_wrong(int answered, String sentence) {
        status = answered;
        assertThatThrownBy(this::connect)
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("The login at Keycloak failed")
                .hasMessageContaining(address())
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain(SECRET);
        assertThat(shown.get())
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString(("partner-north:" + SECRET).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_keycloak_that_is_away_is_told_by_its_address() {
        keycloak.stop(0);
        assertThatThrownBy(this::connect)
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Keycloak does not answer at " + address());
    }

    @Test
    void an_address_that_is_none_is_told() {
        assertThatThrownBy(() -> connect("localhost"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--keycloak (KEYCLOAK_URL) is an address");
    }

    @Test
    void a_kafka_that_is_nowhere_is_told_by_its_address() throws Exception {
        Terminal terminal = new Terminal(folder);
        terminal.write("list.csv", "midrc_id\nTES-1\n");
        assertThat(terminal.run(
                        "withdraw",
                        "--list",
                        terminal.at("list.csv"),
                        "--partner",
                        "partner-north",
                        "--private-keys",
                        terminal.at("private"),
                        "--bootstrap",
                        "kafka-without-a-port",
                        "--plain"))
                .isEqualTo(1);
        assertThat(terminal.err())
                .startsWith("There is no way to Kafka at kafka-without-a-port")
                .hasLineCount(1);
    }

    @Test
    void tokens_of_a_register_are_not_made_where_they_cannot_be_sent() throws Exception {
        Terminal terminal = new Terminal(folder);
        Keys.create("honest-broker", folder.resolve("broker"), folder.resolve("public"));
        terminal.write(
                "pii.csv",
                "midrc_id,first,middle,last,birth_date,sex,ssn,address,city,state,zip\nTES-1,Ada,,Lovelace,1970-01-02,F,,,,,\n");
        String[] command = {
            "tokens",
            "--pii",
            terminal.at("pii.csv"),
            "--domain",
            "imaging",
            "--release",
            "2026.1",
            "--link-secret",
            terminal.at("link"),
            "--epoch",
            "1",
            "--partner",
            "partner-north",
            "--private-keys",
            terminal.at("private"),
            "--public-keys",
            terminal.at("public"),
            "--bootstrap",
            "kafka-without-a-port",
            "--plain"
        };
        assertThat(terminal.run(command)).isEqualTo(1);
        assertThat(terminal.err()).startsWith("There is no way to Kafka").hasLineCount(1);
        assertThat(terminal.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "withdraw"})
    void the_help_names_where_the_secret_is_read_from(String command) throws Exception {
        Terminal terminal = new Terminal(folder);
        assertThat(terminal.run(command, "--help")).isZero();
        assertThat(terminal.out()).contains("TESSERA_CLIENT_SECRET");
    }

    private String address() {
        return "http://127.0.0.1:" + keycloak.getAddress().getPort();
    }

    private void connect() throws Exception {
        connect(address());
    }

    private static void connect(String keycloak) throws Exception {
        CommandLine.populateCommand(new Mesh(), "--bootstrap", "127.0.0.1:9", "--keycloak", keycloak)
                .connect("partner-north", SECRET)
                .close();
    }
}
