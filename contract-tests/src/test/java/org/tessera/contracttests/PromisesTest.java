package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A document of somebody else is found to break the contract where it does, and nowhere else. */
class PromisesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String changed(Consumer<ObjectNode> change) throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree(ours());
        change.accept(document);
        return JSON.writeValueAsString(document);
    }

    private static String ours() {
        return Reference.of("imaging-commons").document();
    }

    private static ObjectNode schema(ObjectNode document, String name) {
        return (ObjectNode) document.at("/components/schemas/" + name);
    }

    private static void writeTypesAsLists(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type").isTextual()) {
            String type = object.path("type").asText();
            object.putArray("type").add(type);
        }
        node.forEach(PromisesTest::writeTypesAsLists);
    }

    @Test
    void our_own_document_breaks_nothing() {
        assertThat(Promises.broken(ours(), ours())).isEmpty();
    }

    @Test
    void another_version_of_OpenAPI_breaks_nothing() throws Exception {
        String newer = changed(document -> {
            document.put("openapi", "3.1.1");
            writeTypesAsLists(document.path("components").path("schemas"));
            writeTypesAsLists(document.path("paths"));
        });
        assertThat(newer).contains("\"type\":[\"string\"]");
        assertThat(Promises.broken(ours(), newer)).isEmpty();
    }

    @Test
    void an_operation_that_is_missing_is_named() throws Exception {
        assertThat(Promises.broken(
                        ours(), changed(document -> ((ObjectNode) document.path("paths")).remove("/cohorts"))))
                .contains("GET /cohorts is missing", "POST /cohorts is missing");
    }

    @Test
    void an_identifier_that_is_an_object_breaks() throws Exception {
        String theirs = changed(document -> {
            ObjectNode id = schema(document, "CohortId").removeAll().put("type", "object");
            id.putObject("properties").putObject("value").put("type", "string");
        });
        assertThat(Promises.broken(ours(), theirs))
                .contains("GET /cohorts: answer 200 (application/json)/items/0/id is of another type");
    }

    @Test
    void a_member_of_an_answer_that_may_be_absent_breaks() throws Exception {
        String theirs =
                changed(document -> ((ArrayNode) schema(document, "SavedCohort").path("required")).removeAll());
        assertThat(Promises.broken(ours(), theirs))
                .contains("GET /cohorts: answer 200 (application/json)/items/0/name may be absent");
    }

    @Test
    void a_member_of_another_type_breaks() throws Exception {
        String theirs = changed(document ->
                ((ObjectNode) schema(document, "SavedCohort").path("properties").path("name")).put("type", "integer"));
        assertThat(Promises.broken(ours(), theirs))
                .contains("GET /cohorts: answer 200 (application/json)/items/0/name is of another type");
    }

    @Test
    void one_member_more_breaks_nothing() throws Exception {
        String theirs = changed(
                document -> ((ObjectNode) schema(document, "SavedCohort").path("properties"))
                        .putObject("colour")
                        .put("type", "string"));
        assertThat(Promises.broken(ours(), theirs)).isEmpty();
    }

    @Test
    void a_member_that_is_missing_breaks() throws Exception {
        String theirs = changed(
                document -> ((ObjectNode) schema(document, "SavedCohort").path("properties")).remove("name"));
        assertThat(Promises.broken(ours(), theirs))
                .contains("POST /cohorts: answer 201 (application/json)/name is missing");
    }

    @Test
    void answers_and_bodies_that_are_missing_break() throws Exception {
        String theirs = changed(document -> {
            ((ObjectNode) document.at("/paths/~1cohorts/get/responses")).remove("200");
            ((ObjectNode) document.at("/paths/~1cohorts/post")).remove("requestBody");
        });
        assertThat(Promises.broken(ours(), theirs))
                .containsExactlyInAnyOrder(
                        "GET /cohorts: answer 200 is missing", "POST /cohorts: body (application/json) is missing");
    }

    @Test
    void parameters_that_are_missing_or_bound_otherwise_break() throws Exception {
        String theirs =
                changed(document -> document.at("/paths/~1cases/get/parameters").forEach(parameter -> {
                    if (parameter.path("name").asText().equals("race")) {
                        ((ObjectNode) parameter).put("name", "ethnos");
                    } else if (parameter.path("name").asText().equals("limit")) {
                        ((ObjectNode) parameter.path("schema")).put("maximum", 2);
                    }
                }));
        assertThat(Promises.broken(ours(), theirs))
                .containsExactlyInAnyOrder(
                        "GET /cases: parameter race is missing", "GET /cases: parameter limit differs (numeric range)");
    }
}
