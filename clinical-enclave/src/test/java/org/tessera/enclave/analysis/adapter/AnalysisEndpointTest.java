package org.tessera.enclave.analysis.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.tessera.enclave.EnclaveWorld.as;
import static org.tessera.enclave.EnclaveWorld.asMember;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.DisclosureCheck;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.disclosure.ReleasedCells;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.messaging.Sql;
import org.tessera.testkit.AuthorizationMatrix;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.OpenApiCheck;

/** From the match table to what may leave, on real servers. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class AnalysisEndpointTest {
    @Inject
    EnclaveWorld world;

    @Inject
    StudyWorld study;

    @Inject
    Sql sql;

    @Inject
    DisclosureCheck check;

    @Inject
    @Any
    Instance<ReleasableSource> sources;

    private ProjectId project = ProjectId.random();

    @BeforeEach
    void enter() {
        project = world.openProject("rosalind-e");
        study.enter(project);
    }

    @AfterEach
    void leave() {
        study.leave();
    }

    @Test
    void an_alignment_gives_everyone_a_verdict_and_shows_aliases_only() {
        String id = align();

        String rows = member().get(path("/alignments/" + id + "/rows?limit=1000"))
                .then()
                .statusCode(200)
                .body(
                        "items",
                        hasSize(StudyWorld.COHORT + StudyWorld.OTHER_VIEW + StudyWorld.MISMATCH + StudyWorld.AMBIGUOUS))
                .extract()
                .asString();
        assertThat(rows).contains("\"S-", "\"P-").doesNotContain("SW-CASE", "9100000", "study-1", "object-1");
        member().get(path("/alignments/" + id))
                .then()
                .statusCode(200)
                .body("provenance.protocol", equalTo("covid-severity"))
                .body("funnel.find { it.verdict == 'SUBCOHORT_1' }.persons", equalTo(StudyWorld.COHORT))
                .body("funnel.find { it.verdict == 'SUBCOHORT_1' }.images", equalTo(StudyWorld.COHORT))
                .body("funnel.find { it.verdict == 'NO_REQUIRED_VIEW' }.persons", equalTo(StudyWorld.OTHER_VIEW))
                .body("funnel.find { it.verdict == 'INTERVAL_MISMATCH' }.persons", equalTo(StudyWorld.MISMATCH))
                .body("funnel.find { it.verdict == 'AMBIGUOUS_LINKAGE' }.persons", equalTo(StudyWorld.AMBIGUOUS))
                .body("funnel.find { it.verdict == 'NOT_LINKED' }.persons", equalTo(StudyWorld.NOT_LINKED))
                .body("disagreements", equalTo(0));
        member().get(path("/alignments")).then().statusCode(200).body("items.id", contains(id));
    }

    @Test
    void the_same_key_makes_one_alignment() {
        String key = UUID.randomUUID().toString();
        String first = member().header("Idempotency-Key", key)
                .post(path("/alignments"))
                .then()
                .extract()
                .path("id");
        String second = member().header("Idempotency-Key", key)
                .post(path("/alignments"))
                .then()
                .extract()
                .path("id");
        assertThat(second).isEqualTo(first);
        member().post(path("/alignments")).then().statusCode(400).body("kind", equalTo("idempotency-key-missing"));
    }

    @Test
    void an_analysis_fits_the_three_models_and_says_what_it_was_made_of() {
        String alignment = align();

        String id = analyse(alignment);

        member().get(path("/analyses/" + id))
                .then()
                .statusCode(200)
                .body("persons", equalTo(StudyWorld.COHORT))
                .body("images", equalTo(StudyWorld.COHORT))
                .body(
                        "importedRows",
                        equalTo(StudyWorld.COHORT + StudyWorld.OTHER_VIEW + StudyWorld.MISMATCH + StudyWorld.AMBIGUOUS))
                .body("models.name", contains("imaging", "clinical", "combined"))
                .body("models.state", contains("ESTIMATED", "ESTIMATED", "ESTIMATED"))
                .body("models[2].coefficients.name", contains("(Intercept)", "imaging_index", "cci3", "low_map"))
                .body("comparisons", hasSize(3))
                .body("outcome", equalTo("severe-in-hospitalisation"))
                .body("alignment", equalTo(alignment));
        member().get(path("/analyses")).then().statusCode(200).body("items.id", contains(id));
        assertThat(sql.list(
                        "select 1 from ledger_entry where object in (?, ?) and action in ('alignment.made', 'analysis.made')",
                        row -> 1,
                        alignment,
                        id))
                .hasSize(2);
    }

    @Test
    void another_match_makes_an_alignment_outdated() {
        String alignment = align();
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update match_request set clinical_release = 'R2' where project = ?", project.value()));
        member().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("alignmentId", alignment))
                .post(path("/analyses"))
                .then()
                .statusCode(409)
                .body("kind", equalTo("alignment-outdated"));
    }

    @Test
    void without_a_match_there_is_nothing_to_align() {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        sql.update("update match_request set state = 'SUPERSEDED' where project = ?", project.value()));
        member().header("Idempotency-Key", UUID.randomUUID().toString())
                .post(path("/alignments"))
                .then()
                .statusCode(409)
                .body("kind", equalTo("no-active-match"));
    }

    @Test
    void what_is_suppressed_together_may_leave_together_in_any_order() {
        analyse(align());
        List<FrozenResource> wanted = List.of(
                freeze("cohort-profile", Map.of("stage", "linked")),
                freeze("characteristics", Map.of()),
                freeze("funnel", Map.of()),
                freeze("cohort-profile", Map.of("stage", "interval-aligned")),
                freeze("model-results", Map.of()),
                freeze("roc", Map.of()),
                freeze("subgroup-performance", Map.of()),
                freeze("matched-identifiers", Map.of()));
        Findings together = check.check(wanted, List.of());
        assertThat(together.findings().stream().filter(each -> each.verdict() == Findings.Verdict.REJECT))
                .isEmpty();
        List<ReleasedCells> history = new ArrayList<>();
        for (FrozenResource resource : wanted.reversed()) {
            assertThat(check.check(List.of(resource), history).verdict())
                    .as(resource.name())
                    .isNotEqualTo(Findings.Verdict.REJECT);
            history.add(ReleasedCells.of(resource));
        }
        String characteristics = text(wanted.get(1));
        assertThat(characteristics)
                .startsWith("attribute,category,persons,percent\n")
                .contains("race,Asian,<20,", "sex,Female,65,50")
                .doesNotContain("SW-CASE");
    }

    @Test
    void subgroups_are_evaluated_by_the_catalogues_facts_and_small_ones_withheld() throws IOException {
        analyse(align());
        FrozenResource frozen = freeze("subgroup-performance", Map.of("model", "imaging"));
        JsonNode report = ContractJson.tree(frozen.bytes()).path("report");
        Map<String, String> withheld = new HashMap<>();
        List<String> shown = new ArrayList<>();
        for (JsonNode each : report.path("subgroups")) {
            String row = each.path("attribute").asText() + " = "
                    + each.path("category").asText();
            if (each.has("performance")) {
                shown.add(row);
                assertThat(each.path("performance").path("personsAtLeast").asInt() % 20)
                        .isZero();
            } else {
                withheld.put(row, each.path("withheld").asText());
            }
        }
        assertThat(report.path("model").asText()).isEqualTo("imaging");
        assertThat(report.path("overall").path("calibrationSlope").path("value").asDouble())
                .isEqualTo(1.0);
        assertThat(shown).contains("ethnicity = Not Hispanic or Latino");
        assertThat(withheld)
                .containsEntry("race = Asian", "few-persons")
                .containsEntry("race = American Indian or Alaska Native", "few-persons")
                .containsEntry("sex = Not Reported", "few-persons");
        assertThat(Stream.concat(shown.stream(), withheld.keySet().stream()))
                .contains("manufacturer = Other", "age_at_index = 65+", "age_at_index = 0-17")
                .doesNotContain("manufacturer = SIEMENS");
        assertThat(verdict(frozen)).isNotEqualTo(Findings.Verdict.REJECT);
        assertThat(text(frozen)).doesNotContain("SW-CASE", "\"S-", "object-");
    }

    @Test
    void a_table_that_gives_itself_away_and_an_empirical_curve_are_refused() {
        analyse(align());
        assertThat(verdict(freeze("characteristics", Map.of("suppress", "false"))))
                .isEqualTo(Findings.Verdict.REJECT);
        assertThat(verdict(freeze("characteristics", Map.of("suppress", "primary-only"))))
                .isEqualTo(Findings.Verdict.REJECT);
        assertThat(verdict(freeze("roc", Map.of("drawn", "empirical")))).isEqualTo(Findings.Verdict.REJECT);
        assertThat(verdict(freeze("roc", Map.of("drawn", "grouped")))).isNotNull();
        assertThat(verdict(freeze("funnel", Map.of("suppress", "false")))).isEqualTo(Findings.Verdict.REJECT);
    }

    @Test
    void only_members_come_in() {
        String id = align();
        as("dorothy", "researcher").get(path("/alignments")).then().statusCode(403);
        as("rosalind-e", "researcher").get(path("/alignments")).then().statusCode(403);
        asMember(project, "dorothy").get(path("/analyses")).then().statusCode(403);
        ProjectId other = world.openProject("rosalind-e");
        asMember(other, "rosalind-e")
                .get("/projects/" + other + "/alignments/" + id)
                .then()
                .statusCode(404);
        String nowhere = "/projects/" + UUID.randomUUID();
        AuthorizationMatrix.of("enclave")
                .allow("POST", nowhere + "/alignments", "researcher")
                .allow("GET", nowhere + "/alignments", "researcher")
                .allow("GET", nowhere + "/alignments/" + id, "researcher")
                .allow("GET", nowhere + "/alignments/" + id + "/rows", "researcher")
                .allowWithBody("POST", nowhere + "/analyses", "{\"alignmentId\":\"" + id + "\"}", "researcher")
                .allow("GET", nowhere + "/analyses", "researcher")
                .allow("GET", nowhere + "/analyses/" + id, "researcher")
                .check();
    }

    @Test
    void the_end_of_a_project_takes_its_alignments_and_analyses_with_it() {
        analyse(align());
        world.endProject(project);
        assertThat(sql.list("select 1 from alignment where project = ?", row -> 1, project.value()))
                .isEmpty();
        assertThat(sql.list("select 1 from analysis where project = ?", row -> 1, project.value()))
                .isEmpty();
    }

    private String align() {
        return member().header("Idempotency-Key", UUID.randomUUID().toString())
                .post(path("/alignments"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String analyse(String alignment) {
        return member().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("alignmentId", alignment))
                .post(path("/analyses"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private FrozenResource freeze(String kind, Map<String, String> parameters) {
        ReleasableSource source = sources.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        var open = new Project(
                project,
                "A study",
                Protocols.parse(EnclaveWorld.protocol()),
                false,
                Set.of("rosalind-e"),
                Instant.now().plusSeconds(3600));
        return source.freeze(open, parameters);
    }

    private Findings.Verdict verdict(FrozenResource resource) {
        return check.check(List.of(resource), List.of()).verdict();
    }

    private static String text(FrozenResource resource) {
        return new String(resource.bytes(), StandardCharsets.UTF_8);
    }

    private RequestSpecification member() {
        return asMember(project, "rosalind-e").filter(OpenApiCheck.answers());
    }

    private String path(String rest) {
        return "/projects/" + project + rest;
    }
}
