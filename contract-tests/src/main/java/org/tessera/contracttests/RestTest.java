package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The REST interface: its document, who gets in, and what it answers. */
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
    @DisplayName("nobody gets in without a token, or with garbage")
    Stream<DynamicTest> strangers() {
        return guarded(operation -> {
            Calls.isProblem(Calls.call(operation, null), 401);
            Calls.isProblem(Calls.call(operation, "garbage"), 401);
        });
    }

    @TestFactory
    @DisplayName("nobody gets in with a token of another realm")
    Stream<DynamicTest> foreigners() {
        Optional<String> foreign = Target.foreigner().map(Target::login);
        assumeTrue(foreign.isPresent(), "no account of another realm in --accounts: a token of one is not tried");
        return guarded(operation -> Calls.isProblem(Calls.call(operation, foreign.orElseThrow()), 401));
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
                if (answer.statusCode() >= 400) {
                    Calls.isProblem(answer);
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
        return Operations.each(
                operation ->
                        operation.method().equals("GET") && !operation.namesSomething() && !operation.hasRequired(),
                operation -> {
                    Response answer = Calls.as(Operations.anyToken(operation).orElse(null))
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
    @DisplayName("a list that is read item by item goes on with another item")
    Stream<DynamicTest> pages() {
        return Operations.each(Operations::isPaged, operation -> {
            for (Optional<String> token : Operations.tokens(operation)) {
                JsonPath first = itemAfter("", operation, token);
                String next = first.getString("next");
                if (next != null) {
                    JsonPath second = itemAfter(next, operation, token);
                    assertThat(second.<Object>getList("items"))
                            .as("items after " + next)
                            .doesNotContainAnyElementsOf(first.<Object>getList("items"));
                    assertThat(second.getString("next")).as("next").isNotEqualTo(next);
                    return;
                }
            }
            abort("nobody here sees two of them: walk the journey first");
        });
    }

    private static JsonPath itemAfter(String after, Reference.Operation operation, Optional<String> token) {
        RequestSpecification request = Calls.as(token.orElse(null)).queryParam("limit", 1);
        JsonPath page = (after.isEmpty() ? request : request.queryParam("after", after))
                .get(operation.path())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        if (!after.isEmpty() || page.getString("next") != null) {
            assertThat(page.getList("items")).as("items after " + after).hasSize(1);
        }
        return page;
    }

    private static Stream<DynamicTest> guarded(Consumer<Reference.Operation> test) {
        return Operations.each(operation -> !operation.roles().isEmpty(), test);
    }
}
