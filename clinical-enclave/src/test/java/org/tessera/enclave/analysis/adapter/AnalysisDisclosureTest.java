package org.tessera.enclave.analysis.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.DisclosureCheck;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.disclosure.ReleasedCells;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** What of an analysis may leave, and what gives itself away. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class AnalysisDisclosureTest {
    @Inject
    StudyWorld study;

    @Inject
    Sql sql;

    @Inject
    DisclosureCheck check;

    @Inject
    @Any
    Instance<ReleasableSource> sources;

    @BeforeEach
    void enter() {
        study.enter();
    }

    @AfterEach
    void leave() {
        study.leave();
    }

    @Test
    void what_is_suppressed_together_may_leave_together_in_any_order() {
        study.analyse(study.align());
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
                .startsWith("attribute,category,persons,percent,source,source_as_of\n")
                .contains("race,Asian,<20,", "sex,Female,65,50")
                .contains(
                        "smoking,yes,26,",
                        "smoking,no,78,",
                        "smoking,Not Reported,26,",
                        "severe-ever,yes,38,",
                        "severe-ever,no,92,")
                .doesNotContain("SW-CASE");
    }

    @Test
    void a_table_says_when_the_catalogue_was_published_and_when_the_release_was_last_loaded() {
        assertThat(freezeLines("characteristics"))
                .filteredOn(row -> row.startsWith("smoking,yes,"))
                .singleElement(STRING)
                .endsWith(",clinical-enclave/R1," + lastLoaded());
        load("first", "LOADED", "2998-02-03T23:59:00Z");
        load("second", "LOADED", "2998-01-02T00:00:00Z");
        load("second", "REPLACED", "2999-01-01T00:00:00Z");
        try {
            String published = sql.list(
                            "select published_at from catalogue_version where version = ?",
                            row -> Sql.instant(row, "published_at").toString().substring(0, 10),
                            StudyWorld.VERSION)
                    .getFirst();
            assertThat(freezeLines("characteristics"))
                    .contains("sex,Female,65,50,imaging-commons/" + StudyWorld.VERSION + "," + published)
                    .contains("smoking,yes,26,20,clinical-enclave/R1,2998-02-03");
            assertThat(freezeLines("funnel").skip(1))
                    .isNotEmpty()
                    .allMatch(row -> row.endsWith(",imaging-commons/" + StudyWorld.VERSION + " clinical-enclave/R1,"
                            + published + " 2998-02-03"));
        } finally {
            QuarkusTransaction.requiringNew()
                    .run(() -> sql.update("delete from release_submission where steward = 'as-of'"));
        }
    }

    private Stream<String> freezeLines(String kind) {
        return text(freeze(kind, Map.of())).lines();
    }

    /** Another test may have loaded this release before. */
    private String lastLoaded() {
        return sql
                .list(
                        "select submitted_at from release_submission where release = 'R1' and state = 'LOADED'",
                        row -> Sql.instant(row, "submitted_at").toString().substring(0, 10))
                .stream()
                .max(Comparator.naturalOrder())
                .orElse("unknown");
    }

    private void load(String partner, String state, String at) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "insert into release_submission (id, partner, release, state, manifest_digest, steward, submitted_at)"
                                + " values (?, ?, 'R1', ?, 'sha256:none', 'as-of', ?)",
                        UUID.randomUUID(),
                        partner,
                        state,
                        Instant.parse(at)));
    }

    @Test
    void subgroups_are_evaluated_by_the_catalogues_facts_and_small_ones_withheld() throws IOException {
        study.analyse(study.align());
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
        study.analyse(study.align());
        assertThat(verdict(freeze("characteristics", Map.of("suppress", "false"))))
                .isEqualTo(Findings.Verdict.REJECT);
        assertThat(verdict(freeze("characteristics", Map.of("suppress", "primary-only"))))
                .isEqualTo(Findings.Verdict.REJECT);
        assertThat(verdict(freeze("roc", Map.of("drawn", "empirical")))).isEqualTo(Findings.Verdict.REJECT);
        assertThat(verdict(freeze("roc", Map.of("drawn", "grouped")))).isNotNull();
        assertThat(verdict(freeze("funnel", Map.of("suppress", "false")))).isEqualTo(Findings.Verdict.REJECT);
    }

    @Test
    void what_is_said_of_a_models_persons_is_said_of_its_curve_alone() {
        study.analyse(study.align());
        Set<String> ofTheModels = rules(freeze("model-results", Map.of()));
        assertThat(ofTheModels).contains("few-exposed");
        assertThat(rules(freeze("roc", Map.of()))).containsAll(ofTheModels);
    }

    @Test
    void of_every_model_curve_and_subgroup_the_check_knows_how_far_one_person_moves_it() {
        study.analyse(study.align());
        assertThat(parts("model-results"))
                .allSatisfy(each -> assertThat(each)
                        .asInstanceOf(type(Disclosable.ModelResult.class))
                        .satisfies(model ->
                                assertThat(model.influence().standardErrors()).isPositive()));
        assertThat(parts("roc"))
                .filteredOn(Disclosable.RocCurve.class::isInstance)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each)
                        .asInstanceOf(type(Disclosable.RocCurve.class))
                        .satisfies(curve -> assertThat(curve.onePerson()).isPositive()));
        assertThat(parts("subgroup-performance"))
                .filteredOn(Disclosable.Subgroups.class::isInstance)
                .singleElement()
                .asInstanceOf(type(Disclosable.Subgroups.class))
                .satisfies(subgroups ->
                        assertThat(subgroups.influence().standardErrors()).isPositive());
    }

    private List<Disclosable> parts(String kind) {
        return freeze(kind, Map.of()).content().leaves().toList();
    }

    private Set<String> rules(FrozenResource resource) {
        return check.check(List.of(resource), List.of()).findings().stream()
                .map(Findings.Finding::rule)
                .collect(Collectors.toSet());
    }

    private FrozenResource freeze(String kind, Map<String, String> parameters) {
        ReleasableSource source = sources.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        var open = new Project(
                study.project(),
                "A study",
                Protocols.parse(EnclaveWorld.protocol()),
                false,
                Set.of("rosalind-e"),
                Instant.now().plusSeconds(3600));
        return QuarkusTransaction.requiringNew().call(() -> source.freeze(open, parameters));
    }

    private Findings.Verdict verdict(FrozenResource resource) {
        return check.check(List.of(resource), List.of()).verdict();
    }

    private static String text(FrozenResource resource) {
        return new String(resource.bytes(), StandardCharsets.UTF_8);
    }
}
