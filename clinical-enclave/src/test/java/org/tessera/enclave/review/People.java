package org.tessera.enclave.review;

import static io.restassured.RestAssured.given;

import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.testkit.OpenApiCheck;
import org.tessera.testkit.Tokens;

/** The people of a study, each with her token; every answer is held against the OpenAPI document. */
final class People {
    private final Filter answers = OpenApiCheck.answers();

    RequestSpecification rosalind(String... projects) {
        return inGroups("rosalind-e", projects);
    }

    RequestSpecification dorothy(String... projects) {
        return inGroups("dorothy", projects);
    }

    RequestSpecification camille() {
        return as("camille", "committee");
    }

    RequestSpecification oscar() {
        return as("oscar", "output-checker");
    }

    RequestSpecification olivia() {
        return as("olivia", "output-checker");
    }

    RequestSpecification adele() {
        return as("adele", "administrator");
    }

    private RequestSpecification as(String name, String role) {
        return json(Tokens.of("enclave", name, role));
    }

    private RequestSpecification inGroups(String name, String... projects) {
        var groups = List.of(projects).stream().map(id -> "/projects/" + id).toList();
        return json(Tokens.inGroups("enclave", name, groups, "researcher"));
    }

    private RequestSpecification json(String token) {
        return given().filter(answers)
                .auth()
                .oauth2(token)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** A complete NEW application. */
    static Map<String, Object> application(String... collaborators) {
        return Map.of(
                "type",
                "NEW",
                "title",
                "Severity of COVID-19",
                "abstract",
                "How well does an index foretell severity?",
                "rationale",
                "Because beds are few.",
                "protocol",
                Protocols.bundled(Protocols.COVID_SEVERITY),
                "dataLevel",
                "LIMITED",
                "linkage",
                Map.of("exact", true, "fuzzy", false),
                "collaborators",
                List.of(collaborators),
                "attestations",
                Map.of(
                        "institutionAgreement",
                        true,
                        "trainingCompletedOn",
                        LocalDate.now(ZoneOffset.UTC).minusMonths(1).toString(),
                        "codeOfConduct",
                        true),
                "duo",
                List.of("DUO:0000007"));
    }

    /** Id of a request of Rosalind's that the committee has approved. */
    String approvedRequest() {
        String id = ok(rosalind().body(application()).post("/data-use-requests"), 201, "id");
        ok(rosalind().post("/data-use-requests/" + id + "/submit"), 200, "state");
        ok(camille().post("/data-use-requests/" + id + "/review"), 200, "state");
        ok(
                camille()
                        .body(Map.of("decision", "APPROVE", "comment", "good"))
                        .post("/data-use-requests/" + id + "/decision"),
                200,
                "state");
        return id;
    }

    /** The project of an approved request. */
    String projectOf(String request) {
        return ok(rosalind().get("/data-use-requests/" + request), 200, "project");
    }

    static String ok(Response response, int status, String field) {
        return response.then().statusCode(status).extract().path(field);
    }
}
