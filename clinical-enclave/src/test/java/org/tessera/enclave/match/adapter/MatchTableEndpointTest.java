package org.tessera.enclave.match.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.tessera.enclave.match.adapter.MatchWorld.CATALOGUE;
import static org.tessera.enclave.match.adapter.MatchWorld.RELEASE;
import static org.tessera.enclave.match.adapter.MatchWorld.ambiguous;
import static org.tessera.enclave.match.adapter.MatchWorld.pair;
import static org.tessera.enclave.match.adapter.MatchWorld.ref;
import static org.tessera.enclave.match.adapter.MatchWorld.subject;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.Withdrawal;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.match.WatchingMatches;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.messaging.Sql;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;

/** Who stands in a match table, and who and what leaves it. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class MatchTableEndpointTest {
    @Inject
    EnclaveWorld world;

    @Inject
    MatchWorld match;

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

    @BeforeEach
    void enter() {
        match.enter();
    }

    @Test
    void an_answer_becomes_the_match_table_which_shows_aliases_only() {
        match.matched(pair("M-1", ref(1)), pair("M-2", ref(2)), ambiguous("M-3", ref(3), ref(4)), pair("X-9", ref(1)));

        String shown = match.get("/match-table")
                .statusCode(200)
                .body("items", hasSize(3))
                .extract()
                .asString();
        assertThat(shown).doesNotContain("M-1", ref(1), ref(2)).contains("AMBIGUOUS", "\"S-", "\"P-", "T1");
        for (long person : sql.list("select person_id from person_ref", row -> row.getLong(1))) {
            assertThat(shown).doesNotContain(Long.toString(person));
        }
        String next = match.get("/match-table?limit=2")
                .body("items", hasSize(2))
                .extract()
                .path("next");
        match.get("/match-table?limit=2&after=" + next).body("items", hasSize(1));
    }

    @Test
    void whoever_opts_out_leaves_the_match_table_at_once() {
        String leaving = ref(77);
        EnclaveWorld.loadPersons("RM.7", leaving, ref(78));
        MatchRequestId id = match.request("RM.7", CATALOGUE);
        match.answer(id, pair("M-1", leaving), pair("M-2", ref(78)), ambiguous("M-3", ref(78), leaving));
        match.awaitState(id, "ACTIVE");
        match.get("/match-table").body("items", hasSize(3));
        try (Border partner = Border.as("partner-north")) {
            partner.send("partner.clinical-withdrawals.v1", leaving, Withdrawal.of(Domain.CLINICAL, leaving));
        }

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> match.get("/match-table").body("items", hasSize(1)));
        assertThat(match.links(id)).isEqualTo(1);
    }

    @Test
    void a_case_that_the_newest_catalogue_no_longer_shows_leaves_the_match_table() {
        String before = "cat-before-" + match.project().toString().substring(0, 8);
        String after = "cat-after-" + match.project().toString().substring(0, 8);
        world.publishCatalogue(before, "M-1", "M-2", "M-3", "M-4", "G-1");
        MatchRequestId id = match.request(RELEASE, before);
        match.answer(id, pair("M-1", ref(1)), pair("G-1", ref(2)));
        match.awaitState(id, "ACTIVE");
        match.get("/match-table").body("items", hasSize(2));

        world.publishCatalogue(after, "M-1", "M-2", "M-3", "M-4");

        match.get("/match-table").body("items", hasSize(1));
        assertThat(match.links(id)).isEqualTo(1);
    }

    @Test
    void a_project_takes_its_keys_and_its_match_table_along() {
        MatchRequestId id = match.matched(pair("M-1", ref(1)));
        assertThat(match.keys()).isNotEmptyDirectory();

        world.endProject(match.project());

        assertThat(match.keys()).doesNotExist();
        assertThat(table.active(match.project())).isEmpty();
        assertThat(match.links(id)).isZero();
        assertThat(sql.list("select state from match_request where id = ?", row -> row.getString(1), id.value()))
                .containsExactly("REVOKED");
        match.get("/match-table").statusCode(410);
    }

    @Test
    void a_crash_between_commit_and_destruction_is_made_good() throws IOException {
        Path folder = match.keys();
        byte[] key = Files.readAllBytes(folder.resolve("project.key"));
        world.endProject(match.project());
        Files.createDirectories(folder);
        Files.write(folder.resolve("project.key"), key);

        watching.sweepKeys();

        assertThat(folder).doesNotExist();
    }

    @Test
    void the_identifier_list_is_unlabelled_and_says_who_is_behind_it() {
        match.matched(pair("M-1", ref(1)), pair("M-2", ref(2)), ambiguous("M-3", ref(3), ref(4)));
        Project open = project();

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
    void a_study_with_several_modalities_makes_its_case_eligible_by_an_image_of_the_right_one() {
        String catalogue = "cat-lists-" + match.project().toString().substring(0, 8);
        world.publishCatalogue(
                catalogue,
                List.of(
                        EnclaveWorld.subject("M-1", "CR,DX", null),
                        EnclaveWorld.subject("M-2", "CT,SR", null),
                        EnclaveWorld.subject("M-3", "DX,CT", "CT")));
        MatchRequestId id = match.request(RELEASE, catalogue);
        match.answer(id, pair("M-1", ref(1)), pair("M-2", ref(2)), pair("M-3", ref(3)));
        match.awaitState(id, "ACTIVE");

        FrozenResource frozen = identifiers.freeze(project(), Map.of("eligible", "true"));

        assertThat(new String(frozen.bytes(), StandardCharsets.UTF_8).lines()).containsExactly("submitter_id", "M-1");
    }

    @Test
    void the_order_of_the_identifier_list_is_not_that_of_the_match_table() {
        String catalogue = "cat-order-" + match.project().toString().substring(0, 8);
        String[] cases = IntStream.rangeClosed(1, 12).mapToObj(i -> "M-" + i).toArray(String[]::new);
        String[] refs =
                IntStream.rangeClosed(101, 112).mapToObj(MatchWorld::ref).toArray(String[]::new);
        EnclaveWorld.loadPersons("RO.1", refs);
        world.publishCatalogue(catalogue, cases);
        MatchRequestId id = match.request("RO.1", catalogue);
        match.answer(
                id,
                IntStream.range(0, 12).mapToObj(i -> pair(cases[i], refs[i])).toArray(MatchedPair[]::new));
        match.awaitState(id, "ACTIVE");

        List<String> listed = new String(identifiers.freeze(project(), Map.of()).bytes(), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList();
        List<String> inTheTable = table.active(match.project()).orElseThrow().persons().stream()
                .map(person -> person.subjects().getFirst().value())
                .toList();
        assertThat(listed).hasSize(12).containsExactlyInAnyOrderElementsOf(inTheTable);
        assertThat(listed).isNotEqualTo(inTheTable);
    }

    private Project project() {
        return new Project(
                match.project(),
                "A study",
                Protocols.parse(EnclaveWorld.protocol()),
                false,
                Set.of("rosalind-e"),
                clock.instant().plusSeconds(60));
    }
}
