package org.tessera.enclave.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;

/** The commons' catalogue as matching sees it. */
final class ImagingHistoryTest {
    @Test
    void a_positive_number_of_the_dictionary_means_that_the_test_came_after_the_study() {
        var history = ImagingHistory.of(List.of(caseWith(List.of(-2, 3), null, "AP")));
        assertThat(history.studies().getFirst().intervals()).containsExactlyInAnyOrder(2, -3);
    }

    @Test
    void the_studys_own_list_decides_and_a_disagreement_with_the_positive_tests_is_counted() {
        assertThat(ImagingHistory.of(List.of(caseWith(List.of(-2), null, "AP"))).disagreements())
                .isZero();
        var history = ImagingHistory.of(List.of(caseWith(List.of(-4), null, "AP")));
        assertThat(history.disagreements()).isEqualTo(1);
        assertThat(history.studies().getFirst().intervals()).containsExactly(4);
    }

    @Test
    void a_case_without_tests_contradicts_none_of_its_studies_and_one_with_a_negative_test_alone_does() {
        assertThat(ImagingHistory.of(List.of(tested())).disagreements()).isZero();
        assertThat(ImagingHistory.of(List.of(tested(new CatalogueCase.CovidTest(0, "Negative", "RT-PCR"))))
                        .disagreements())
                .isEqualTo(1);
    }

    @Test
    void a_view_on_the_study_row_is_accepted_where_the_series_has_none() {
        assertThat(ImagingHistory.of(List.of(caseWith(List.of(-2), "ap", null)))
                        .studies()
                        .getFirst()
                        .images())
                .singleElement()
                .satisfies(image -> assertThat(image.views()).containsExactly("AP"));
        assertThat(ImagingHistory.of(List.of(caseWith(List.of(-2), "AP", "PA")))
                        .studies()
                        .getFirst()
                        .images())
                .singleElement()
                .satisfies(image -> assertThat(image.views()).containsExactly("PA"));
    }

    @Test
    void a_study_is_of_every_modality_that_it_or_one_of_its_series_names() {
        assertThat(verdict(study("CR,DX", "AP"))).isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(verdict(study("dx, sr", "AP"))).isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(verdict(study(null, "AP", "CT", "SR", "DX"))).isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(verdict(study("CT", "AP", "CR"))).isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(verdict(study("CT,SR", "AP", "CT", "SR"))).isEqualTo(Verdict.NO_STUDY_WITHIN_WINDOW);
        assertThat(verdict(study(null, "AP"))).isEqualTo(Verdict.NO_STUDY_WITHIN_WINDOW);
    }

    @Test
    void only_images_whose_own_series_is_of_the_modality_are_in_view() {
        var mixed = ImagingHistory.of(List.of(caseWith(study("DX,CT,SR", "AP", "DX", "CT", "SR"))))
                .studies()
                .getFirst();
        assertThat(mixed.images()).hasSize(3);
        assertThat(mixed.images().stream()
                        .filter(new IntervalMatching(IntervalCases.rule())::inView)
                        .flatMap(image -> image.modalities().stream()))
                .containsExactly("DX");

        var lateral = new CatalogueCase.Study(
                "study-1",
                "DX,CT",
                2,
                List.of(-2),
                null,
                List.of(series("series-1", "DX", "LL"), series("series-2", "CT", "AP")));
        assertThat(verdict(lateral)).isEqualTo(Verdict.NO_REQUIRED_VIEW);
    }

    @Test
    void an_image_shows_every_view_of_its_list() {
        assertThat(verdict(study("DX", "AP,LL"))).isEqualTo(Verdict.SUBCOHORT_1);
        assertThat(verdict(study("DX", "PA,LL"))).isEqualTo(Verdict.NO_REQUIRED_VIEW);
    }

    private static Verdict verdict(CatalogueCase.Study study) {
        var imaged = LocalDate.of(2020, 6, 12);
        return new IntervalMatching(IntervalCases.rule())
                .match(
                        ImagingHistory.of(List.of(caseWith(study))).studies(),
                        IntervalMatching.Link.SURE,
                        Optional.of(new ClinicalDates(Set.of(imaged.minusDays(2)), Set.of(imaged))))
                .verdict();
    }

    /** A study two days after the test with a series of unknown modality, or one of each of these. */
    private static CatalogueCase.Study study(@Nullable String modality, String view, String... ofSeries) {
        List<CatalogueCase.Series> series = new ArrayList<>();
        for (String own : ofSeries) {
            series.add(series("series-" + own, own, view));
        }
        if (series.isEmpty()) {
            series.add(series("series-1", null, view));
        }
        return new CatalogueCase.Study("study-1", modality, 2, List.of(-2), null, series);
    }

    private static CatalogueCase.Series series(String uid, @Nullable String modality, @Nullable String view) {
        return new CatalogueCase.Series(uid, modality, view, null, "object-1", "a.png", "", 1L);
    }

    private static CatalogueCase caseWith(List<Integer> days, @Nullable String rowView, @Nullable String seriesView) {
        return caseWith(new CatalogueCase.Study(
                "study-1", "DX", 2, days, rowView, List.of(series("series-1", "DX", seriesView))));
    }

    private static CatalogueCase tested(CatalogueCase.CovidTest... tests) {
        return new CatalogueCase(
                new CommonsSubjectId("case-1"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(tests),
                List.of(study("DX", "AP")));
    }

    private static CatalogueCase caseWith(CatalogueCase.Study study) {
        return new CatalogueCase(
                new CommonsSubjectId("case-1"),
                "site",
                "Female",
                "White",
                "Not Hispanic or Latino",
                60,
                null,
                "Yes",
                List.of(
                        new CatalogueCase.CovidTest(0, "Positive", "RT-PCR"),
                        new CatalogueCase.CovidTest(1, "Negative", "RT-PCR")),
                List.of(study));
    }
}
