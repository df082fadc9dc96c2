package org.tessera.imaging.catalog;

import java.util.List;
import java.util.Set;

/**
 * Columns and enumerations of the MIDRC dictionary that the commons reads (uc-cdis/midrc_dictionary at d7befdab,
 * Apache-2.0: submission templates and enumerations of the nodes case, imaging_study and measurement; view_position and
 * the columns of a series from the nodes cr_series_file and dx_series_file).
 */
final class Dictionary {
    static final List<String> YES_NO = List.of("Yes", "No");
    static final List<String> COVID19_POSITIVE = List.of("Yes", "No", "Not Reported");
    static final List<String> TEST_NAME = List.of("COVID-19");
    static final List<String> TEST_RESULT = List.of("Negative", "Positive", "Not Reported");
    static final List<String> TEST_METHOD = List.of("RT-PCR", "Rapid antigen test");

    /** Largest age that is given in years; above it only {@code age_at_index_gt89} says something. */
    static final int LARGEST_AGE = 89;

    /** Days are relative and stay within a life. */
    static final int LARGEST_DAYS = 40_000;

    private static final Set<String> CASE = Set.of(
            "type",
            "project_id",
            "submitter_id",
            "datasets.submitter_id",
            "age_at_index",
            "age_at_index_gt89",
            "case_ids",
            "country_of_residence",
            "covid19_positive",
            "ethnicity",
            "gen3_linked_subjects_available",
            "icu_indicator",
            "index_event",
            "linked_external_data",
            "race",
            "sex",
            "site_id",
            "token_record_id",
            "treatment_info",
            "ventilator_indicator",
            "zip");
    private static final Set<String> STUDY = Set.of(
            "type",
            "project_id",
            "submitter_id",
            "cases.submitter_id",
            "age_at_imaging",
            "age_at_imaging_gt89",
            "body_part_examined",
            "case_ids",
            "days_from_study_to_neg_covid_test",
            "days_from_study_to_pos_covid_test",
            "days_to_study",
            "loinc_code",
            "loinc_contrast",
            "loinc_long_common_name",
            "loinc_method",
            "loinc_system",
            "study_description",
            "study_modality",
            "study_uid",
            "study_year",
            "study_year_shifted",
            "view_position");
    private static final Set<String> MEASUREMENT = Set.of(
            "type",
            "project_id",
            "submitter_id",
            "cases.submitter_id",
            "conditions.submitter_id",
            "procedures.submitter_id",
            "case_ids",
            "test_days_from_index",
            "test_method",
            "test_name",
            "test_result_text");
    private static final Set<String> SERIES = Set.of(
            "type",
            "project_id",
            "submitter_id",
            "imaging_studies.submitter_id",
            "study_uid",
            "series_uid",
            "modality",
            "view_position",
            "manufacturer",
            "file_name",
            "file_size",
            "md5sum",
            "series_description");

    private Dictionary() {}

    /** The columns that a file of the bundle may have; any other is ignored with a warning. */
    static Set<String> columns(Node node) {
        return switch (node) {
            case CASE -> CASE;
            case IMAGING_STUDY -> STUDY;
            case MEASUREMENT -> MEASUREMENT;
            case SERIES -> SERIES;
        };
    }

    /** The columns without which no row of the file can be understood. */
    static Set<String> required(Node node) {
        return switch (node) {
            case CASE -> Set.of("submitter_id");
            case IMAGING_STUDY, MEASUREMENT -> Set.of();
            case SERIES -> Set.of("study_uid", "series_uid");
        };
    }
}
