package org.tessera.enclave.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.nullValue;
import static org.tessera.enclave.review.People.ok;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.AccountLink;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadRequest;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.upload.ImportedTables;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;
import org.tessera.testkit.Topics;

@QuarkusTest
@OnRealServers("clinical-enclave")
class UploadsOverTheBorderTest {
    private static final String REQUESTS = "commons.upload-requests.v1";
    private static final String DECISIONS = "enclave.upload-decisions.v1";
    private static final Actor ROSALIND = new Actor(Tokens.subject("commons", "rosalind"), "commons");
    private static final int CASES = 30;

    @Inject
    ImportedTables imported;

    @Inject
    Sql sql;

    @Test
    void a_sealed_table_is_opened_scanned_reviewed_and_imported() {
        var people = new People();
        var project = people.projectOf(people.approvedRequest());
        match(project);
        link(people);

        var stranger = send(new Actor(Tokens.subject("commons", "mallory"), "commons"), project);
        assertThat(ending(stranger, UploadDecision.State.BLOCKED).reason()).isEqualTo("account-not-linked");

        var id = send(ROSALIND, project);
        ending(id, UploadDecision.State.UNDER_REVIEW);
        people.oscar()
                .get("/upload-requests/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("UNDER_REVIEW"))
                .body("summary.rows", equalTo(CASES))
                .body("sample", hasSize(10))
                // No alias beside a measure: who sent the table knows whose it is, and would learn who her case is
                // here.
                .body("sample[1]", equalTo(0.123f))
                .body("sample", everyItem(instanceOf(Number.class)));
        people.rosalind()
                .get("/upload-requests/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("UNDER_REVIEW"))
                .body("sample", nullValue());
        people.dorothy().get("/upload-requests/" + id).then().statusCode(404);
        approve(people, id);
        ending(id, UploadDecision.State.IMPORTED);
        var entries = entries(id);
        approve(people, id);
        assertThat(entries(id)).isEqualTo(entries);
        assertThat(imported.rows(new ProjectId(UUID.fromString(project)))).hasSize(CASES);
        people.oscar()
                .body(Map.of("decision", "REJECT"))
                .post("/upload-requests/" + id + "/decision")
                .then()
                .statusCode(409);

        assertThat(findings(people, send(ROSALIND, project, CASES, 23)))
                .noneMatch(UploadsOverTheBorderTest::isOfDifference);
        assertThat(findings(people, send(ROSALIND, project, CASES, 24)))
                .noneMatch(UploadsOverTheBorderTest::isOfDifference);
        assertThat(findings(people, send(ROSALIND, project, CASES - 1, 23)))
                .anyMatch(UploadsOverTheBorderTest::isOfDifference);
        assertThat(findings(people, send(ROSALIND, project, CASES - 1, 24)))
                .anyMatch(UploadsOverTheBorderTest::isOfDifference);
    }

    private static void approve(People people, UploadRequestId id) {
        people.oscar()
                .body(Map.of("decision", "APPROVE", "comment", "fine"))
                .post("/upload-requests/" + id + "/decision")
                .then()
                .statusCode(200)
                .body("state", equalTo("IMPORTED"));
    }

    private long entries(UploadRequestId id) {
        return sql.count("select count(*) from ledger_entry where object = ?", id.toString());
    }

    private static List<String> findings(People people, UploadRequestId id) {
        ending(id, UploadDecision.State.UNDER_REVIEW);
        return people.oscar()
                .get("/upload-requests/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("findings", String.class);
    }

    private static boolean isOfDifference(String finding) {
        return finding.contains("differs from that of upload request");
    }

    private static UploadDecision ending(UploadRequestId id, UploadDecision.State state) {
        return Topics.await(
                        DECISIONS,
                        UploadDecision.class,
                        decision -> decision.requestId().equals(id) && decision.state() == state)
                .payload();
    }

    private static void link(People people) {
        String code = ok(people.rosalind().post("/account-link-codes"), 201, "code");
        try (var commons = Border.as("imaging-commons")) {
            commons.send(
                    "commons.account-links.v1",
                    ROSALIND.subject(),
                    new AccountLink(code, ROSALIND.subject()),
                    ROSALIND,
                    null);
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> people.rosalind().get("/account-link").then().body("linked", equalTo(true)));
    }

    private static UploadRequestId send(Actor sender, String project) {
        return send(sender, project, CASES, 23);
    }

    /** A table of so many cases, whose measures are so many thousandths apart. */
    private static UploadRequestId send(Actor sender, String project, int cases, int apart) {
        var table = IntStream.range(0, cases)
                .mapToObj(i -> "border-%d,study-%d,object-%d,0.%d".formatted(i, i, i, 100 + apart * i))
                .collect(Collectors.joining("\n", "submitter_id,study_uid,object_id,imaging_index\n", "\n"));
        var id = UploadRequestId.random();
        var transferId = new TransferId(id.value());
        try (var commons = Border.as("imaging-commons")) {
            var transfer = commons.sendParts(
                    REQUESTS,
                    id.toString(),
                    transferId,
                    new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)),
                    Border.sealingKeyOf("clinical-enclave"));
            var digest = "sha256:" + "0".repeat(64);
            commons.send(
                    REQUESTS,
                    id.toString(),
                    new UploadRequest(
                            id,
                            sender.subject(),
                            project,
                            "imaging-index/1",
                            new UploadRequest.ModelCard("opacity", "1.0.0", digest),
                            digest,
                            cases,
                            true,
                            transfer,
                            Instant.now().plus(Duration.ofMinutes(10))),
                    sender,
                    project);
        }
        return id;
    }

    /** A catalogue version and an active match of the project, as if they had come. */
    private void match(String project) {
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        sql.update(
                "insert into catalogue_version values ('border', ?, ?, 'sha256:00', 30, 30, 0, 30) on conflict do nothing",
                now,
                now);
        IntStream.range(0, CASES)
                .mapToObj(UploadsOverTheBorderTest::eligible)
                .forEach(each -> sql.update(
                        "insert into catalogue_case values ('border', ?, cast(? as jsonb)) on conflict do nothing",
                        each.submitterId().value(),
                        ContractJson.text(each)));
        sql.update("""
                insert into match_request (id, project, clinical_release, catalogue_version, fuzzy, requested_by,
                  requested_at, deadline, state, changed_at)
                values (?, ?, 'R1', 'border', false, 'test', ?, ?, 'ACTIVE', ?)
                """, UUID.randomUUID(), UUID.fromString(project), now, now, now);
    }

    private static CatalogueCase eligible(int i) {
        var series = new CatalogueCase.Series("series-" + i, "DX", "AP", null, "object-" + i, "f.png", null, null);
        var study = new CatalogueCase.Study("study-" + i, "DX", 2, List.of(-2), null, List.of(series));
        return new CatalogueCase(
                new CommonsSubjectId("border-" + i),
                null,
                null,
                null,
                null,
                null,
                null,
                "Yes",
                List.of(),
                List.of(study));
    }
}
