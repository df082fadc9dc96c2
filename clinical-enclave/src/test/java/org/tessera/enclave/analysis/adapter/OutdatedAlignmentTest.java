package org.tessera.enclave.analysis.adapter;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** An analysis rests on an alignment only while what that was made of is there. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class OutdatedAlignmentTest {
    private static final String PARTNER = "partner-of-outdated";

    @Inject
    StudyWorld study;

    @Inject
    Sql sql;

    @BeforeEach
    void enter() {
        study.enter();
        load("sha256:first");
    }

    @AfterEach
    void leave() {
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "delete from release_file where submission_id in (select id from release_submission where partner = ?)",
                    PARTNER);
            sql.update("delete from release_submission where partner = ?", PARTNER);
        });
        study.leave();
    }

    @Test
    void another_match_makes_an_alignment_outdated() {
        String alignment = study.align();
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update match_request set clinical_release = 'R2' where project = ?",
                        study.project().value()));
        analyse(alignment).statusCode(409).body("kind", equalTo("alignment-outdated"));
    }

    @Test
    void an_alignment_says_of_which_loads_it_is_and_another_makes_it_outdated() {
        String alignment = study.align();
        study.member()
                .get(study.path("/alignments/" + alignment))
                .then()
                .statusCode(200)
                .body("loads", hasItem("sha256:first"));
        analyse(alignment).statusCode(201);

        load("sha256:second");

        analyse(alignment).statusCode(409).body("kind", equalTo("alignment-outdated"));
        analyse(study.align()).statusCode(201);
    }

    @Test
    void a_vocabulary_makes_the_alignments_of_every_release_outdated_and_other_files_of_another_release_none() {
        String alignment = study.align();
        load("R2", "sha256:events", "omop/measurement.csv");
        analyse(alignment).statusCode(201);

        load("R2", "sha256:vocabulary", "omop/Concept.csv");

        analyse(alignment).statusCode(409).body("kind", equalTo("alignment-outdated"));
        String again = study.align();
        analyse(again).statusCode(201);
        load("R2", "sha256:newer", "omop/concept.csv");
        load("R2", "sha256:vocabulary", "omop/concept.csv");
        analyse(again).statusCode(409).body("kind", equalTo("alignment-outdated"));
    }

    @Test
    void an_alignment_of_before_that_says_nothing_of_loads_is_shown_and_outdated() {
        String alignment = study.align();
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update alignment set document = document - 'loads' where id = ?", UUID.fromString(alignment)));
        study.member().get(study.path("/alignments/" + alignment)).then().statusCode(200);
        analyse(alignment).statusCode(409).body("kind", equalTo("alignment-outdated"));
    }

    private ValidatableResponse analyse(String alignment) {
        return study.member()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("alignmentId", alignment))
                .post(study.path("/analyses"))
                .then();
    }

    /** As if the partner had loaded this into the release of the match, in place of what it loaded before. */
    private void load(String manifest) {
        load("R1", manifest, "omop/person.csv");
    }

    private void load(String release, String manifest, String file) {
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "update release_submission set state = 'REPLACED' where partner = ? and release = ?",
                    PARTNER,
                    release);
            sql.update(
                    "insert into release_submission (id, partner, release, state, manifest_digest, steward, submitted_at)"
                            + " values (?, ?, ?, 'LOADED', ?, 'stewart', ?)",
                    id,
                    PARTNER,
                    release,
                    manifest,
                    Instant.now());
            sql.update("insert into release_file values (?, 0, ?, 1, 1, 0, '{}')", id, file);
        });
    }
}
