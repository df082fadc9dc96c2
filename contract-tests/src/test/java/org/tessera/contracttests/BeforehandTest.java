package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is wrong with the options is one sentence and exit status 2, before any test is tried. */
class BeforehandTest {
    private static final String TOKENS = "/realms/broker/protocol/openid-connect/token";

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter said = new StringWriter();
    private final Map<String, String> options = new java.util.TreeMap<>();
    private HttpServer everything = stand();

    /** The service and Keycloak at one address. */
    private static HttpServer stand() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void answers(String path, int status, String text) {
        answers(path, status, () -> text);
    }

    private void answers(String path, int status, Supplier<String> text) {
        everything.createContext(path, exchange -> {
            byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @BeforeEach
    void all_is_well() throws IOException {
        String address = "http://127.0.0.1:" + everything.getAddress().getPort();
        options.put("--url", address);
        options.put("--keycloak", address + "/");
        options.put("--accounts", write("accounts.txt", "broker oper operator secret"));
        options.put("--public-keys", folder.toString());
        write("honest-broker.jwks.json", "{}");
        answers("/q/openapi", 200, "{}");
        answers("/realms/broker", 200, "{}");
        answers(TOKENS, 200, "{\"access_token\": \"a\"}");
    }

    @AfterEach
    void end() {
        everything.stop(0);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text + "\n").toString();
    }

    private static String nowhere() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + free.getLocalPort();
        }
    }

    private void refuses(String sentence, String option) {
        List<String> words = new ArrayList<>(
                List.of("honest-broker", "--reports", folder.resolve("reports").toString()));
        options.forEach((name, value) -> words.addAll(List.of(name, value)));
        CommandLine command = Main.commandLine().setErr(new PrintWriter(said, true));

        assertThat(command.execute(words.toArray(String[]::new)))
                .as(said.toString())
                .isEqualTo(2);
        assertThat(said.toString().lines())
                .hasSize(1)
                .first()
                .satisfies(line -> assertThat(line).contains(sentence).contains("(" + option + ")"));
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    /** Kafka is looked at after the logins. */
    private void comesAsFarAsKafka() throws IOException {
        said.getBuffer().setLength(0);
        options.put("--kafka", write("kafka.properties", "bootstrap.servers="));
        refuses("names no bootstrap.servers", "--kafka");
    }

    @Test
    void where_all_is_well_the_tests_may_begin() {
        options.forEach((name, value) -> System.setProperty(Target.PREFIX + name.substring(2), value));
        System.setProperty(Target.PREFIX + "service", "honest-broker");
        System.clearProperty(Target.PREFIX + "kafka");
        System.clearProperty(Target.PREFIX + "realm");
        assertThatCode(Beforehand::check).doesNotThrowAnyException();
    }

    @Test
    void a_service_that_is_not_there() throws IOException {
        options.put("--url", "http://" + nowhere());
        refuses("Nothing answers at http://127.0.0.1:", "--url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commons.example.org", "http://", "not an address"})
    void an_address_that_is_none(String address) {
        options.put("--url", address);
        refuses("is no address", "--url");
    }

    @Test
    void a_server_that_is_no_such_service() {
        everything.removeContext("/q/openapi");
        refuses("shows no OpenAPI document", "--url");
    }

    @Test
    void a_keycloak_that_is_not_there() throws IOException {
        options.put("--keycloak", "http://" + nowhere());
        refuses("Nothing answers at http://127.0.0.1:", "--keycloak");
    }

    @Test
    void a_keycloak_without_the_realm() {
        everything.removeContext("/realms/broker");
        refuses("does not know the realm broker", "--keycloak");
    }

    @Test
    void a_password_that_is_wrong() throws IOException {
        everything.removeContext(TOKENS);
        answers(TOKENS, 401, "{\"error\": \"invalid_grant\"}");
        options.put("--accounts", write("accounts.txt", "broker somebody operator wrong"));
        refuses("somebody cannot log in at the realm broker", "--accounts");
    }

    @Test
    void a_server_that_answers_a_login_with_a_page() throws IOException {
        everything.removeContext(TOKENS);
        answers(TOKENS, 502, "<html>");
        options.put("--accounts", write("accounts.txt", "broker lost operator secret"));
        refuses("Keycloak did not answer a login with JSON", "--accounts");
    }

    /** As Keycloak refuses the second of two logins at once. */
    @Test
    void a_login_that_is_refused_once_is_tried_again() throws IOException {
        everything.removeContext(TOKENS);
        AtomicInteger logins = new AtomicInteger();
        answers(TOKENS, 200, () -> {
            boolean first = logins.getAndIncrement() == 0;
            return first ? "{\"error\": \"invalid_grant\"}" : "{\"access_token\": \"a\"}";
        });
        options.put("--accounts", write("accounts.txt", "broker hasty operator secret"));
        comesAsFarAsKafka();
        assertThat(logins).hasValue(2);
    }

    @Test
    void accounts_that_are_not_there_or_of_another_realm() throws IOException {
        options.put("--accounts", write("accounts.txt", "commons curtis curator secret"));
        refuses("is an account of the realm broker", "--accounts");
    }

    @Test
    void a_realm_may_have_another_name() throws IOException {
        options.put("--accounts", write("accounts.txt", "ours oper operator token:abc"));
        refuses("--realm names another realm", "--accounts");
        options.put("--realm", "ours");
        comesAsFarAsKafka();
    }

    @Test
    void tokens_need_no_keycloak() throws IOException {
        options.remove("--keycloak");
        options.put("--accounts", write("accounts.txt", "broker oper operator token:abc"));
        comesAsFarAsKafka();
    }

    @Test
    void a_password_needs_a_keycloak() throws IOException {
        options.remove("--keycloak");
        refuses("tell at which Keycloak it logs in", "--keycloak");
    }

    @Test
    void an_account_of_another_realm_logs_in_too() throws IOException {
        options.put(
                "--accounts", write("accounts.txt", "broker oper operator token:abc\nelsewhere curtis curator secret"));
        refuses("does not know the realm elsewhere", "--keycloak");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--accounts", "--kafka", "--ca"})
    void a_file_that_is_not_there(String option) {
        options.put(option, folder.resolve("absent").toString());
        refuses("There is no file " + folder.resolve("absent"), option);
    }

    @Test
    void keys_that_are_not_there() {
        options.put("--public-keys", folder.resolve("absent").toString());
        refuses("There is no folder", "--public-keys");
    }

    @Test
    void a_folder_without_keys() throws IOException {
        Files.delete(folder.resolve("honest-broker.jwks.json"));
        refuses("There are no public keys", "--public-keys");
    }

    @Test
    void a_kafka_that_is_not_there() throws IOException {
        options.put("--kafka", write("kafka.properties", "bootstrap.servers=" + nowhere()));
        refuses("Kafka cannot be reached", "--kafka");
    }

    @Test
    void settings_that_name_no_kafka() throws IOException {
        options.put("--kafka", write("kafka.properties", "security.protocol=PLAINTEXT"));
        refuses("names no bootstrap.servers", "--kafka");
    }
}
