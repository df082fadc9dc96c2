package org.tessera.enclave.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.tessera.enclave.review.People.ok;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** Who lost the answer to a move asks again and is answered as the first time; nobody is noted in the ledger for it. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class RepeatedCallsTest {
    @Inject
    Sql sql;

    private People people;

    @BeforeEach
    void servicesAreUp() {
        people = new People();
    }

    @Test
    void every_move_of_a_data_use_request_can_be_repeated() {
        String id = request();
        twice(() -> people.rosalind().body(People.application("dorothy")), "PUT", id, "", "DRAFT");
        twice(people::rosalind, id, "/submit", "SUBMITTED");
        twice(people::camille, id, "/review", "UNDER_REVIEW");
        twice(() -> people.camille().body(said("decision", "APPROVE")), id, "/decision", "APPROVED");
        twice(() -> people.camille().body(Map.of("comment", "over")), id, "/revoke", "REVOKED");

        String denied = request();
        ok(people.rosalind().post(denied + "/submit"), 200, "state");
        ok(people.camille().post(denied + "/review"), 200, "state");
        twice(() -> people.camille().body(said("decision", "DENY")), denied, "/decision", "DENIED");
        people.camille()
                .body(said("decision", "APPROVE"))
                .post(denied + "/decision")
                .then()
                .statusCode(409)
                .body("kind", equalTo("illegal-transition"));

        twice(people::rosalind, "/data-use-requests/" + people.approvedRequest(), "/close", "CLOSED");
        twice(people::rosalind, request(), "/withdraw", "WITHDRAWN");
    }

    @Test
    void every_move_of_a_download_request_can_be_repeated() {
        var project = people.projectOf(people.approvedRequest());
        String id = order(project, 40);
        twice(() -> people.rosalind(project).body(wanted(60)), "PUT", id, "", "DRAFT");
        twice(() -> people.rosalind(project), id, "/submit", "CHECKED");
        twice(() -> people.oscar().body(said("verdict", "APPROVE")), id, "/reviews", "PARTIALLY_REVIEWED");
        twice(() -> people.olivia().body(said("verdict", "APPROVE")), id, "/reviews", "APPROVED");
        twice(people::adele, id, "/release", "RELEASED");
        twice(() -> people.adele().body(Map.of("comment", "a mistake")), id, "/recall", "RECALLED");

        String other = order(project, 100);
        twice(() -> people.rosalind(project), other, "/withdraw", "WITHDRAWN");
        // As it was kept before it was kept who took it back.
        sql.update("update download_request set document = document - 'by' where id = ?", uuid(other));
        people.rosalind(project).post(other + "/withdraw").then().statusCode(409);
    }

    @Test
    void somebody_elses_move_stays_refused_and_in_the_ledger() {
        String id = request();
        ok(people.rosalind().post(id + "/submit"), 200, "state");
        var before = entries(id);
        people.dorothy().post(id + "/submit").then().statusCode(404);
        assertThat(entries(id)).hasSize(before.size() + 1).contains("data-use-request.submit-denied");
    }

    private void twice(Supplier<RequestSpecification> who, String object, String move, String state) {
        twice(who, "POST", object, move, state);
    }

    private void twice(Supplier<RequestSpecification> who, String method, String object, String move, String state) {
        var path = object + move;
        var first = who.get().request(method, path);
        assertThat(ok(first, 200, "state")).isEqualTo(state);
        var entries = entries(object);
        var again = who.get().request(method, path);
        assertThat(again.statusCode()).as(path).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(entries(object)).isEqualTo(entries);
    }

    private List<String> entries(String object) {
        return sql.list(
                "select action from ledger_entry where object = ? order by action",
                row -> row.getString(1),
                uuid(object).toString());
    }

    private static UUID uuid(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    }

    private static Map<String, String> said(String what, String word) {
        return Map.of(what, word, "comment", "as discussed");
    }

    private String request() {
        String id = ok(people.rosalind().body(People.application()).post("/data-use-requests"), 201, "id");
        return "/data-use-requests/" + id;
    }

    private String order(String project, int persons) {
        String id = ok(
                people.rosalind(project).body(wanted(persons)).post("/projects/" + project + "/download-requests"),
                201,
                "id");
        return "/download-requests/" + id;
    }

    private static Map<String, Object> wanted(int persons) {
        var parameters = Map.of("persons", Integer.toString(persons));
        return Map.of(
                "title",
                "A count",
                "resources",
                List.of(Map.of("kind", "count-of-the-test", "parameters", parameters)));
    }
}
