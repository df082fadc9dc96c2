package org.tessera.enclave.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Published;

/** What a partner that knows its own persons learns of the others from a count. */
class FewOthersTest {
    private static final Download.Order ORDER = new Download.Order(
            DownloadRequestId.random(),
            ProjectId.random(),
            ApprovalWorld.ROSALIND.account(),
            "Results",
            List.of(),
            Instant.EPOCH);

    private final Map<PersonKey, Set<String>> partners = new HashMap<>();
    private final CheckingDownloads checking = new CheckingDownloads(
            new DownloadWorld.DownloadsInMemory(),
            (requested, history) -> Findings.of(List.of()),
            project -> Optional.empty(),
            project -> partners);

    @Test
    void a_count_of_which_one_partner_knows_all_but_a_few_goes_to_a_reviewer() {
        persons(0, 19, "partner-north");
        persons(19, 20, "partner-south");
        assertThat(found(exact(20)).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("few-others");
            assertThat(finding.verdict()).isEqualTo(Findings.Verdict.REVIEW);
            assertThat(finding.sentence()).contains("sex, Female").doesNotContain("partner-");
        });
        assertThat(checking.of(ORDER, List.of(exact(20))).findings()).isEmpty();
    }

    @Test
    void a_person_whom_several_partners_know_is_known_to_each() {
        persons(0, 40, "partner-north");
        persons(0, 30, "partner-south");
        assertThat(found(exact(40)).findings()).hasSize(1);
    }

    @Test
    void many_others_and_nobody_else_are_in_order_and_so_is_what_is_not_shown() {
        persons(0, 20, "partner-north");
        persons(20, 40, "partner-south");
        assertThat(found(exact(40)).findings()).isEmpty();
        assertThat(found(exact(20)).findings()).isEmpty();
        assertThat(found(counted(21, new Published.FewerThan(40))).findings()).isEmpty();
        assertThat(found(exact(21)).findings()).hasSize(1);
    }

    @Test
    void a_model_of_which_one_partner_knows_all_but_a_few_goes_to_a_reviewer() {
        persons(0, 101, "partner-north");
        persons(101, 120, "partner-south");
        assertThat(found(model(120)).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("few-others");
            assertThat(finding.verdict()).isEqualTo(Findings.Verdict.REVIEW);
            assertThat(finding.sentence()).contains("clinical").doesNotContain("partner-");
        });
        persons(120, 121, "partner-south");
        assertThat(found(model(121)).findings()).isEmpty();
        assertThat(found(model(101)).findings()).isEmpty();
    }

    @Test
    void a_count_of_which_one_partner_knows_all_but_a_few_is_weighed_when_it_is_submitted() {
        var world = new DownloadWorld();
        world.partners = Map.of(new PersonKey("S-1"), Set.of("north"), new PersonKey("S-2"), Set.of("south"));
        assertThat(((Download.Checked) world.now(world.checked("matched-identifiers")))
                        .checked()
                        .findings()
                        .findings())
                .extracting(Findings.Finding::rule)
                .contains("few-others");
    }

    private Findings found(FrozenResource resource) {
        return checking.ofFresh(ORDER, List.of(resource));
    }

    private void persons(int from, int to, String partner) {
        for (int i = from; i < to; i++) {
            partners.merge(
                    key(i),
                    Set.of(partner),
                    (one, other) -> Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet()));
        }
    }

    private static FrozenResource exact(int persons) {
        return counted(persons, new Published.Exact(persons));
    }

    private static FrozenResource model(int persons) {
        var influence = new Disclosable.Influence(0, false, "no number");
        var model = new Disclosable.ModelResult("clinical", keys(persons), keys(60), List.of(), 100, influence);
        return resource(new Disclosable.Several(List.of(model)));
    }

    private static FrozenResource counted(int persons, Published published) {
        return resource(new Disclosable.CountTable(
                List.of(new Disclosable.Cell("sex", "Female", keys(persons), published)), List.of()));
    }

    private static FrozenResource resource(Disclosable content) {
        return new FrozenResource("file", "kind", "text/plain", "".getBytes(StandardCharsets.UTF_8), content);
    }

    private static Set<PersonKey> keys(int persons) {
        return IntStream.range(0, persons).mapToObj(FewOthersTest::key).collect(Collectors.toSet());
    }

    private static PersonKey key(int i) {
        return new PersonKey("S-" + i);
    }
}
