package org.tessera.enclave.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    void a_view_on_the_study_row_is_accepted_where_the_series_has_none() {
        assertThat(ImagingHistory.of(List.of(caseWith(List.of(-2), "ap", null)))
                        .studies()
                        .getFirst()
                        .images())
                .singleElement()
                .satisfies(image -> assertThat(image.view()).isEqualTo("AP"));
        assertThat(ImagingHistory.of(List.of(caseWith(List.of(-2), "AP", "PA")))
                        .studies()
                        .getFirst()
                        .images())
                .singleElement()
                .satisfies(image -> assertThat(image.view()).isEqualTo("PA"));
    }

    private static CatalogueCase caseWith(List<Integer> days, @Nullable String rowView, @Nullable String seriesView) {
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
                List.of(new CatalogueCase.Study(
                        "study-1",
                        "DX",
                        2,
                        days,
                        rowView,
                        List.of(new CatalogueCase.Series(
                                "series-1", "DX", seriesView, null, "object-1", "a.png", "", 1L)))));
    }
}
