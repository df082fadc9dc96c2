package org.tessera.broker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.Filter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Domain;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.messaging.Sql;
import org.tessera.testkit.AuthorizationMatrix;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.OpenApiCheck;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

/** The broker on real servers, asked over its channels and its endpoints. */
@QuarkusTest
@OnRealServers("honest-broker")
class BrokerTest {
    @Inject
    Sql sql;

    private final OtherSides others = new OtherSides();
    private final TwoReleases releases = new TwoReleases();

    @Test
    void whole_releases_are_linked_and_the_pairs_are_sealed_to_the_requests_own_key() throws IOException {
        others.tokens(
                Domain.IMAGING,
                releases.imaging,
                "e1",
                List.of("case-1 T1=a T3=a", "case-2 T1=b", "case-3 S=9 T1=c", "case-4 T1=d"));
        others.tokens(
                Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a T3=a", "2 T1=b", "3 T1=b", "4 S=9 T1=z"));
        KeyPair key = Keys.generate();
        MatchRequest request = others.request(releases.imaging, releases.clinical, key);
        others.send(request);
        MatchResult result = OtherSides.result(request);
        assertThat(result.outcome()).isEqualTo(MatchResult.Outcome.MATCHED);
        List<MatchedPair> pairs = others.pairs(result, key);
        assertThat(pairs)
                .extracting(MatchedPair::outcome)
                .containsExactly(Outcome.UNIQUE, Outcome.AMBIGUOUS, Outcome.CONFLICT);
        assertThat(pairs.getFirst().imaging()).extracting(Object::toString).containsExactly("case-1");
        assertThat(pairs.getFirst().evidence()).containsExactly("T1", "T3");
        assertThat(pairs.get(1).clinical()).hasSize(2);
        given().auth()
                .oauth2(operator())
                .filter(openApi())
                .get("/match-runs/" + request.requestId())
                .then()
                .statusCode(200)
                .body("state", equalTo("MATCHED"))
                .body("outcomes.UNIQUE", equalTo("1-19"));
    }

    @Test
    void a_request_that_comes_twice_is_answered_once() {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a"));
        MatchRequest request = others.request(releases.imaging, releases.clinical, Keys.generate());
        EventId event = EventId.random();
        others.send(event, request);
        others.send(event, request);
        others.send(request);
        OtherSides.result(request);
        MatchRequest later = others.request(releases.imaging, releases.clinical, Keys.generate());
        others.send(later);
        OtherSides.result(later);
        assertThat(Topics.read(OtherSides.RESULTS, MatchResult.class))
                .filteredOn(crossed -> crossed.payload().requestId().equals(request.requestId()))
                .hasSize(1);
    }

    @Test
    void what_may_not_be_linked_is_refused_with_its_reason() {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e2", List.of("1 T1=a"));
        assertThat(refused(others.request(releases.imaging, releases.clinical, Keys.generate())))
                .isEqualTo("epoch-mismatch");
        assertThat(refused(others.request("I-unknown", releases.clinical, Keys.generate())))
                .isEqualTo("release-unknown");
        MatchRequest good = others.request(releases.imaging, releases.clinical, Keys.generate());
        MatchRequest other = others.request(releases.imaging, releases.clinical, Keys.generate());
        assertThat(refused(others.withPermitOf(good, other))).isEqualTo("permit-wrong");
    }

    @Test
    void a_request_whose_deadline_has_passed_fails() {
        MatchRequest request = others.late(others.request(releases.imaging, releases.clinical, Keys.generate()));
        others.send(request);
        assertThat(OtherSides.result(request).reason()).isEqualTo("deadline-passed");
    }

    @Test
    void a_release_of_several_parts_arrives_whole() throws IOException {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", numbered("case-", 0, 6_000, "T1=p"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", numbered("", 0, 6_000, "T1=p"));
        assertThat(releases.matched()).hasSize(6_000);
    }

    @Test
    void feasibility_is_answered_coarsely_and_a_near_cohort_gets_the_same_answer() throws IOException {
        String prefix = matched(300, 150);
        assertThat(others.feasibility("a", ids(prefix, 0, 140)).atLeast()).isEqualTo(120);
        assertThat(others.feasibility("a", ids(prefix, 0, 149)).atLeast()).isEqualTo(120);
        assertThat(others.feasibility("a", ids(prefix, 0, 99)).reason()).isEqualTo("cohort-too-small");
        assertThat(others.feasibility("b", ids(prefix, 160, 300)).outcome())
                .isEqualTo(FeasibilityResult.Outcome.FEWER_THAN_20);
        assertThat(others.feasibility("a", ids(prefix, 50, 280)).atLeast()).isEqualTo(80);
        assertThat(others.feasibility("a", ids(prefix, 50, 300)).reason()).isEqualTo("budget-account");
    }

    @Test
    void whether_there_are_20_is_left_open_and_stays_so_for_a_near_cohort() throws IOException {
        String prefix = matched(300, 39);
        assertThat(others.feasibility("c", ids(prefix, 19, 140)).reason()).isEqualTo("fewer-than-40");
        assertThat(others.feasibility("c", ids(prefix, 0, 140)).reason()).isEqualTo("fewer-than-40");
    }

    @Test
    void feasibility_rests_on_the_newest_releases_that_were_linked_and_not_on_a_batch_of_another() throws IOException {
        String prefix = matched(150, 150);
        others.tokens(Domain.CLINICAL, releases.clinical + "-next", "e2", numbered("", 0, 1, "T1=p"));
        assertThat(others.feasibility("linked", ids(prefix, 0, 140)).atLeast()).isEqualTo(120);
    }

    @Test
    void a_question_that_was_heard_beyond_its_deadline_costs_nothing() throws IOException, SQLException {
        String prefix = matched(150, 150);
        assertThat(others.feasibility("late", ids(prefix, 0, 140), Instant.now().minusSeconds(60))
                        .reason())
                .isEqualTo("deadline-passed");
        assertThat(Databank.has("SELECT 1 FROM answered_cohort WHERE account = 'late'"))
                .isFalse();
    }

    /** It may have been answered in time, before the database was put back to a backup. */
    @Test
    void a_question_that_is_heard_again_beyond_its_deadline_is_not_answered_and_its_cohort_is_remembered()
            throws IOException {
        String prefix = matched(150, 150);
        FeasibilityRequest again =
                others.cohort("again", ids(prefix, 0, 140), Instant.now().minusSeconds(60));
        Databank.hasRow("SELECT 1 FROM transfer_part WHERE transfer_id = '"
                + again.transfer().id() + "'");
        // As if the database had been put back to before the question, the last message of its partition.
        sql.update(
                "UPDATE heard SET again_until = next_offset + 1 WHERE channel = ? AND record_partition = ?",
                OtherSides.FEASIBILITY_REQUESTS,
                BuiltInPartitioner.partitionForKey(
                        again.transfer().id().toString().getBytes(StandardCharsets.UTF_8), (int) sql.count(
                                "SELECT count(*) FROM heard WHERE channel = ?", OtherSides.FEASIBILITY_REQUESTS)));
        OtherSides.ask(again);
        assertThat(OtherSides.feasibility(again).reason()).isEqualTo("deadline-passed");
        assertThat(others.feasibility("again", ids(prefix, 0, 149)).atLeast()).isEqualTo(120);
    }

    /** Nor is one forgotten that came in time and stood in the backup: it is not heard again, but waits as it did. */
    @Test
    void a_question_that_waited_beyond_its_deadline_is_not_answered_and_its_cohort_is_remembered() throws IOException {
        String prefix = matched(150, 150);
        FeasibilityRequest waited =
                others.cohort("waited", ids(prefix, 0, 140), Instant.now().minusSeconds(60));
        Databank.hasRow("SELECT 1 FROM transfer_part WHERE transfer_id = '"
                + waited.transfer().id() + "'");
        sql.update(
                "INSERT INTO feasibility_run (request_id, account, request, received_at, state, heard_again)"
                        + " VALUES (?, 'waited', ?, now() - interval '1 hour', 'RECEIVED', false)",
                waited.requestId().value(),
                ContractJson.text(waited));
        assertThat(OtherSides.feasibility(waited).reason()).isEqualTo("deadline-passed");
        assertThat(others.feasibility("waited", ids(prefix, 0, 149)).atLeast()).isEqualTo(120);
        assertThat(sql.count("SELECT count(*) FROM answered_cohort WHERE account = 'waited'"))
                .isEqualTo(2);
    }

    /** Releases of so many, of whom the first on both sides are the same, and a match of them; what cases begin with. */
    private String matched(int imaging, int clinical) throws IOException {
        String prefix = releases.imaging + "-";
        others.tokens(Domain.IMAGING, releases.imaging, "e1", numbered(prefix, 0, imaging, "T1=p"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", numbered("", 0, clinical, "T1=p"));
        releases.matched();
        return prefix;
    }

    @Test
    void who_may_see_what() {
        AuthorizationMatrix.of("broker")
                .allow("GET", "/holdings", "operator")
                .allow("GET", "/match-runs", "operator")
                .allow("GET", "/match-runs/" + UUID.randomUUID(), "operator")
                .allow("GET", "/ledger", "auditor")
                .allow("GET", "/ledger/head", "auditor")
                .check();
    }

    @Test
    void the_operator_sees_buckets_only_and_every_answer_is_as_documented() {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(given().auth()
                                .oauth2(operator())
                                .filter(openApi())
                                .get("/holdings")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString())
                        .contains(releases.imaging, "\"records\":\"1-19\"")
                        .doesNotContain("case-1"));
        given().auth()
                .oauth2(operator())
                .filter(openApi())
                .get("/match-runs?limit=1")
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(operator())
                .get("/match-runs?limit=0")
                .then()
                .statusCode(400)
                .body("kind", org.hamcrest.Matchers.equalTo("invalid"));
        given().auth()
                .oauth2(operator())
                .filter(openApi())
                .get("/match-runs/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    private String refused(MatchRequest request) {
        others.send(request);
        MatchResult result = OtherSides.result(request);
        assertThat(result.outcome()).isEqualTo(MatchResult.Outcome.REFUSED);
        return String.valueOf(result.reason());
    }

    private static List<String> numbered(String prefix, int from, int to, String rule) {
        return IntStream.range(from, to)
                .mapToObj(i -> prefix + i + " " + rule + i)
                .toList();
    }

    private static List<String> ids(String prefix, int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to).mapToObj(i -> prefix + i).toList());
    }

    private static String operator() {
        return Tokens.of("broker", "oper", "operator");
    }

    private static Filter openApi() {
        return OpenApiCheck.answers();
    }
}
