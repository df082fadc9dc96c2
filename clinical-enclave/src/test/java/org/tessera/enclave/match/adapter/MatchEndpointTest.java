package org.tessera.enclave.match.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.tessera.enclave.EnclaveWorld.as;
import static org.tessera.enclave.EnclaveWorld.asMember;
import static org.tessera.enclave.EnclaveWorld.checked;
import static org.tessera.enclave.match.adapter.MatchWorld.CATALOGUE;
import static org.tessera.enclave.match.adapter.MatchWorld.RELEASE;
import static org.tessera.enclave.match.adapter.MatchWorld.RESULTS;
import static org.tessera.enclave.match.adapter.MatchWorld.pair;
import static org.tessera.enclave.match.adapter.MatchWorld.ref;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchCancellation;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.match.WatchingMatches;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.MatchPermit;
import org.tessera.envelope.TrustedKeys;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;
import org.tessera.testkit.TestWorld;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("clinical-enclave")
class MatchEndpointTest {
    @Inject
    EnclaveWorld world;

    @Inject
    MatchWorld match;

    @Inject
    TestClock clock;

    @Inject
    WatchingMatches watching;

    @BeforeEach
    void enter() {
        match.enter();
    }

    @AfterEach
    void back() {
        clock.reset();
    }

    @Test
    void a_request_names_releases_and_no_person_and_carries_a_permit_and_a_fresh_key() {
        MatchRequestId id = match.request();
        MatchRequest sent = Topics.await(
                        "enclave.match-requests.v1",
                        MatchRequest.class,
                        each -> each.requestId().equals(id))
                .payload();

        assertThat(sent.clinicalRelease()).isEqualTo(RELEASE);
        assertThat(sent.imagingRelease()).isEqualTo(CATALOGUE);
        assertThat(sent.rules()).containsExactly("T1", "T2", "T3", "T4", "H1", "H2", "H3", "H4");
        assertThat(sent.fuzzyApproved()).isFalse();
        assertThat(MatchPermit.verify(
                        sent.permit(),
                        "clinical-enclave",
                        new TrustedKeys(TestWorld.publicKeys()).signingKeys("clinical-enclave")))
                .contains(new MatchPermit(id, match.project().toString(), RELEASE, CATALOGUE, false));
        assertThat(Keys.publicKey(sent.resultKey())).isNotNull();
        assertThat(match.keyOf(id)).exists();
    }

    @Test
    void an_answer_that_comes_twice_is_handled_once() {
        MatchRequestId id = match.request();
        try (Border broker = Border.as("honest-broker")) {
            MatchResult result = match.result(broker, id, List.of(pair("M-1", ref(1))));
            EventId event = EventId.random();
            broker.sendRecord(broker.signed(event, RESULTS, id.toString(), result, null, null));
            broker.sendRecord(broker.signed(event, RESULTS, id.toString(), result, null, null));
            broker.send(RESULTS, id.toString(), result);
        }
        match.awaitState(id, "ACTIVE");
        match.get("/match-table").body("items", hasSize(1));
        match.matched(pair("M-2", ref(2)));

        match.awaitState(id, "SUPERSEDED");
        assertThat(match.keyOf(id)).doesNotExist();
        match.get("/match-table").body("items", hasSize(1));
    }

    @Test
    void a_refusal_and_an_unreadable_answer_fail_the_request() {
        MatchRequestId refused = match.request();
        try (Border broker = Border.as("honest-broker")) {
            broker.send(
                    RESULTS,
                    refused.toString(),
                    new MatchResult(refused, MatchResult.Outcome.REFUSED, "epoch-mismatch", null));
        }
        match.awaitState(refused, "FAILED");
        match.get("/match-requests/" + refused).body("reason", equalTo("epoch-mismatch"));

        MatchRequestId unreadable = match.request();
        try (Border broker = Border.as("honest-broker")) {
            TransferId id = TransferId.random();
            Transfer transfer = broker.sendParts(
                    RESULTS,
                    unreadable.toString(),
                    id,
                    new ByteArrayInputStream(new byte[10]),
                    Border.sealingKeyOf("imaging-commons"));
            broker.send(
                    RESULTS,
                    unreadable.toString(),
                    new MatchResult(unreadable, MatchResult.Outcome.MATCHED, null, transfer));
        }
        match.awaitState(unreadable, "FAILED");
    }

    @Test
    void a_request_without_an_answer_fails_at_its_deadline() {
        MatchRequestId id = match.request();
        watching.failOverdue();
        match.get("/match-requests/" + id).body("state", equalTo("MATCHING"));

        clock.ahead(Duration.ofMinutes(16));
        watching.failOverdue();

        match.get("/match-requests/" + id)
                .body("state", equalTo("FAILED"))
                .body("reason", equalTo("deadline-passed"))
                .body("possible", empty());
        assertThat(match.keyOf(id)).doesNotExist();
    }

    @Test
    void one_request_at_a_time_and_cancel_makes_room() {
        MatchRequestId id = match.request();
        match.order(RELEASE, CATALOGUE).statusCode(409).body("kind", equalTo("match-under-way"));
        match.get("/match-requests").body("items", hasSize(1)).body("items[0].possible", contains("CANCELLED"));

        match.cancel(match.member(), id).statusCode(200).body("state", equalTo("CANCELLED"));

        Topics.await(
                "enclave.match-requests.v1",
                MatchCancellation.class,
                each -> each.requestId().equals(id));
        match.cancel(match.member(), id).statusCode(200).body("state", equalTo("CANCELLED"));
        match.answer(id, pair("M-1", ref(1)));
        MatchRequestId active = match.matched(pair("M-1", ref(1)));
        match.get("/match-requests/" + id).body("state", equalTo("CANCELLED"));
        match.cancel(match.member(), active)
                .statusCode(409)
                .body("kind", equalTo("state-forbids"))
                .body("possible", hasItem("SUPERSEDED"));
    }

    @Test
    void unknown_releases_and_versions_are_refused() {
        match.order("R-none", CATALOGUE).statusCode(422).body("kind", equalTo("release-unknown"));
        match.order(RELEASE, "none").statusCode(422).body("kind", equalTo("catalogue-version-unknown"));
        match.member()
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("clinicalRelease", RELEASE))
                .post(match.path("/match-requests"))
                .then()
                .statusCode(400);
        match.get("/match-requests/" + UUID.randomUUID()).statusCode(404);
        match.get("/match-table").statusCode(404).body("kind", equalTo("no-active-match"));
    }

    @Test
    void one_idempotency_key_asks_once() {
        String key = UUID.randomUUID().toString();
        String first = match.order(match.member(), RELEASE, CATALOGUE, key)
                .statusCode(202)
                .extract()
                .path("id");
        String second = match.order(match.member(), RELEASE, CATALOGUE, key)
                .statusCode(202)
                .extract()
                .path("id");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void every_move_and_every_denial_is_in_the_ledger() {
        MatchRequestId id = match.request();
        match.order(RELEASE, CATALOGUE).statusCode(409);
        match.answer(id, pair("M-1", ref(1)));
        match.awaitState(id, "ACTIVE");
        world.endProject(match.project());

        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            List<String> entries = as("august", "auditor")
                    .get("/ledger")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString()
                    .lines()
                    .toList();
            for (String move : List.of("requested", "eligible", "matching", "matched", "active", "revoked")) {
                assertThat(entries)
                        .anyMatch(entry -> entry.contains("match-request." + move) && entry.contains(id.toString()));
            }
            assertThat(entries)
                    .anyMatch(entry -> entry.contains("match-request.refused:match-under-way")
                            && entry.contains(match.project().toString()));
            assertThat(entries)
                    .map(entry -> entry.replaceAll("\"jws\":\"[^\"]*\"", "")) // random letters, "M-1" now and then
                    .noneMatch(entry -> entry.contains(ref(1)) || entry.contains("M-1"));
        });
    }

    @Test
    void only_a_researcher_who_is_a_member_enters() {
        MatchRequestId id = match.request();
        for (String path : List.of("/match-requests", "/match-requests/" + id, "/match-table")) {
            as("dorothy", "researcher").get(match.path(path)).then().statusCode(403);
            asMember(match.project(), "dorothy").get(match.path(path)).then().statusCode(403);
            as("rosalind-e", "researcher").get(match.path(path)).then().statusCode(403);
            for (String role : List.of("committee", "output-checker", "steward", "administrator", "auditor")) {
                as("rosalind-e", role).get(match.path(path)).then().statusCode(403);
            }
            checked()
                    .auth()
                    .oauth2(Tokens.of("commons", "rosalind", "researcher"))
                    .get(match.path(path))
                    .then()
                    .statusCode(401);
            checked().get(match.path(path)).then().statusCode(401);
        }
        match.order(as("dorothy", "researcher"), RELEASE, CATALOGUE).statusCode(403);
        match.order(as("camille", "committee"), RELEASE, CATALOGUE).statusCode(403);
        match.order(checked(), RELEASE, CATALOGUE).statusCode(401);
        match.cancel(as("dorothy", "researcher"), id).statusCode(403);
        match.cancel(checked(), id).statusCode(401);
        ProjectId another = world.openProject("rosalind-e");
        asMember(another, "rosalind-e")
                .get("/projects/" + another + "/match-requests/" + id)
                .then()
                .statusCode(404);
    }
}
