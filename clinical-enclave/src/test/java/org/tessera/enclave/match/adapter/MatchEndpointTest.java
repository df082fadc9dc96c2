package org.tessera.enclave.match.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.tessera.enclave.EnclaveWorld.as;
import static org.tessera.enclave.EnclaveWorld.asMember;
import static org.tessera.enclave.EnclaveWorld.checked;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Domain;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.MatchCancellation;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.Withdrawal;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.match.WatchingMatches;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.envelope.Digests;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.MatchPermit;
import org.tessera.envelope.TrustedKeys;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;
import org.tessera.testkit.TestWorld;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("clinical-enclave")
class MatchEndpointTest {
    private static final String RELEASE = "RM.1";
    private static final String CATALOGUE = "cat-match-1";
    private static final String RESULTS = "broker.match-results.v1";
    private static final List<String> SUBJECTS = List.of("M-1", "M-2", "M-3", "M-4");

    @Inject
    EnclaveWorld world;

    @Inject
    TestClock clock;

    @Inject
    WatchingMatches watching;

    @Inject
    MatchTable table;

    @Inject
    MatchedIdentifiers identifiers;

    @Inject
    Sql sql;

    @Inject
    @ConfigProperty(name = "tessera.enclave.keys")
    Path keys;

    private ProjectId project = ProjectId.random();

    @BeforeEach
    void open() {
        EnclaveWorld.loadPersons(RELEASE, ref(1), ref(2), ref(3), ref(4));
        if (sql.list("select 1 from catalogue_version where version = ?", row -> 1, CATALOGUE)
                .isEmpty()) {
            world.publishCatalogue(CATALOGUE, SUBJECTS.toArray(String[]::new));
        }
        project = world.openProject("rosalind-e");
    }

    @AfterEach
    void back() {
        clock.reset();
    }

    @Test
    void a_request_names_releases_and_no_person_and_carries_a_permit_and_a_fresh_key() {
        MatchRequestId id = request();
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
                        new TrustedKeys(TestWorld.publicKeys())
                                .signingKey("clinical-enclave")
                                .orElseThrow()))
                .contains(new MatchPermit(id, project.toString(), RELEASE, CATALOGUE, false));
        assertThat(Keys.publicKey(sent.resultKey())).isNotNull();
        assertThat(keys.resolve(project.toString()).resolve("request-" + id + ".jwk.json"))
                .exists();
    }

    @Test
    void an_answer_becomes_the_match_table_which_shows_aliases_only() {
        MatchRequestId id = request();
        answer(id, pair("M-1", ref(1)), pair("M-2", ref(2)), ambiguous("M-3", ref(3), ref(4)), pair("X-9", ref(1)));
        awaitState(id, "ACTIVE");

        String shown = member().get(path("/match-table"))
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .extract()
                .asString();
        assertThat(shown).doesNotContain("M-1", ref(1), ref(2)).contains("AMBIGUOUS", "\"S-", "\"P-", "T1");
        for (long person : sql.list("select person_id from person_ref", row -> row.getLong(1))) {
            assertThat(shown).doesNotContain(Long.toString(person));
        }
        String next = member().get(path("/match-table?limit=2"))
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next");
        member().get(path("/match-table?limit=2&after=" + next)).then().body("items", hasSize(1));
    }

    @Test
    void an_answer_that_comes_twice_is_handled_once() {
        MatchRequestId id = request();
        try (Border broker = Border.as("honest-broker")) {
            MatchResult result = result(broker, id, List.of(pair("M-1", ref(1))));
            EventId event = EventId.random();
            broker.sendRecord(broker.signed(event, RESULTS, id.toString(), result, null, null));
            broker.sendRecord(broker.signed(event, RESULTS, id.toString(), result, null, null));
            broker.send(RESULTS, id.toString(), result);
        }
        awaitState(id, "ACTIVE");
        member().get(path("/match-table")).then().body("items", hasSize(1));
        MatchRequestId second = request();
        answer(second, pair("M-2", ref(2)));
        awaitState(second, "ACTIVE");

        awaitState(id, "SUPERSEDED");
        assertThat(keys.resolve(project.toString()).resolve("request-" + id + ".jwk.json"))
                .doesNotExist();
        member().get(path("/match-table")).then().body("items", hasSize(1));
    }

    @Test
    void a_refusal_and_an_unreadable_answer_fail_the_request() {
        MatchRequestId refused = request();
        try (Border broker = Border.as("honest-broker")) {
            broker.send(
                    RESULTS,
                    refused.toString(),
                    new MatchResult(refused, MatchResult.Outcome.REFUSED, "epoch-mismatch", null));
        }
        awaitState(refused, "FAILED");
        member().get(path("/match-requests/" + refused)).then().body("reason", equalTo("epoch-mismatch"));

        MatchRequestId unreadable = request();
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
        awaitState(unreadable, "FAILED");
    }

    @Test
    void a_request_without_an_answer_fails_at_its_deadline() {
        MatchRequestId id = request();
        watching.failOverdue();
        member().get(path("/match-requests/" + id)).then().body("state", equalTo("MATCHING"));

        clock.ahead(Duration.ofMinutes(16));
        watching.failOverdue();

        member().get(path("/match-requests/" + id))
                .then()
                .body("state", equalTo("FAILED"))
                .body("reason", equalTo("deadline-passed"))
                .body("possible", empty());
        assertThat(keys.resolve(project.toString()).resolve("request-" + id + ".jwk.json"))
                .doesNotExist();
    }

    @Test
    void one_request_at_a_time_and_cancel_makes_room() {
        MatchRequestId id = request();
        post(member(), order(RELEASE, CATALOGUE)).statusCode(409).body("kind", equalTo("match-under-way"));
        member().get(path("/match-requests"))
                .then()
                .body("items", hasSize(1))
                .body("items[0].possible", contains("CANCELLED"));

        member().post(path("/match-requests/" + id + "/cancel"))
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));

        Topics.await(
                "enclave.match-requests.v1",
                MatchCancellation.class,
                each -> each.requestId().equals(id));
        member().post(path("/match-requests/" + id + "/cancel"))
                .then()
                .statusCode(409)
                .body("kind", equalTo("state-forbids"))
                .body("possible", empty());
        answer(id, pair("M-1", ref(1)));
        MatchRequestId second = request();
        answer(second, pair("M-1", ref(1)));
        awaitState(second, "ACTIVE");
        member().get(path("/match-requests/" + id)).then().body("state", equalTo("CANCELLED"));
    }

    @Test
    void unknown_releases_and_versions_are_refused() {
        post(member(), order("R-none", CATALOGUE)).statusCode(422).body("kind", equalTo("release-unknown"));
        post(member(), order(RELEASE, "none")).statusCode(422).body("kind", equalTo("catalogue-version-unknown"));
        post(member(), Map.of("clinicalRelease", RELEASE)).statusCode(400);
        member().get(path("/match-requests/" + UUID.randomUUID())).then().statusCode(404);
        member().get(path("/match-table")).then().statusCode(404).body("kind", equalTo("no-active-match"));
    }

    @Test
    void one_idempotency_key_asks_once() {
        String key = UUID.randomUUID().toString();
        String first = post(member(), order(RELEASE, CATALOGUE), key)
                .statusCode(202)
                .extract()
                .path("id");
        String second = post(member(), order(RELEASE, CATALOGUE), key)
                .statusCode(202)
                .extract()
                .path("id");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void whoever_opts_out_leaves_the_match_table_at_once() {
        String leaving = ref(77);
        EnclaveWorld.loadPersons("RM.7", leaving, ref(78));
        MatchRequestId id = request("RM.7");
        answer(id, pair("M-1", leaving), pair("M-2", ref(78)), ambiguous("M-3", ref(78), leaving));
        awaitState(id, "ACTIVE");
        member().get(path("/match-table")).then().body("items", hasSize(3));
        try (Border partner = Border.as("partner-north")) {
            partner.send("partner.clinical-withdrawals.v1", leaving, new Withdrawal(Domain.CLINICAL, leaving));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> member().get(path("/match-table")).then().body("items", hasSize(1)));
        assertThat(sql.list("select 1 from match_link where request_id = ?", row -> 1, id.value()))
                .hasSize(1);
    }

    @Test
    void a_case_that_the_newest_catalogue_no_longer_shows_leaves_the_match_table() {
        String before = "cat-before-" + project.toString().substring(0, 8);
        String after = "cat-after-" + project.toString().substring(0, 8);
        world.publishCatalogue(before, "M-1", "M-2", "M-3", "M-4", "G-1");
        MatchRequestId id = MatchRequestId.parse(
                post(member(), order(RELEASE, before)).statusCode(202).extract().path("id"));
        answer(id, pair("M-1", ref(1)), pair("G-1", ref(2)));
        awaitState(id, "ACTIVE");
        member().get(path("/match-table")).then().body("items", hasSize(2));

        world.publishCatalogue(after, "M-1", "M-2", "M-3", "M-4");

        member().get(path("/match-table")).then().body("items", hasSize(1));
        assertThat(sql.list("select 1 from match_link where request_id = ?", row -> 1, id.value()))
                .hasSize(1);
    }

    @Test
    void every_move_and_every_denial_is_in_the_ledger() {
        MatchRequestId id = request();
        post(member(), order(RELEASE, CATALOGUE)).statusCode(409);
        answer(id, pair("M-1", ref(1)));
        awaitState(id, "ACTIVE");
        world.endProject(project);

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
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
                            && entry.contains(project.toString()));
            assertThat(entries).noneMatch(entry -> entry.contains(ref(1)) || entry.contains("M-1"));
        });
    }

    @Test
    void a_project_takes_its_keys_and_its_match_table_along() {
        MatchRequestId id = request();
        answer(id, pair("M-1", ref(1)));
        awaitState(id, "ACTIVE");
        assertThat(keys.resolve(project.toString())).isNotEmptyDirectory();

        world.endProject(project);

        assertThat(keys.resolve(project.toString())).doesNotExist();
        assertThat(table.active(project)).isEmpty();
        assertThat(sql.list("select 1 from match_link where request_id = ?", row -> 1, id.value()))
                .isEmpty();
        assertThat(sql.list("select state from match_request where id = ?", row -> row.getString(1), id.value()))
                .containsExactly("REVOKED");
        member().get(path("/match-table")).then().statusCode(410);
    }

    @Test
    void a_crash_between_commit_and_destruction_is_made_good() throws java.io.IOException {
        Path folder = keys.resolve(project.toString());
        byte[] key = Files.readAllBytes(folder.resolve("project.key"));
        world.endProject(project);
        Files.createDirectories(folder);
        Files.write(folder.resolve("project.key"), key);

        watching.sweepKeys();

        assertThat(folder).doesNotExist();
    }

    @Test
    void the_identifier_list_is_unlabelled_and_says_who_is_behind_it() {
        MatchRequestId id = request();
        answer(id, pair("M-1", ref(1)), pair("M-2", ref(2)), ambiguous("M-3", ref(3), ref(4)));
        awaitState(id, "ACTIVE");
        Project open = new Project(
                project,
                "A study",
                Protocols.parse(EnclaveWorld.protocol()),
                false,
                java.util.Set.of("rosalind-e"),
                clock.instant().plusSeconds(60));

        for (Map<String, String> parameters : List.of(Map.<String, String>of(), Map.of("eligible", "true"))) {
            FrozenResource frozen = identifiers.freeze(open, parameters);

            assertThat(new String(frozen.bytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(3)
                    .startsWith("submitter_id")
                    .contains("M-1", "M-2");
            assertThat(frozen.content()).isInstanceOfSatisfying(Disclosable.IdentifierList.class, list -> {
                assertThat(list.subjects()).containsExactlyInAnyOrder(subject("M-1"), subject("M-2"));
                assertThat(list.persons()).hasSize(2);
            });
            assertThat(identifiers.freeze(open, parameters)).isEqualTo(frozen);
        }
    }

    @Test
    void only_a_researcher_who_is_a_member_enters() {
        MatchRequestId id = request();
        for (String path : List.of("/match-requests", "/match-requests/" + id, "/match-table")) {
            as("dorothy", "researcher").get(path(path)).then().statusCode(403);
            asMember(project, "dorothy").get(path(path)).then().statusCode(403);
            as("rosalind-e", "researcher").get(path(path)).then().statusCode(403);
            for (String role : List.of("committee", "output-checker", "steward", "administrator", "auditor")) {
                as("rosalind-e", role).get(path(path)).then().statusCode(403);
            }
            checked()
                    .auth()
                    .oauth2(Tokens.of("commons", "rosalind", "researcher"))
                    .get(path(path))
                    .then()
                    .statusCode(401);
            checked().get(path(path)).then().statusCode(401);
        }
        post(as("dorothy", "researcher"), order(RELEASE, CATALOGUE)).statusCode(403);
        post(as("camille", "committee"), order(RELEASE, CATALOGUE)).statusCode(403);
        post(checked(), order(RELEASE, CATALOGUE)).statusCode(401);
        as("dorothy", "researcher")
                .post(path("/match-requests/" + id + "/cancel"))
                .then()
                .statusCode(403);
        checked().post(path("/match-requests/" + id + "/cancel")).then().statusCode(401);
        ProjectId another = world.openProject("rosalind-e");
        asMember(another, "rosalind-e")
                .get("/projects/" + another + "/match-requests/" + id)
                .then()
                .statusCode(404);
    }

    private MatchRequestId request() {
        return request(RELEASE);
    }

    private MatchRequestId request(String release) {
        return MatchRequestId.parse(post(member(), order(release, CATALOGUE))
                .statusCode(202)
                .body("state", equalTo("MATCHING"))
                .extract()
                .path("id"));
    }

    private void answer(MatchRequestId id, MatchedPair... pairs) {
        try (Border broker = Border.as("honest-broker")) {
            broker.send(RESULTS, id.toString(), result(broker, id, Arrays.asList(pairs)));
        }
    }

    private static MatchResult result(Border broker, MatchRequestId id, List<MatchedPair> pairs) {
        MatchRequest request = Topics.await(
                        "enclave.match-requests.v1",
                        MatchRequest.class,
                        each -> each.requestId().equals(id))
                .payload();
        Transfer transfer = broker.sendParts(
                RESULTS,
                id.toString(),
                TransferId.random(),
                new ByteArrayInputStream(EnclaveWorld.lines(pairs)),
                Keys.publicKey(request.resultKey()));
        return new MatchResult(id, MatchResult.Outcome.MATCHED, null, transfer);
    }

    private void awaitState(MatchRequestId id, String state) {
        Awaitility.await(state)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> member().get(path("/match-requests/" + id)).then().body("state", equalTo(state)));
    }

    private ValidatableResponse post(RequestSpecification caller, Map<String, String> order) {
        return post(caller, order, UUID.randomUUID().toString());
    }

    private ValidatableResponse post(RequestSpecification caller, Map<String, String> order, String key) {
        return caller.contentType("application/json")
                .header("Idempotency-Key", key)
                .body(order)
                .post(path("/match-requests"))
                .then();
    }

    private RequestSpecification member() {
        return asMember(project, "rosalind-e");
    }

    private String path(String rest) {
        return "/projects/" + project + rest;
    }

    private static Map<String, String> order(String release, String version) {
        return Map.of("clinicalRelease", release, "catalogueVersion", version);
    }

    private static MatchedPair pair(String subject, String reference) {
        return new MatchedPair(
                List.of(subject(subject)),
                List.of(new EnclaveRef(reference)),
                MatchedPair.Outcome.UNIQUE,
                List.of("T1", "T3"),
                "hb-1",
                "1");
    }

    private static MatchedPair ambiguous(String subject, String... references) {
        return new MatchedPair(
                List.of(subject(subject)),
                Arrays.stream(references).map(EnclaveRef::new).toList(),
                MatchedPair.Outcome.AMBIGUOUS,
                List.of("H2"),
                "hb-1",
                "1");
    }

    private static CommonsSubjectId subject(String id) {
        return new CommonsSubjectId(id);
    }

    private static String ref(int number) {
        return Digests.hex(("person " + number).getBytes(StandardCharsets.UTF_8));
    }
}
