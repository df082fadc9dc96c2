package org.tessera.enclave.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.protocol.SharedFolder;

/** Every verdict of the published rule, and the worked cases. */
final class IntervalMatchingTest {
    private static final LocalDate TESTED = LocalDate.of(2020, 6, 10);

    @Test
    void the_worked_cases_come_out_as_expected() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(SharedFolder.file("cases/interval_cases.json").toFile())
                .path("cases");
        assertThat(cases).isNotEmpty();
        for (JsonNode worked : cases) {
            IntervalMatch match = IntervalCases.match(worked);
            JsonNode expected = worked.path("expected");
            String wanted =
                    expected.path("reason").asText(expected.path("status").asText());
            assertThat(match.verdict().name()).as(worked.path("id").asText()).isEqualTo(wanted);
            if (expected.has("candidatePairs")) {
                assertThat(match.pairs())
                        .hasSize(expected.path("candidatePairs").asInt());
            }
            if (expected.has("interval")) {
                assertThat(match.intervals())
                        .containsExactly(expected.path("interval").asInt());
            }
            if (expected.has("intervals")) {
                List<Integer> intervals = new ArrayList<>();
                expected.path("intervals").forEach(each -> intervals.add(each.asInt()));
                assertThat(match.intervals()).containsExactlyElementsOf(intervals);
            }
            if (expected.has("testDate")) {
                assertThat(match.pairs().getFirst().test())
                        .isEqualTo(expected.path("testDate").asText());
                assertThat(match.pairs().getFirst().procedure())
                        .isEqualTo(expected.path("cxrDate").asText());
                assertThat(match.eligible()).hasSize(expected.path("studies").asInt());
            }
        }
    }

    @Test
    void a_clean_single_match_is_subcohort_1() {
        var match = match(List.of(study(102, "AP", 2)), dates(Set.of(0), Set.of(2)));
        assertThat(match.verdict()).isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(match.pairs()).containsExactly(new DatePair(2, TESTED, TESTED.plusDays(2)));
    }

    @Test
    void a_case_without_a_record_is_not_linked_and_a_tie_is_ambiguous_before_anything_else() {
        var matching = new IntervalMatching(IntervalCases.rule());
        var studies = List.of(study(102, "PA", 2));
        assertThat(matching.match(studies, IntervalMatching.Link.NONE, Optional.empty())
                        .verdict())
                .isEqualTo(Verdict.NOT_LINKED);
        assertThat(matching.match(studies, IntervalMatching.Link.UNSURE, Optional.empty())
                        .verdict())
                .isEqualTo(Verdict.AMBIGUOUS_LINKAGE);
    }

    @Test
    void the_window_includes_both_its_ends_and_nothing_more() {
        assertThat(match(List.of(study(100, "AP", 0)), dates(Set.of(0), Set.of(0)))
                        .verdict())
                .isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(match(List.of(study(107, "AP", 7)), dates(Set.of(0), Set.of(7)))
                        .verdict())
                .isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(match(List.of(study(108, "AP", 8)), dates(Set.of(0), Set.of(8)))
                        .verdict())
                .isEqualTo(Verdict.NO_STUDY_WITHIN_WINDOW);
        assertThat(match(List.of(study(99, "AP", -1)), dates(Set.of(0), Set.of(-1)))
                        .verdict())
                .isEqualTo(Verdict.NO_STUDY_WITHIN_WINDOW);
    }

    @Test
    void a_missing_view_comes_before_a_missing_test_and_that_before_a_missing_procedure() {
        assertThat(match(List.of(study(102, "PA", 2)), dates(Set.of(), Set.of()))
                        .verdict())
                .isEqualTo(Verdict.NO_REQUIRED_VIEW);
        assertThat(match(List.of(study(102, "AP", 2)), dates(Set.of(), Set.of()))
                        .verdict())
                .isEqualTo(Verdict.MISSING_POSITIVE_TEST);
        assertThat(match(List.of(study(102, "AP", 2)), dates(Set.of(0), Set.of()))
                        .verdict())
                .isEqualTo(Verdict.MISSING_CXR_PROCEDURE);
    }

    @Test
    void studies_of_one_day_count_once_and_only_eligible_ones_count() {
        var dates = dates(Set.of(0), Set.of(2));
        assertThat(match(List.of(study(102, "AP", 2), study(102, "AP", 2)), dates)
                        .verdict())
                .isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(match(List.of(study(102, "AP", 2), study(103, "PA", 3)), dates)
                        .verdict())
                .isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(match(List.of(study(102, "AP", 2), study(140, "AP", 40)), dates)
                        .verdict())
                .isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(match(List.of(study(102, "AP", 2), study(103, "AP", 3)), dates)
                        .verdict())
                .isEqualTo(Verdict.MULTIPLE_IMAGING_STUDIES);
    }

    @Test
    void several_intervals_with_one_found_are_excluded_by_name_and_with_two_are_subcohort_3() {
        var study = study(104, "AP", 1, 4);
        assertThat(match(List.of(study), dates(Set.of(0), Set.of(4))).verdict())
                .isEqualTo(Verdict.MULTIPLE_INTERVALS_SINGLE_MATCH);
        assertThat(match(List.of(study), dates(Set.of(0, 3), Set.of(4))).verdict())
                .isEqualTo(Verdict.SUBCOHORT_3);
        assertThat(match(List.of(study), dates(Set.of(0), Set.of(5))).verdict()).isEqualTo(Verdict.INTERVAL_MISMATCH);
    }

    @Test
    void one_interval_on_several_days_is_subcohort_2() {
        assertThat(match(List.of(study(101, "AP", 1)), dates(Set.of(0, 60), Set.of(1, 61)))
                        .verdict())
                .isEqualTo(Verdict.SUBCOHORT_2);
    }

    @Test
    void a_constellation_tells_two_days_apart_that_one_interval_cannot() {
        var dates = dates(Set.of(0, 60), Set.of(1, 61, 65));
        var answer = Constellation.score(
                101, Set.of(100), Set.of(101, 105), dates, Set.of(TESTED.plusDays(1), TESTED.plusDays(61)));
        assertThat(answer.shifts().getFirst().studyDay()).isEqualTo(TESTED.plusDays(61));
        assertThat(answer.ambiguity()).isEqualTo(2.0 / 3);
    }

    @Test
    void a_constellation_is_looked_for_where_the_day_is_open_and_nowhere_else() {
        var studies = List.of(study(101, "AP", 1), study(105, "PA", 5));
        var open = dates(Set.of(0, 60), Set.of(1, 61, 65));
        var found = match(studies, open);
        assertThat(found.verdict()).isEqualTo(Verdict.SUBCOHORT_2);
        var answer = Constellation.of(found, studies, open).orElseThrow();
        assertThat(answer.shifts().getFirst()).isEqualTo(new Constellation.Shift(TESTED.plusDays(61), 3, 3));
        assertThat(answer.ambiguity()).isEqualTo(2.0 / 3);

        var sure = dates(Set.of(0), Set.of(1, 5));
        assertThat(match(studies, sure).verdict()).isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(Constellation.of(match(studies, sure), studies, sure)).isEmpty();
    }

    private static IntervalMatch match(List<ImagingStudy> studies, ClinicalDates dates) {
        return new IntervalMatching(IntervalCases.rule())
                .match(studies, IntervalMatching.Link.SURE, Optional.of(dates));
    }

    static ImagingStudy study(int day, String view, Integer... intervals) {
        return new ImagingStudy(
                new CommonsSubjectId("case-1"),
                "study-" + day,
                Set.of("DX"),
                Optional.of(day),
                Set.of(intervals),
                List.of(new ImagingStudy.Image(Optional.of("object-" + day), Set.of("DX"), Set.of(view), "")));
    }

    static ClinicalDates dates(Set<Integer> tests, Set<Integer> procedures) {
        return new ClinicalDates(
                Set.copyOf(tests.stream().map(TESTED::plusDays).toList()),
                Set.copyOf(procedures.stream().map(TESTED::plusDays).toList()));
    }
}
