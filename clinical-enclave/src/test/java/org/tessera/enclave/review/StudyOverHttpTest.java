package org.tessera.enclave.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.tessera.enclave.review.People.ok;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("clinical-enclave")
class StudyOverHttpTest {
    @Inject
    RegisterOfTheTest register;

    private People people;

    @BeforeEach
    void servicesAreUp() {
        people = new People();
    }

    @Test
    void a_request_is_approved_its_project_opens_and_ends() {
        var request = people.approvedRequest();
        var project = people.projectOf(request);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(register.groups())
                        .containsEntry(
                                new ProjectId(UUID.fromString(project)),
                                Set.of(Tokens.subject("enclave", "rosalind-e"))));
        people.rosalind().get("/projects?limit=500").then().statusCode(200).body("items.id", hasItem(project));
        people.rosalind(project)
                .get("/projects/" + project)
                .then()
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("protocol.name", equalTo("covid-severity"));
        people.rosalind().get("/projects/" + project).then().statusCode(403).body("kind", equalTo("not-a-member"));
        people.dorothy(project)
                .get("/projects/" + project)
                .then()
                .statusCode(403)
                .body("kind", equalTo("not-a-member"));
        people.rosalind()
                .post("/data-use-requests/" + request + "/close")
                .then()
                .statusCode(200)
                .body("state", equalTo("CLOSED"));
        people.rosalind(project).get("/projects/" + project).then().statusCode(410);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(register.groups()).doesNotContainKey(new ProjectId(UUID.fromString(project))));
    }

    @Test
    void others_see_title_and_abstract_of_what_was_approved_and_never_the_rationale() {
        var request = people.approvedRequest();
        people.dorothy()
                .get("/data-use-requests/" + request)
                .then()
                .statusCode(200)
                .body("title", equalTo("Severity of COVID-19"))
                .body("rationale", nullValue())
                .body("protocol", nullValue())
                .body("project", nullValue());
        String draft = ok(people.rosalind().body(People.application()).post("/data-use-requests"), 201, "id");
        people.dorothy().get("/data-use-requests/" + draft).then().statusCode(404);
        people.camille().get("/data-use-requests/" + draft).then().statusCode(404);
        people.camille()
                .get("/data-use-requests/" + request)
                .then()
                .body("rationale", equalTo("Because beds are few."));
    }

    @Test
    void mistakes_are_told_all_at_once_and_illegal_moves_with_what_is_possible() {
        String id =
                ok(people.rosalind().body(Map.of("type", "NEW", "title", "x")).post("/data-use-requests"), 201, "id");
        people.rosalind()
                .post("/data-use-requests/" + id + "/submit")
                .then()
                .statusCode(422)
                .body("kind", equalTo("application-incomplete"))
                .body("mistakes.size()", greaterThan(5));
        var approved = people.approvedRequest();
        people.rosalind()
                .post("/data-use-requests/" + approved + "/submit")
                .then()
                .statusCode(409)
                .body("kind", equalTo("illegal-transition"))
                .body("possible", contains("CLOSED", "EXPIRED", "REVOKED"));
    }

    @Test
    void nobody_decides_on_a_request_she_is_a_party_to_and_is_told_so() {
        String id = ok(people.rosalind().body(People.application("camille")).post("/data-use-requests"), 201, "id");
        people.rosalind().post("/data-use-requests/" + id + "/submit").then().statusCode(200);
        people.camille()
                .post("/data-use-requests/" + id + "/review")
                .then()
                .statusCode(403)
                .body("kind", equalTo("not-permitted"))
                .body("detail", equalTo("Nobody decides on a request that she is a party to."));
    }

    @Test
    void one_idempotency_key_makes_one_draft() {
        var key = UUID.randomUUID().toString();
        String first = draftWith(key);
        String second = draftWith(key);
        assertThat(second).isEqualTo(first);
    }

    private static String draftWith(String key) {
        var token = Tokens.of("enclave", "rosalind-e", "researcher");
        var answer = given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(People.application())
                .post("/data-use-requests");
        return ok(answer, 201, "id");
    }

    @Test
    void results_leave_after_a_check_and_two_blind_reviews() {
        var project = people.projectOf(people.approvedRequest());
        var id = order(project, "40");
        people.rosalind(project)
                .post("/download-requests/" + id + "/submit")
                .then()
                .statusCode(200)
                .body("state", equalTo("CHECKED"))
                .body("files", hasSize(1));
        vote(people.oscar(), id, "PARTIALLY_REVIEWED");
        people.olivia().get("/download-requests/" + id).then().body("reviews", empty());
        people.oscar()
                .body(Map.of("verdict", "APPROVE"))
                .post("/download-requests/" + id + "/reviews")
                .then()
                .statusCode(403);
        people.rosalind()
                .get("/download-requests/" + id + "/resources/count.csv")
                .then()
                .statusCode(403);
        vote(people.olivia(), id, "APPROVED");
        people.adele()
                .post("/download-requests/" + id + "/release")
                .then()
                .statusCode(200)
                .body("state", equalTo("RELEASED"));
        var bytes = people.rosalind()
                .get("/download-requests/" + id + "/resources/count.csv")
                .then()
                .statusCode(200);
        assertThat(bytes.extract().asString()).isEqualTo("persons\r\n40\r\n");
        people.dorothy()
                .get("/download-requests/" + id + "/resources/count.csv")
                .then()
                .statusCode(404);

        var tooClose = order(project, "45");
        people.rosalind(project)
                .post("/download-requests/" + tooClose + "/submit")
                .then()
                .statusCode(200)
                .body("state", equalTo("RETURNED"))
                .body("findings", not(empty()));
        people.adele()
                .post("/download-requests/" + id + "/recall")
                .then()
                .statusCode(200)
                .body("state", equalTo("RECALLED"));
        people.rosalind()
                .get("/download-requests/" + id + "/resources/count.csv")
                .then()
                .statusCode(403);
    }

    @Test
    void a_small_count_does_not_even_reach_the_reviewers() {
        var project = people.projectOf(people.approvedRequest());
        var id = order(project, "7");
        people.rosalind(project)
                .post("/download-requests/" + id + "/submit")
                .then()
                .statusCode(200)
                .body("state", equalTo("RETURNED"))
                .body("verdict", equalTo("REJECT"));
    }

    private String order(String project, String persons) {
        var body = Map.of(
                "title",
                "A count",
                "resources",
                List.of(Map.of("kind", "count-of-the-test", "parameters", Map.of("persons", persons))));
        return ok(people.rosalind(project).body(body).post("/projects/" + project + "/download-requests"), 201, "id");
    }

    private static void vote(RequestSpecification who, String id, String state) {
        who.body(Map.of("verdict", "APPROVE", "comment", "fine"))
                .post("/download-requests/" + id + "/reviews")
                .then()
                .statusCode(200)
                .body("state", equalTo(state));
    }
}
