package org.tessera.enclave.match.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchResult.Fuzzy;
import org.tessera.contracts.MatchedPair;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.approval.ProjectOpened;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Topics;

/** Fuzzy matching, seen from the enclave: asked for and taken only where the approval names it. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class FuzzyMatchEndpointTest {
    private static final String RESULTS = "broker.match-results.v1";

    @Inject
    MatchWorld match;

    @Inject
    Sql sql;

    @Inject
    OpenProjects projects;

    @Inject
    Event<ProjectOpened> opened;

    @BeforeEach
    void enter() {
        match.enter();
    }

    @Test
    void a_revision_that_no_longer_names_it_ends_the_match_that_rests_on_it() {
        approve(true);
        MatchRequestId id = match.request();
        answer(id, Fuzzy.COMPARED);
        match.awaitState(id, "ACTIVE");
        approve(true);
        match.get("/match-requests/" + id).body("state", equalTo("ACTIVE"));

        approve(false);

        match.get("/match-requests/" + id)
                .body("state", equalTo("REVOKED"))
                .body("reason", equalTo("fuzzy-no-longer-approved"));
        match.get("/match-table").statusCode(404);
        assertThat(match.links(id)).isZero();
    }

    @Test
    void a_revision_that_no_longer_names_it_gives_up_the_request_that_waits_for_it() {
        approve(true);
        MatchRequestId id = match.request();

        approve(false);

        match.get("/match-requests/" + id).body("state", equalTo("CANCELLED"));
        answer(id, Fuzzy.COMPARED);
        MatchRequestId exact = match.request();
        match.answer(exact, MatchWorld.pair("M-1", MatchWorld.ref(1)));
        match.awaitState(exact, "ACTIVE");
        match.get("/match-requests/" + id).body("state", equalTo("CANCELLED"));
        match.get("/match-table").body("items[0].evidence", contains("T1", "T3"));
        approve(false);
        match.get("/match-requests/" + exact).body("state", equalTo("ACTIVE"));
    }

    @Test
    void an_approved_project_asks_for_it_and_sees_what_came_of_it() {
        approve(true);
        MatchRequestId id = match.request();
        assertThat(Topics.await(
                                "enclave.match-requests.v1",
                                MatchRequest.class,
                                each -> each.requestId().equals(id))
                        .payload()
                        .fuzzyApproved())
                .isTrue();
        answer(id, Fuzzy.COMPARED);
        match.awaitState(id, "ACTIVE");
        match.get("/match-requests/" + id).body("fuzzy", equalTo(true)).body("compared", equalTo("COMPARED"));
        match.get("/match-table").body("items[0].evidence", contains("T5", "CLK"));
    }

    @Test
    void nobody_else_gets_pairs_by_encodings_whatever_the_broker_says() {
        MatchRequestId id = match.request();
        answer(id, Fuzzy.COMPARED);
        match.awaitState(id, "FAILED");
        match.get("/match-requests/" + id)
                .body("reason", equalTo("result-unreadable"))
                .body("compared", nullValue());
    }

    /** As the approval of a revision does. */
    private void approve(boolean fuzzy) {
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "update project set fuzzy_approved = ? where id = ?",
                    fuzzy,
                    match.project().value());
            opened.fire(new ProjectOpened(projects.find(match.project()).orElseThrow()));
        });
    }

    private void answer(MatchRequestId id, Fuzzy fuzzy) {
        MatchedPair pair = new MatchedPair(
                List.of(new CommonsSubjectId("M-1")),
                List.of(new EnclaveRef(MatchWorld.ref(1))),
                MatchedPair.Outcome.UNIQUE,
                List.of("T5", MatchedPair.ENCODING),
                "hb-1",
                "1");
        try (Border broker = Border.as("honest-broker")) {
            MatchResult result = match.result(broker, id, List.of(pair));
            broker.send(
                    RESULTS,
                    id.toString(),
                    new MatchResult(id, MatchResult.Outcome.MATCHED, null, result.transfer(), fuzzy));
        }
    }
}
