package org.tessera.enclave.match.adapter;

import static org.hamcrest.Matchers.equalTo;
import static org.tessera.enclave.EnclaveWorld.asMember;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.envelope.Digests;
import org.tessera.envelope.Keys;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.Topics;

/** A project whose member asks for matches, and the broker that answers. */
@ApplicationScoped
class MatchWorld {
    static final String RELEASE = "RM.1";
    static final String CATALOGUE = "cat-match-1";
    static final String RESULTS = "broker.match-results.v1";
    private static final String MEMBER = "rosalind-e";

    private final EnclaveWorld world;
    private final Sql sql;
    private final Path keys;
    private ProjectId project = ProjectId.random();

    MatchWorld(EnclaveWorld world, Sql sql, @ConfigProperty(name = "tessera.enclave.keys") Path keys) {
        this.world = world;
        this.sql = sql;
        this.keys = keys;
    }

    /** Loads a release of four persons and a catalogue of four cases, and opens another project. */
    void enter() {
        EnclaveWorld.loadPersons(RELEASE, ref(1), ref(2), ref(3), ref(4));
        if (sql.list("select 1 from catalogue_version where version = ?", row -> 1, CATALOGUE)
                .isEmpty()) {
            world.publishCatalogue(CATALOGUE, "M-1", "M-2", "M-3", "M-4");
        }
        project = world.openProject(MEMBER);
    }

    ProjectId project() {
        return project;
    }

    /** Where the project's keys are. */
    Path keys() {
        return keys.resolve(project.toString());
    }

    /** The key that the answer to a request is sealed to. */
    Path keyOf(MatchRequestId id) {
        return keys().resolve("request-" + id + ".jwk.json");
    }

    RequestSpecification member() {
        return asMember(project, MEMBER);
    }

    String path(String rest) {
        return "/projects/" + project + rest;
    }

    /** What the member is shown there. */
    ValidatableResponse get(String rest) {
        return member().get(path(rest)).then();
    }

    /** The member orders a match of these. */
    ValidatableResponse order(String release, String version) {
        return order(member(), release, version);
    }

    ValidatableResponse order(RequestSpecification caller, String release, String version) {
        return order(caller, release, version, UUID.randomUUID().toString());
    }

    ValidatableResponse order(RequestSpecification caller, String release, String version, String key) {
        return caller.contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("clinicalRelease", release, "catalogueVersion", version))
                .post(path("/match-requests"))
                .then();
    }

    ValidatableResponse cancel(RequestSpecification caller, MatchRequestId id) {
        return caller.post(path("/match-requests/" + id + "/cancel")).then();
    }

    MatchRequestId request() {
        return request(RELEASE, CATALOGUE);
    }

    MatchRequestId request(String release, String version) {
        return MatchRequestId.parse(order(release, version)
                .statusCode(202)
                .body("state", equalTo("MATCHING"))
                .extract()
                .path("id"));
    }

    /** The broker answers with these pairs. */
    void answer(MatchRequestId id, MatchedPair... pairs) {
        try (Border broker = Border.as("honest-broker")) {
            broker.send(RESULTS, id.toString(), result(broker, id, Arrays.asList(pairs)));
        }
    }

    MatchResult result(Border broker, MatchRequestId id, List<MatchedPair> pairs) {
        return result(broker, id, EnclaveWorld.lines(pairs));
    }

    MatchResult result(Border broker, MatchRequestId id, byte[] content) {
        MatchRequest request = Topics.await(
                        "enclave.match-requests.v1",
                        MatchRequest.class,
                        each -> each.requestId().equals(id))
                .payload();
        Transfer transfer = broker.sendParts(
                RESULTS,
                id.toString(),
                TransferId.random(),
                new ByteArrayInputStream(content),
                Keys.publicKey(request.resultKey()));
        return new MatchResult(id, MatchResult.Outcome.MATCHED, null, transfer);
    }

    void awaitState(MatchRequestId id, String state) {
        Awaitility.await(state)
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> get("/match-requests/" + id).body("state", equalTo(state)));
    }

    /** A request with this answer, when it has come. */
    MatchRequestId matched(MatchedPair... pairs) {
        MatchRequestId id = request();
        answer(id, pairs);
        awaitState(id, "ACTIVE");
        return id;
    }

    /** How many links are kept of a request. */
    int links(MatchRequestId id) {
        return sql.list("select 1 from match_link where request_id = ?", row -> 1, id.value())
                .size();
    }

    static MatchedPair pair(String subject, String reference) {
        return new MatchedPair(
                List.of(subject(subject)),
                List.of(new EnclaveRef(reference)),
                MatchedPair.Outcome.UNIQUE,
                List.of("T1", "T3"),
                "hb-1",
                "1");
    }

    static MatchedPair ambiguous(String subject, String... references) {
        return new MatchedPair(
                List.of(subject(subject)),
                Arrays.stream(references).map(EnclaveRef::new).toList(),
                MatchedPair.Outcome.AMBIGUOUS,
                List.of("H2"),
                "hb-1",
                "1");
    }

    static CommonsSubjectId subject(String id) {
        return new CommonsSubjectId(id);
    }

    static String ref(int number) {
        return Digests.hex(("person " + number).getBytes(StandardCharsets.UTF_8));
    }
}
