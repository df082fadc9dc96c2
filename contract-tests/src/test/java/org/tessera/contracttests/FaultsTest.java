package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** A service that makes one mistake is found out, and the same service without it is not. */
class FaultsTest {
    private static final String GOOD = """
            {"type": "urn:example:broken", "kind": "broken", "title": "Bad Request", "status": 400, "detail": "It cannot be read."}""";
    private static final String EMPTY = "{\"items\": []}";

    /** @param type media type */
    private record Answer(int status, String type, String body) {
        static Answer problem(String body) {
            return new Answer(400, "application/problem+json", body);
        }

        static Answer page(String body) {
            return new Answer(200, "application/json", body);
        }

        static Answer trace() {
            return new Answer(500, "text/html", "<html>NullPointerException</html>");
        }
    }

    @TempDir
    private Path folder = Path.of("");

    private Function<URI, Answer> answers = address -> Answer.problem(GOOD);
    private HttpServer service = stand();

    private HttpServer stand() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                Answer answer = answers.apply(exchange.getRequestURI());
                byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", answer.type());
                exchange.sendResponseHeaders(answer.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void tell() throws IOException {
        tell("service", "imaging-commons");
        tell("url", "http://127.0.0.1:" + service.getAddress().getPort());
        accounts("commons one registered token:one");
        System.clearProperty(Target.PREFIX + "realm");
        System.clearProperty(Target.PREFIX + "ca");
    }

    @AfterEach
    void end() {
        service.stop(0);
    }

    private static void tell(String option, String value) {
        System.setProperty(Target.PREFIX + option, value);
    }

    private void accounts(String lines) throws IOException {
        tell(
                "accounts",
                Files.writeString(folder.resolve("accounts.txt"), lines).toString());
    }

    private static void run(Stream<DynamicTest> tests, String operation) throws Throwable {
        tests.filter(test -> test.getDisplayName().equals(operation))
                .findFirst()
                .orElseThrow()
                .getExecutable()
                .execute();
    }

    private static void halfAnObject() throws Throwable {
        run(new MistakesTest().halves(), "POST /cohorts");
    }

    private static void pages() throws Throwable {
        run(new RestTest().pages(), "GET /cohorts");
    }

    @Test
    void a_problem_that_says_all_is_one() {
        assertThatCode(FaultsTest::halfAnObject).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"broken\", \"title\": \"Bad Request\", \"status\": 400}",
                "{\"type\": \"about:blank\", \"kind\": \"broken\", \"title\": \"Bad Request\", \"status\": 400}",
                "{\"type\": \"urn:example:broken\", \"title\": \"Bad Request\", \"status\": 400}",
                "{\"type\": \"urn:example:broken\", \"kind\": \"broken\", \"status\": 400}",
                "{\"type\": \"urn:example:broken\", \"kind\": \"broken\", \"title\": \"Bad Request\", \"status\": 500}",
                "{\"type\": \"urn:example:broken\", \"kind\": \"broken\", \"title\": \"Bad Request\", \"status\": 400,"
                        + " \"cause\": {\"trace\": \"SQLException: SELECT\\n\\tat org.example.Store\"}}"
            })
    void a_problem_that_says_too_little_or_too_much_is_none(String problem) {
        answers = address -> Answer.problem(problem);
        assertThatThrownBy(FaultsTest::halfAnObject).isInstanceOf(AssertionError.class);
    }

    private static String saying(String detail) {
        return GOOD.replace("It cannot be read.", detail.replace("\"", "\\\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NullPointerException",
                "Failed: org.hibernate.exception.JDBCConnectionException",
                "Cannot read field of org.example.store.Cohort",
                "for input of java.lang.String",
                "ERROR: duplicate key value violates unique constraint \"cohort_pkey\"",
                "ERROR: relation \"cohort\" does not exist",
                "Refused, SQLState 23505",
                "while executing SELECT id FROM cohort",
                "select * from cohort",
                "could not execute: select c.id, c.name from cohort c where c.id = ?",
                "select c.id from cohort c",
                "insert into cohort (id) values (?)",
                "update cohort set name = ?",
                "delete from cohort where id = ?"
            })
    void a_problem_that_tells_of_the_services_inside_in_one_line_is_none(String detail) {
        answers = address -> Answer.problem(saying(detail));
        assertThatThrownBy(FaultsTest::halfAnObject).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The query parameter page_size is not known here; known are after and limit.",
                "Line 2: year_of_birth is not from 1850 to 2026. Errors: 3, exceptions: none.",
                "There is no column \"person_id\" in omop/person.csv.",
                "Select one of the columns, or select several from the list.",
                "A message of type org.tessera.match-request.v1 is not expected; update it.",
                "Ask at https://broker.example.org/Requests for release v1.2.Final."
            })
    void a_problem_in_words_of_its_caller_is_one(String detail) {
        answers = address -> Answer.problem(saying(detail));
        assertThatCode(FaultsTest::halfAnObject).doesNotThrowAnyException();
    }

    @Test
    void a_service_that_fails_at_half_an_object_is_found_out() {
        answers = address -> Answer.trace();
        assertThatThrownBy(FaultsTest::halfAnObject).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_service_that_fails_at_an_identifier_of_another_form_is_found_out() throws Throwable {
        run(new MistakesTest().unknown(), "GET /cohorts/{id}");
        answers = address -> address.getPath().matches(".*/[0-9a-f-]{36}") ? Answer.problem(GOOD) : Answer.trace();
        assertThatThrownBy(() -> run(new MistakesTest().unknown(), "GET /cohorts/{id}"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_list_that_goes_on_is_one() {
        answers = address -> Answer.page(
                address.getQuery().contains("after=7")
                        ? "{\"items\": [{\"id\": 8}]}"
                        : "{\"items\": [{\"id\": 7}], \"next\": \"7\"}");
        assertThatCode(FaultsTest::pages).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\": [{\"id\": 7}], \"next\": \"7\"}",
                "{\"items\": [], \"next\": \"7\"}",
                "{\"items\": [{\"id\": 7}, {\"id\": 8}], \"next\": \"8\"}"
            })
    void a_list_that_does_not_go_on_is_found_out(String page) {
        answers = address -> Answer.page(page);
        assertThatThrownBy(FaultsTest::pages).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_list_that_never_ends_is_found_out() {
        answers = address -> Answer.page("{\"items\": [{\"id\": %d}], \"next\": \"7\"}".formatted(System.nanoTime()));
        assertThatThrownBy(FaultsTest::pages).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_list_that_nobody_can_follow_is_not_told_as_followed() {
        answers = address -> Answer.page(EMPTY);
        assertThatThrownBy(FaultsTest::pages)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("walk the journey first");
    }

    @Test
    void a_refusal_without_a_problem_is_found_out() {
        answers = address -> new Answer(403, "text/html", "<html>Forbidden</html>");
        assertThatThrownBy(() -> run(new RestTest().roles(), "GET /ledger")).isInstanceOf(AssertionError.class);
    }

    @Test
    void without_an_account_of_another_realm_none_is_told_as_tried() throws IOException {
        assertThat(catchThrowable(() -> new RestTest().foreigners()))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no account of another realm");
        accounts("commons one registered token:one\nelsewhere two registered token:two");
        assertThat(new RestTest().foreigners()).isNotEmpty();
    }
}
