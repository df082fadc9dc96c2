package org.tessera.broker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.Filter;
import java.io.IOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.Domain;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.testkit.AuthorizationMatrix;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.OpenApiCheck;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

/** The broker on real servers, asked over its channels and its endpoints. */
@QuarkusTest
@OnRealServers("honest-broker")
class BrokerTest {
    private static final String NORTH = "partner-north";
    private static final String SOUTH = "partner-south";

    private final OtherSides others = new OtherSides();
    private String imaging = "";
    private String clinical = "";

    @BeforeEach
    void fresh_releases() {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        imaging = "I-" + suffix;
        clinical = "R-" + suffix;
    }

    @Test
    void a_batch_under_a_used_id_is_refused_and_what_follows_is_taken() {
        BatchId batch = BatchId.random();
        others.batch(batch, NORTH, Domain.IMAGING, imaging, "e1", List.of("case-1 T1=a"));
        others.batch(batch, SOUTH, Domain.CLINICAL, clinical, "e1", List.of("1 T1=a"));
        Databank.hasRow("SELECT 1 FROM quarantine WHERE reason = 'batch-id-used'");
        others.tokens(Domain.CLINICAL, clinical, "e1", List.of("2 T1=b"));
        Databank.hasRow("SELECT 1 FROM token_batch WHERE batch_id = '" + batch + "' AND release = '" + imaging + "'");
    }

    @Test
    void whole_releases_are_linked_and_the_pairs_are_sealed_to_the_requests_own_key() throws IOException {
        others.tokens(
                Domain.IMAGING,
                imaging,
                "e1",
                List.of("case-1 T1=a T3=a", "case-2 T1=b", "case-3 S=9 T1=c", "case-4 T1=d"));
        others.tokens(Domain.CLINICAL, clinical, "e1", List.of("1 T1=a T3=a", "2 T1=b", "3 T1=b", "4 S=9 T1=z"));
        KeyPair key = Keys.generate();
        MatchRequest request = others.request(imaging, clinical, key);
        others.send(request);
        MatchResult result = result(request);
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
        others.tokens(Domain.IMAGING, imaging, "e1", List.of("case-1 T1=a"));
        others.tokens(Domain.CLINICAL, clinical, "e1", List.of("1 T1=a"));
        MatchRequest request = others.request(imaging, clinical, Keys.generate());
        EventId event = EventId.random();
        others.send(event, request);
        others.send(event, request);
        others.send(request);
        result(request);
        MatchRequest later = others.request(imaging, clinical, Keys.generate());
        others.send(later);
        result(later);
        assertThat(Topics.read(OtherSides.RESULTS, MatchResult.class))
                .filteredOn(crossed -> crossed.payload().requestId().equals(request.requestId()))
                .hasSize(1);
    }

    @Test
    void what_may_not_be_linked_is_refused_with_its_reason() {
        others.tokens(Domain.IMAGING, imaging, "e1", List.of("case-1 T1=a"));
        others.tokens(Domain.CLINICAL, clinical, "e2", List.of("1 T1=a"));
        assertThat(refused(others.request(imaging, clinical, Keys.generate()))).isEqualTo("epoch-mismatch");
        assertThat(refused(others.request("I-unknown", clinical, Keys.generate())))
                .isEqualTo("release-unknown");
        MatchRequest good = others.request(imaging, clinical, Keys.generate());
        MatchRequest other = others.request(imaging, clinical, Keys.generate());
        assertThat(refused(others.withPermitOf(good, other))).isEqualTo("permit-wrong");
    }

    @Test
    void a_request_whose_deadline_has_passed_fails() {
        MatchRequest request = others.late(others.request(imaging, clinical, Keys.generate()));
        others.send(request);
        assertThat(result(request).reason()).isEqualTo("deadline-passed");
    }

    @Test
    void a_later_batch_replaces_what_the_partner_said_of_a_reference() throws IOException {
        others.tokens(Domain.IMAGING, imaging, "e1", List.of("case-1 T1=wrong", "case-2 T1=b"));
        others.tokens(Domain.CLINICAL, clinical, "e1", List.of("1 T1=a", "2 T1=b"));
        assertThat(matchedCases()).containsExactly("case-2");
        others.tokens(Domain.IMAGING, imaging, "e1", List.of("case-1 T1=a"));
        assertThat(matchedCases()).containsExactly("case-1", "case-2");
    }

    @Test
    void a_release_of_several_parts_arrives_whole() throws IOException {
        others.tokens(Domain.IMAGING, imaging, "e1", numbered("case-", 0, 6_000, "T1=p"));
        others.tokens(Domain.CLINICAL, clinical, "e1", numbered("", 0, 6_000, "T1=p"));
        assertThat(matched()).hasSize(6_000);
    }

    @Test
    void who_has_withdrawn_is_in_no_new_match_whatever_comes_later() throws IOException {
        String gone = "gone-" + imaging;
        others.tokens(Domain.IMAGING, imaging, "e1", List.of(gone + " T1=a", "case-2 T1=b"));
        others.tokens(Domain.CLINICAL, clinical, "e1", List.of("1 T1=a", "2 T1=b"));
        assertThat(matched()).hasSize(2);
        others.withdraw(NORTH, Domain.IMAGING, gone);
        others.tokens(Domain.IMAGING, imaging, "e1", List.of(gone + " T1=a"));
        assertThat(matchedCases()).containsExactly("case-2");
    }

    @Test
    void what_is_held_is_counted_while_it_changes() {
        String gone = "gone-" + imaging;
        others.tokens(NORTH, Domain.IMAGING, imaging, "e1", List.of("case-1 T1=a", "case-2 T1=b", gone + " T1=c"));
        held(3, "e1");
        others.tokens(NORTH, Domain.IMAGING, imaging, "e2", List.of("case-2 T1=d", "case-3 T1=e"));
        held(2, "e1");
        held(2, "e2");
        others.withdraw(NORTH, Domain.IMAGING, gone);
        held(1, "e1");
        others.tokens(NORTH, Domain.IMAGING, imaging, "e2", List.of("case-1 T1=a", gone + " T1=c"));
        held(0, "e1");
        held(3, "e2");
        others.tokens(SOUTH, Domain.IMAGING, imaging, "e2", List.of(gone + " T1=c"));
        held(4, "e2");
    }

    private void held(int records, String epoch) {
        Databank.hasRow("SELECT 1 FROM holding WHERE release = '" + imaging + "' AND epoch = '" + epoch
                + "' AND records = " + records + " AND records = (SELECT count(*) FROM token_record WHERE release = '"
                + imaging + "' AND epoch = '" + epoch + "')");
    }

    @Test
    void a_partner_withdraws_its_own_and_cannot_silence_anothers() throws IOException {
        String own = "own-" + imaging;
        String foreign = "foreign-" + imaging;
        String record = "record-" + clinical;
        others.tokens(NORTH, Domain.IMAGING, imaging, "e1", List.of(own + " T1=a"));
        others.tokens(SOUTH, Domain.IMAGING, imaging, "e1", List.of(foreign + " T1=b", "case-3 T1=c"));
        others.tokens(SOUTH, Domain.CLINICAL, clinical, "e1", List.of("1 T1=a", "2 T1=b", record + " T1=c"));
        others.withdraw(NORTH, Domain.IMAGING, foreign);
        others.withdraw(NORTH, Domain.CLINICAL, OtherSides.enclaveRef(record));
        assertThat(matchedCases()).containsExactly("case-3", foreign, own);
        others.withdraw(NORTH, Domain.IMAGING, own);
        others.withdraw(SOUTH, Domain.CLINICAL, OtherSides.enclaveRef(record));
        assertThat(matchedCases()).containsExactly(foreign);
    }

    @Test
    void a_withdrawal_before_the_tokens_holds_for_its_partners_tokens_and_for_no_others() throws IOException {
        String early = "early-" + imaging;
        others.withdraw(NORTH, Domain.IMAGING, early);
        others.tokens(Domain.CLINICAL, clinical, "e1", List.of("1 T1=a", "2 T1=b"));
        others.tokens(NORTH, Domain.IMAGING, imaging, "e1", List.of(early + " T1=a", "case-2 T1=b"));
        assertThat(matchedCases()).containsExactly("case-2");
        others.tokens(SOUTH, Domain.IMAGING, imaging, "e1", List.of(early + " T1=a"));
        assertThat(matchedCases()).containsExactly("case-2", early);
    }

    @Test
    void feasibility_is_answered_coarsely_and_a_near_cohort_gets_the_same_answer() {
        String prefix = imaging + "-";
        others.tokens(Domain.IMAGING, imaging, "e1", numbered(prefix, 0, 300, "T1=p"));
        others.tokens(Domain.CLINICAL, clinical, "e1", numbered("", 0, 150, "T1=p"));
        assertThat(others.feasibility("a", ids(prefix, 0, 130)).atLeast()).isEqualTo(120);
        assertThat(others.feasibility("a", ids(prefix, 0, 149)).atLeast()).isEqualTo(120);
        assertThat(others.feasibility("a", ids(prefix, 0, 99)).reason()).isEqualTo("cohort-too-small");
        assertThat(others.feasibility("b", ids(prefix, 160, 300)).outcome())
                .isEqualTo(FeasibilityResult.Outcome.FEWER_THAN_20);
        assertThat(others.feasibility("a", ids(prefix, 60, 280)).atLeast()).isEqualTo(80);
        assertThat(others.feasibility("a", ids(prefix, 50, 300)).reason()).isEqualTo("budget-account");
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
        others.tokens(Domain.IMAGING, imaging, "e1", List.of("case-1 T1=a"));
        await().untilAsserted(() -> assertThat(given().auth()
                        .oauth2(operator())
                        .filter(openApi())
                        .get("/holdings")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains(imaging, "\"records\":\"1-19\"")
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
                .body("title", org.hamcrest.Matchers.notNullValue());
        given().auth()
                .oauth2(operator())
                .filter(openApi())
                .get("/match-runs/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    private List<String> matchedCases() throws IOException {
        return matched().stream()
                .flatMap(pair -> pair.imaging().stream())
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private List<MatchedPair> matched() throws IOException {
        KeyPair key = Keys.generate();
        MatchRequest request = others.request(imaging, clinical, key);
        others.send(request);
        return others.pairs(result(request), key);
    }

    private String refused(MatchRequest request) {
        others.send(request);
        MatchResult result = result(request);
        assertThat(result.outcome()).isEqualTo(MatchResult.Outcome.REFUSED);
        return String.valueOf(result.reason());
    }

    private static MatchResult result(MatchRequest request) {
        return Topics.await(
                        OtherSides.RESULTS,
                        MatchResult.class,
                        found -> found.requestId().equals(request.requestId()))
                .payload();
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
