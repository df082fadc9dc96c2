package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The REST interface: its document, who gets in, what lists and errors look like. */
@DisplayName("REST")
public class RestTest {
    private final Reference reference = Reference.of(Target.service());

    /** JUnit makes it. */
    public RestTest() {}

    @Test
    @DisplayName("its own document promises everything that the contract does")
    void document() {
        String theirs = Calls.as(null)
                .accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(Promises.broken(reference.document(), theirs))
                .as("what breaks a caller who keeps to the contract")
                .isEmpty();
    }

    @TestFactory
    @DisplayName("nobody gets in without a token, with garbage or with one of another realm")
    Stream<DynamicTest> strangers() {
        String foreign = Target.foreignToken().orElse("eyJhbGciOiJub25lIn0.e30.");
        return guarded(operation -> {
            Calls.isProblem(Calls.call(operation, null), 401);
            assertThat(Calls.call(operation, "garbage").statusCode())
                    .as("garbage")
                    .isEqualTo(401);
            assertThat(Calls.call(operation, foreign).statusCode())
                    .as("a token of another realm")
                    .isEqualTo(401);
        });
    }

    @TestFactory
    @DisplayName("a role that may not, gets 403; a role that may, gets in")
    Stream<DynamicTest> roles() {
        List<String> roles = Target.accounts().stream()
                .filter(account -> account.realm().equals(Target.realm()))
                .map(Target.Account::role)
                .distinct()
                .toList();
        return guarded(operation -> {
            for (String role : roles) {
                if (operation.roles().contains(role) && operation.actsByItself()) {
                    continue;
                }
                Response answer = Calls.call(operation, Target.token(role).orElseThrow());
                if (!operation.roles().contains(role)) {
                    assertThat(answer.statusCode()).as("as " + role).isEqualTo(403);
                } else if (!operation.namesSomething()) {
                    assertThat(answer.statusCode())
                            .as("as " + role)
                            .isNotIn(401, 403)
                            .isLessThan(500);
                } else {
                    assertThat(answer.statusCode())
                            .as("as " + role)
                            .isNotEqualTo(401)
                            .isLessThan(500);
                }
            }
        });
    }

    @TestFactory
    @DisplayName("what can be read looks as the contract says")
    Stream<DynamicTest> answers() {
        OpenApiValidationFilter contract = new OpenApiValidationFilter(
                OpenApiInteractionValidator.createForInlineApiSpecification(reference.document())
                        .withLevelResolver(LevelResolver.create()
                                .withLevel("validation.request", Level.IGNORE)
                                .withLevel("validation.response", Level.ERROR)
                                // A stream of lines may have none yet; isAnswer looks at the others.
                                .withLevel("validation.response.body.missing", Level.IGNORE)
                                .build())
                        .build());
        return each(
                operation ->
                        operation.method().equals("GET") && !operation.namesSomething() && !operation.hasRequired(),
                operation -> {
                    Response answer = Calls.as(anyToken(operation).orElse(null))
                            .filter(contract)
                            .get(operation.path());
                    if (answer.statusCode() == 404 && operation.statuses().contains("404")) {
                        Calls.isProblem(answer, 404);
                    } else {
                        isAnswer(answer);
                    }
                });
    }

    private static void isAnswer(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        if (!answer.contentType().startsWith("application/x-ndjson")) {
            assertThat(answer.asString()).as("body").isNotBlank();
        }
    }

    @TestFactory
    @DisplayName("an impossible page size is a problem")
    Stream<DynamicTest> limits() {
        return each(
                operation -> operation.method().equals("GET")
                        && !operation.namesSomething()
                        && operation.queries().contains("limit"),
                operation -> Calls.isProblem(
                        Calls.as(anyToken(operation).orElse(null)).get(operation.path() + "?limit=0"), 400));
    }

    @TestFactory
    @DisplayName("what does not exist is not found, and says so")
    Stream<DynamicTest> unknown() {
        return each(
                operation -> operation.method().equals("GET")
                        && operation.namesSomething()
                        && !operation.path().startsWith("/projects/"),
                operation -> {
                    Response answer = Calls.as(anyToken(operation).orElse(null)).get(operation.examplePath());
                    assertThat(answer.statusCode()).isIn(400, 404);
                });
    }

    @TestFactory
    @DisplayName("what creates something asks for an Idempotency-Key")
    Stream<DynamicTest> keys() {
        return each(
                operation -> operation.method().equals("POST")
                        && operation.headers().contains("Idempotency-Key")
                        && !operation.namesSomething(),
                operation -> {
                    Response answer = Calls.call(operation, anyToken(operation).orElse(null));
                    assertThat(answer.statusCode()).isBetween(400, 422);
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                });
    }

    private static Optional<String> anyToken(Reference.Operation operation) {
        return operation.roles().stream()
                .map(Target::token)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<DynamicTest> guarded(Consumer<Reference.Operation> test) {
        return each(operation -> !operation.roles().isEmpty(), test);
    }

    private Stream<DynamicTest> each(
            java.util.function.Predicate<Reference.Operation> which, Consumer<Reference.Operation> test) {
        return reference.operations().stream()
                .filter(which)
                .map(operation -> dynamicTest(operation.toString(), () -> test.accept(operation)));
    }
}
