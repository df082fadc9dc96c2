package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.OpenApiCheck;

/** The document of a service: what somebody else's answers are held against. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class DocumentTest {
    private static final String RIGHT = "{\"id\":\"7a5c1b1e-0000-4000-8000-000000000001\",\"of_colour\":\"green\"}";

    private static String document() {
        return given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static ValidationReport judge(String body) {
        return OpenApiCheck.validator(document())
                .build()
                .validateResponse(
                        "/things/described",
                        Method.GET,
                        SimpleResponse.Builder.ok()
                                .withContentType("application/json")
                                .withBody(body)
                                .build());
    }

    private static JsonPath schema(String name) {
        return JsonPath.from(document()).setRootPath("components.schemas." + name);
    }

    @Test
    void anAnswerThatKeepsToItPasses() {
        assertThat(judge(RIGHT).getMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":{\"value\":\"7a5c1b1e-0000-4000-8000-000000000001\"},\"of_colour\":\"green\"}",
                "{\"id\":\"seven\",\"of_colour\":\"green\"}",
                "{\"id\":\"7a5c1b1e-0000-4000-8000-000000000001\",\"of_colour\":7}",
                "{\"id\":\"7a5c1b1e-0000-4000-8000-000000000001\",\"of_colour\":\"green\",\"note\":[]}",
                "{\"id\":\"7a5c1b1e-0000-4000-8000-000000000001\"}"
            })
    void anAnswerOfAnotherTypeOrWithoutAMemberFails(String body) {
        assertThat(judge(body).hasErrors()).isTrue();
    }

    @Test
    void whatMayBeAbsentIsNotRequired() {
        assertThat(schema("Described").getList("required")).containsExactlyInAnyOrder("id", "of_colour");
    }

    @Test
    void whatACallerMayLeaveOutStaysSo() {
        assertThat(schema("NewThing").getList("required")).isEqualTo(List.of("name"));
        assertThat(schema("Preference").getList("required")).isNull();
    }

    @Test
    void aPageHasItsItemsAlwaysAndTheNextSometimes() {
        assertThat(schema("PageThing").getList("required")).containsExactly("items");
    }

    @Test
    void aKeyOfWhatIsDoneOnceIsRequired() {
        assertThat(JsonPath.from(document())
                        .getList("paths.'/things'.post.parameters.findAll { it.name == 'Idempotency-Key' }.required"))
                .containsExactly(true);
    }
}
