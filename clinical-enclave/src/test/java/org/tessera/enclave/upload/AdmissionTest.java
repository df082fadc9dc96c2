package org.tessera.enclave.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.upload.UploadWorld.ROSALIND_AT_THE_COMMONS;
import static org.tessera.enclave.upload.UploadWorld.row;
import static org.tessera.enclave.upload.UploadWorld.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.UploadDecision;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.approval.ProjectId;

class AdmissionTest {
    private final UploadWorld world = new UploadWorld();

    @Test
    void a_good_table_reaches_a_reviewer_with_its_distribution() {
        var upload = world.scanned(table());
        assertThat(upload).isInstanceOfSatisfying(Upload.UnderReview.class, review -> {
            var summary = review.scan().summary();
            assertThat(summary.rows()).isEqualTo(40);
            assertThat(summary.cases()).isEqualTo(40);
            assertThat(summary.quantiles()).hasSize(5).isSorted();
        });
        assertThat(world.transfers).isEmpty();
        assertThat(world.outbox.sent(UploadDecision.class))
                .extracting(UploadDecision::state)
                .containsExactly(UploadDecision.State.SCANNING, UploadDecision.State.UNDER_REVIEW);
    }

    @Test
    void the_sender_must_be_linked_and_a_member_of_the_open_project() {
        var lines = table();
        assertThat(code(world.scanned("commons-mallory", world.project.toString(), "imaging-index/1", 40, true, lines)))
                .isEqualTo("account-not-linked");
        for (var project : List.of(
                ProjectId.random().toString(),
                "no id at all",
                world.project.toString().toUpperCase(Locale.ROOT))) {
            assertThat(code(world.scanned(ROSALIND_AT_THE_COMMONS, project, "imaging-index/1", 40, true, lines)))
                    .isEqualTo("project-not-open-to-you");
        }
    }

    @Test
    void an_account_that_was_disabled_sends_nothing() {
        world.disabled.add(ApprovalWorld.ROSALIND.account());
        assertThat(code(world.scanned(table()))).isEqualTo("account-not-linked");
    }

    @Test
    void while_the_account_register_does_not_answer_a_table_waits() {
        world.registerAnswers = false;
        var id = world.announced(
                ROSALIND_AT_THE_COMMONS, world.project.toString(), "imaging-index/1", 40, true, table());
        world.scanning.begin(id);
        assertThatThrownBy(() -> world.scanning.finish(id)).hasMessageContaining("does not answer");
        assertThat(world.uploads.find(id).orElseThrow()).isInstanceOf(Upload.Scanning.class);
        world.registerAnswers = true;
        world.scanning.finish(id);
        assertThat(world.uploads.find(id).orElseThrow()).isInstanceOf(Upload.UnderReview.class);
    }

    @Test
    void schema_attestation_and_row_count_are_looked_at() {
        var project = world.project.toString();
        var lines = table();
        assertThat(code(world.scanned(ROSALIND_AT_THE_COMMONS, project, "other/1", 40, true, lines)))
                .isEqualTo("schema-unknown");
        assertThat(code(world.scanned(ROSALIND_AT_THE_COMMONS, project, "imaging-index/1", 40, false, lines)))
                .isEqualTo("not-attested");
        assertThat(code(world.scanned(ROSALIND_AT_THE_COMMONS, project, "imaging-index/1", 41, true, lines)))
                .isEqualTo("row-count");
        assertThat(code(world.scanned(ROSALIND_AT_THE_COMMONS, project, "imaging-index/1", 0, true, lines)))
                .isEqualTo("row-count");
    }

    @Test
    void only_the_four_columns_are_taken() {
        assertThat(code(with(0, "submitter_id,study_uid,object_id,imaging_index,note")))
                .isEqualTo("columns");
        assertThat(code(with(1, row(0, "0.5") + ",x"))).isEqualTo("columns");
    }

    @Test
    void formulas_dates_and_free_text_are_refused() {
        assertThat(code(with(1, "case-0,=cmd(),object-0,0.5"))).isEqualTo("formula");
        assertThat(code(with(1, "case-0,@study,object-0,0.5"))).isEqualTo("formula");
        assertThat(code(with(1, "case-0,2020-04-13,object-0,0.5"))).isEqualTo("date");
        assertThat(code(with(1, "case-0,20200413,object-0,0.5"))).isEqualTo("date");
        assertThat(code(with(1, "case-0,13.04.2020,object-0,0.5"))).isEqualTo("date");
        assertThat(code(with(1, "case-0,seen by Dr Smith,object-0,0.5"))).isEqualTo("text");
        assertThat(code(with(1, row(0, "high")))).isEqualTo("text");
        assertThat(code(with(1, row(0, "NaN")))).isEqualTo("text");
    }

    @Test
    void an_index_is_between_0_and_1() {
        assertThat(code(with(1, row(0, "1.01")))).isEqualTo("range");
        assertThat(world.scanned(replaced(1, row(0, "1")))).isInstanceOf(Upload.UnderReview.class);
    }

    @Test
    void an_image_is_there_once() {
        assertThat(code(with(2, row(0, "0.7")))).isEqualTo("duplicates");
    }

    @Test
    void case_study_and_image_must_belong_together_in_the_catalogue() {
        assertThat(code(with(1, "case-99,study-0,object-0,0.5"))).isEqualTo("keys-unknown");
        assertThat(code(with(1, "case-0,study-1,object-0,0.5"))).isEqualTo("keys-unknown");
        assertThat(code(with(1, "case-0,study-0,object-77,0.5"))).isEqualTo("keys-unknown");
    }

    @Test
    void a_case_that_the_newest_catalogue_no_longer_shows_is_unknown_also_on_a_released_list() {
        var gone = new CommonsSubjectId("case-0");
        world.gone.add(gone);
        assertThat(code(world.scanned(table()))).isEqualTo("keys-unknown");
        world.released.add(gone);
        assertThat(code(world.scanned(table()))).isEqualTo("keys-unknown");
        var others = new ArrayList<>(table());
        others.remove(1);
        assertThat(world.scanned(others)).isInstanceOf(Upload.UnderReview.class);
    }

    @Test
    void an_image_outside_the_protocol_needs_a_released_list() {
        world.add(50, "PA", -3);
        world.add(51, "AP", -8);
        world.add(52, "AP", 1);
        for (int outside : List.of(50, 51, 52)) {
            assertThat(code(with(1, row(outside, "0.5")))).isEqualTo("keys-not-allowed");
        }
        world.released.add(new CommonsSubjectId("case-50"));
        assertThat(world.scanned(replaced(1, row(50, "0.5")))).isInstanceOf(Upload.UnderReview.class);
    }

    @Test
    void an_image_of_a_study_with_several_modalities_and_views_is_within_the_protocol() {
        world.add(50, "CR,DX", null, "AP,LL", -3);
        world.add(51, "CT,SR", "CT", "AP", -3);
        // The study is of the protocol's modality, this image of it is not.
        world.add(52, "CT,DX", "CT", "AP", -3);
        assertThat(world.scanned(replaced(1, row(50, "0.5")))).isInstanceOf(Upload.UnderReview.class);
        assertThat(code(with(1, row(51, "0.5")))).isEqualTo("keys-not-allowed");
        assertThat(code(with(1, row(52, "0.5")))).isEqualTo("keys-not-allowed");
    }

    @Test
    void the_window_has_both_its_ends() {
        world.add(50, "AP", 0);
        world.add(51, "AP", -7);
        assertThat(world.scanned(replaced(1, row(50, "0.5")))).isInstanceOf(Upload.UnderReview.class);
        assertThat(world.scanned(replaced(1, row(51, "0.5")))).isInstanceOf(Upload.UnderReview.class);
    }

    @Test
    void a_measure_that_singles_out_few_rows_is_refused() {
        assertThat(code(world.scanned(measured(i -> i == 7 ? "1" : "0")))).isEqualTo("singles-out");
        assertThat(code(world.scanned(measured(i -> "0.5")))).isEqualTo("singles-out");
        assertThat(code(world.scanned(measured(i -> i < 3 ? "0.9" + i : "0.1" + (10 + i)))))
                .isEqualTo("singles-out");
        assertThat(world.scanned(measured(i -> i % 2 == 0 ? "0.1" : "0.9"))).isInstanceOf(Upload.UnderReview.class);
    }

    @Test
    void a_table_names_at_least_20_cases() {
        assertThat(code(world.scanned(table().subList(0, 2)))).isEqualTo("few-cases");
        assertThat(code(world.scanned(table().subList(0, 20)))).isEqualTo("few-cases");
        assertThat(world.scanned(table().subList(0, 21))).isInstanceOf(Upload.UnderReview.class);
        var imagesOfOne = new ArrayList<>(table().subList(0, 1));
        IntStream.range(0, 40)
                .mapToObj(i -> "case-0,study-0,object-0-%d,0.%d".formatted(i, 100 + 17 * i))
                .forEach(imagesOfOne::add);
        assertThat(code(world.scanned(imagesOfOne))).isEqualTo("few-cases");
    }

    @Test
    void bombs_and_archives_are_not_parsed() {
        assertThat(code(with(1, row(0, "0." + "1".repeat(2000))))).isEqualTo("table-too-large");
        assertThat(code(world.scanned(List.of("PK\u0003\u0004")))).isEqualTo("row-count");
        assertThat(code(world.scanned(
                        ROSALIND_AT_THE_COMMONS,
                        world.project.toString(),
                        "imaging-index/1",
                        1,
                        true,
                        List.of("PK\u0003\u0004"))))
                .isEqualTo("table-unreadable");
    }

    @Test
    void without_a_match_table_the_project_is_not_ready() {
        world.hasMatch = false;
        assertThat(code(world.scanned(table()))).isEqualTo("project-not-ready");
    }

    @Test
    void what_the_commons_is_told_does_not_depend_on_which_key_is_wrong() {
        world.scanned(replaced(1, "case-99,study-99,object-99,0.5"));
        world.scanned(replaced(30, "case-29,study-0,object-99,0.5"));
        var told = world.outbox.sent(UploadDecision.class).stream()
                .filter(decision -> decision.state() == UploadDecision.State.BLOCKED)
                .map(UploadDecision::reason)
                .toList();
        assertThat(told).containsExactly("keys-unknown", "keys-unknown");
    }

    private Upload with(int line, String text) {
        return world.scanned(replaced(line, text));
    }

    private static List<String> replaced(int line, String text) {
        var lines = new ArrayList<>(table());
        lines.set(line, text);
        return lines;
    }

    private static List<String> measured(java.util.function.IntFunction<String> index) {
        var lines = new ArrayList<String>(List.of(table().getFirst()));
        IntStream.range(0, UploadWorld.CASES).forEach(i -> lines.add(row(i, index.apply(i))));
        return lines;
    }

    private static String code(Upload upload) {
        return upload instanceof Upload.Blocked blocked ? blocked.refusal().code() : "not blocked: " + upload.state();
    }
}
