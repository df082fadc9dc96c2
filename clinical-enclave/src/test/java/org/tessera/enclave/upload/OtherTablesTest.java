package org.tessera.enclave.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;
import static org.tessera.enclave.upload.UploadWorld.row;
import static org.tessera.enclave.upload.UploadWorld.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.workflow.PolicyRefused;

/** What a reviewer is told of a table beside the other tables of its project. */
class OtherTablesTest {
    private final UploadWorld world = new UploadWorld();

    @Test
    void a_table_that_leaves_one_case_of_an_imported_one_out_is_shown_to_its_reviewer() {
        imported(table());
        assertThat(findings(table().subList(0, 40))).singleElement().asString().contains("differs");
    }

    @Test
    void a_table_that_adds_one_case_or_measures_one_anew_is_shown_to_its_reviewer() {
        imported(table().subList(0, 40));
        assertThat(findings(table())).singleElement().asString().contains("differs");
        var anew = new ArrayList<>(table().subList(0, 40));
        anew.set(5, row(4, "0.999"));
        assertThat(findings(anew)).singleElement().asString().contains("differs");
    }

    @Test
    void a_table_that_leaves_one_case_out_and_moves_every_measure_is_shown_to_its_reviewer() {
        imported(table());
        assertThat(findings(measured(i -> "0." + (110 + 17 * i)).subList(0, 40)))
                .singleElement()
                .asString()
                .contains("differs");
    }

    @Test
    void only_who_is_linked_for_certain_counts_as_linked() {
        IntStream.rangeClosed(0, 9).forEach(this::link);
        IntStream.rangeClosed(10, 39).forEach(i -> link(i, Linkage.AMBIGUOUS));
        assertThat(findings(table())).singleElement().asString().contains("linked to a record");
    }

    @Test
    void without_a_match_nobody_can_tell_and_that_is_said() {
        var upload = world.scanned(table());
        world.hasMatch = false;
        assertThat(world.reviewing.findings(upload, OSCAR))
                .singleElement()
                .asString()
                .contains("no active match");
    }

    @Test
    void each_table_that_was_ever_imported_counts() {
        imported(table());
        imported(measured(i -> "0." + (110 + 17 * i)));
        assertThat(findings(table().subList(0, 40)))
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding).contains("differs"));
    }

    @Test
    void the_same_table_again_and_one_of_another_measure_of_everyone_are_in_order() {
        imported(table());
        assertThat(findings(table())).isEmpty();
        assertThat(findings(measured(i -> "0." + (110 + 17 * i)))).isEmpty();
        assertThat(findings(table().subList(0, 21))).isEmpty();
    }

    @Test
    void many_cases_of_whom_few_are_linked_are_few() {
        IntStream.rangeClosed(20, 39).forEach(this::link);
        link(0);
        assertThat(findings(table().subList(0, 21))).singleElement().asString().contains("linked to a record");
        imported(table());
        var withoutThatOne = Stream.concat(
                        table().stream().limit(1), table().stream().skip(21))
                .toList();
        assertThat(findings(withoutThatOne)).singleElement().asString().contains("differs");
    }

    @Test
    void who_may_not_see_the_rows_is_told_nothing_and_neither_is_anybody_of_a_decided_table() {
        imported(table());
        var upload = world.scanned(table().subList(0, 40));
        assertThat(world.reviewing.findings(upload, OSCAR)).isNotEmpty();
        assertThat(world.reviewing.findings(upload, ROSALIND)).isEmpty();
        assertThat(world.reviewing.findings(upload, DOROTHY)).isEmpty();
        assertThat(world.reviewing.findings(
                        world.reviewing.approve(
                                upload.announcement().id(), "", world.reviewing.findings(upload, OSCAR), OSCAR),
                        OSCAR))
                .isEmpty();
    }

    @Test
    void two_tables_that_wait_at_the_same_time_are_compared_with_each_other() {
        var whole = world.scanned(table());
        var less = world.scanned(table().subList(0, 40));
        assertThat(world.reviewing.findings(whole, OSCAR))
                .singleElement()
                .asString()
                .contains(less.announcement().id().toString(), "waits");
        assertThat(world.reviewing.findings(less, OSCAR))
                .singleElement()
                .asString()
                .contains(whole.announcement().id().toString(), "waits");
        world.reviewing.reject(whole.announcement().id(), "", OSCAR);
        assertThat(world.reviewing.findings(less, OSCAR)).isEmpty();
    }

    @Test
    void what_was_found_since_the_reviewer_looked_is_told_before_anything_is_imported() {
        var less = world.scanned(table().subList(0, 40)).announcement().id();
        imported(table());
        assertThatThrownBy(() -> world.reviewing.approve(less, "", List.of(), OSCAR))
                .isInstanceOfSatisfying(
                        PolicyRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo("findings-not-weighed"))
                .hasMessageContaining("which was imported");
        assertThat(world.uploads.find(less).orElseThrow().state()).isEqualTo(UploadMoves.State.UNDER_REVIEW);
        var told = world.reviewing.findings(world.uploads.find(less).orElseThrow(), OSCAR);
        assertThat(world.reviewing.approve(less, "", told, OSCAR)).isInstanceOf(Upload.Imported.class);
    }

    /** Of a table that does not wait any longer, so that the next one is not compared with it. */
    private List<String> findings(List<String> lines) {
        var upload = world.scanned(lines);
        var findings = world.reviewing.findings(upload, OSCAR);
        world.reviewing.reject(upload.announcement().id(), "", OSCAR);
        return findings;
    }

    private void imported(List<String> lines) {
        var upload = world.scanned(lines);
        world.reviewing.approve(upload.announcement().id(), "", world.reviewing.findings(upload, OSCAR), OSCAR);
    }

    private static List<String> measured(IntFunction<String> index) {
        return Stream.concat(
                        table().stream().limit(1),
                        IntStream.range(0, UploadWorld.CASES).mapToObj(i -> row(i, index.apply(i))))
                .toList();
    }

    private void link(int i) {
        link(i, Linkage.UNIQUE);
    }

    private void link(int i, Linkage linkage) {
        world.linked.add(new LinkedPerson(
                List.of(new CommonsSubjectId("case-" + i)), List.of(new PersonId(1000L + i)), linkage, List.of("T1")));
    }
}
