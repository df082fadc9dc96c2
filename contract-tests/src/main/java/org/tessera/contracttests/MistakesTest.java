package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a caller does wrong is told to her as a problem. */
@DisplayName("Mistakes")
public class MistakesTest {
    /** JUnit makes it. */
    public MistakesTest() {}

    @TestFactory
    @DisplayName("an impossible page size is a problem")
    Stream<DynamicTest> limits() {
        return Operations.each(
                Operations::isPaged,
                operation -> Calls.isProblem(
                        Calls.as(Operations.anyToken(operation).orElse(null)).get(operation.path() + "?limit=0"), 400));
    }

    @TestFactory
    @DisplayName("what does not exist is not found, and says so")
    Stream<DynamicTest> unknown() {
        return Operations.each(
                operation -> operation.method().equals("GET") && operation.namesSomething(),
                operation -> List.of(UUID.randomUUID().toString(), "no-uuid").forEach(id -> isUnknown(operation, id)));
    }

    private static void isUnknown(Reference.Operation operation, String id) {
        Response answer = Calls.as(Operations.anyToken(operation).orElse(null)).get(operation.pathOf(id));
        // Whether there is such a project is told to its members only.
        assertThat(answer.statusCode())
                .as(operation.pathOf(id))
                .isIn(operation.path().startsWith("/projects/") ? List.of(400, 403, 404) : List.of(400, 404));
        Calls.isProblem(answer);
    }

    @TestFactory
    @DisplayName("half a JSON object is a problem")
    Stream<DynamicTest> halves() {
        return Operations.each(
                operation ->
                        operation.takes().filter("application/json"::equals).isPresent(),
                operation -> {
                    Response answer =
                            Calls.call(operation, Operations.anyToken(operation).orElse(null), "{");
                    assertThat(answer.statusCode()).isBetween(400, 499);
                    Calls.isProblem(answer);
                });
    }

    @TestFactory
    @DisplayName("what creates something asks for an Idempotency-Key")
    Stream<DynamicTest> keys() {
        return Operations.each(
                operation -> operation.method().equals("POST")
                        && operation.headers().contains("Idempotency-Key")
                        && !operation.namesSomething(),
                operation -> {
                    Response answer =
                            Calls.call(operation, Operations.anyToken(operation).orElse(null));
                    assertThat(answer.statusCode()).isBetween(400, 422);
                    Calls.isProblem(answer);
                });
    }
}
