package org.tessera.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
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

    private static Map<String, Object> after(String path) {
        return JsonPath.from(document())
                .param("path", path)
                .getMap("paths[path].get.parameters.find { it.name == 'after' }.schema");
    }

    @Test
    void it_says_whose_it_is_and_what_holds_for_every_call() {
        JsonPath info = JsonPath.from(document()).setRootPath("info");
        assertThat(info.getString("title")).isEqualTo("Tessera clinical-enclave");
        assertThat(info.getString("version")).isNotBlank();
        assertThat(info.getString("description"))
                .startsWith("Things of the tests. A call carries an access token")
                .contains("(RFC 9457)", "Idempotency-Key", "pages", "are refused.");
    }

    @Test
    void an_answer_that_keeps_to_it_passes() {
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
    void an_answer_of_another_type_or_without_a_member_fails(String body) {
        assertThat(judge(body).hasErrors()).isTrue();
    }

    @Test
    void what_may_be_absent_is_not_required() {
        assertThat(schema("Described").getList("required")).containsExactlyInAnyOrder("id", "of_colour");
    }

    @Test
    void what_a_caller_may_leave_out_stays_so() {
        assertThat(schema("NewThing").getList("required")).isEqualTo(List.of("name"));
        assertThat(schema("Preference").getList("required")).isNull();
    }

    @Test
    void a_page_has_its_items_always_and_the_next_sometimes() {
        assertThat(schema("PageThing").getList("required")).containsExactly("items");
    }

    @Test
    void what_a_page_names_next_is_of_the_type_that_after_takes() {
        assertThat(schema("PageThing").getString("properties.next.type")).isEqualTo("string");
        assertThat(after("/things")).isEqualTo(Map.of("type", "string", "pattern", "^[0-9]+$", "default", "0"));
    }

    @Test
    void what_comes_in_no_pages_may_take_a_number() {
        assertThat(after("/ledger")).containsEntry("type", "integer");
    }

    @Test
    void a_pattern_is_of_the_whole_text_but_where_something_is_to_be_found_in_it() {
        assertThat(schema("UUID").getString("pattern")).startsWith("^").endsWith("$");
        assertThat(schema("NewThing").getString("properties.name.pattern")).isEqualTo("\\S");
    }

    @Test
    void every_operation_of_the_house_has_a_name_of_its_own() {
        assertThat(JsonPath.from(document())
                        .getList(
                                "paths.findAll { !it.key.startsWith('/things') }.collectMany { path, item -> item.collect"
                                        + " { verb, operation -> operation.operationId } }"))
                .containsExactlyInAnyOrder(
                        "exportLedger", "getLedgerHead", "listQuarantine", "redriveMessage", "dismissMessage");
    }

    @Test
    void a_key_of_what_is_done_once_is_required() {
        assertThat(JsonPath.from(document())
                        .getList("paths.'/things'.post.parameters.findAll { it.name == 'Idempotency-Key' }.required"))
                .containsExactly(true);
    }

    @Test
    void every_refusal_has_the_one_body_with_a_kind() {
        assertThat(schema("Problem").getList("required", String.class)).contains("kind", "status");
        Map<String, Map<String, Map<String, Object>>> paths =
                JsonPath.from(document()).getMap("paths");
        assertThat(paths.keySet()).isNotEmpty();
        for (String path : paths.keySet()) {
            List<String> refusals = JsonPath.from(document())
                    .param("path", path)
                    .getList("paths[path].collectMany { verb, operation -> operation.responses.findAll"
                            + " { !it.key.startsWith('2') }.collect"
                            + " { it.value.content['application/problem+json'].schema['$ref'] } }");
            assertThat(refusals).isNotEmpty().containsOnly("#/components/schemas/Problem");
        }
    }

    @Test
    void it_names_no_address_of_the_machine_that_built_it() {
        assertThat(JsonPath.from(document()).getList("servers")).isNull();
    }
}
