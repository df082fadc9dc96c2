package org.tessera.enclave;

import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.tessera.enclave.EnclaveWorld.as;
import static org.tessera.enclave.EnclaveWorld.asMember;
import static org.tessera.enclave.EnclaveWorld.bundle;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.testkit.OnRealServers;

/** Lists whose last page is full to its limit. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class FullLastPageTest {
    private static final String PERSONS = "person_id,year_of_birth\n" + "5f".repeat(32) + ",1950\nnobody,1950\n";

    @Inject
    EnclaveWorld world;

    @Test
    void nothing_follows_a_page_that_the_last_catalogue_version_fills() {
        world.publishCatalogue("cat-page", "I-1");

        nothingFollowsTheLast("/catalogue-versions", () -> as("rosalind-e", "researcher"));
    }

    @Test
    void nothing_follows_a_page_that_the_last_release_or_error_fills() {
        String id = as("stewart", "steward")
                .contentType("application/zip")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(bundle("RP.1", Map.of("omop/person.csv", PERSONS)))
                .post("/releases")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        nothingFollowsTheLast("/releases", () -> as("stewart", "steward"));
        nothingFollowsTheLast("/releases", () -> as("rosalind-e", "researcher"));
        nothingFollowsTheLast("/releases/" + id + "/errors", () -> as("stewart", "steward"));
    }

    @Test
    void nothing_follows_a_page_that_the_last_match_request_fills() {
        EnclaveWorld.loadPersons("RP.2", "6a".repeat(32));
        world.publishCatalogue("cat-page-match", "I-1");
        ProjectId project = world.openProject("rosalind-e");
        String requests = "/projects/" + project + "/match-requests";
        asMember(project, "rosalind-e")
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("clinicalRelease", "RP.2", "catalogueVersion", "cat-page-match"))
                .post(requests)
                .then()
                .statusCode(202);

        nothingFollowsTheLast(requests, () -> asMember(project, "rosalind-e"));
    }

    private static void nothingFollowsTheLast(String list, Supplier<RequestSpecification> caller) {
        JsonPath whole = caller.get()
                .get(list + "?limit=200")
                .then()
                .statusCode(200)
                .body("next", nullValue())
                .extract()
                .jsonPath();
        int all = whole.getList("items").size();
        caller.get()
                .get(list + "?limit=" + all)
                .then()
                .statusCode(200)
                .body("items", hasSize(all))
                .body("next", nullValue());
    }
}
