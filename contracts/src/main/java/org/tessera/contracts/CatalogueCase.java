package org.tessera.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One case of the commons' public catalogue with its tests, studies, series and files: MIDRC field names, relative days only.
 *
 * @param submitterId public id of the case
 * @param siteId contributing site
 * @param sex MIDRC enumeration
 * @param race MIDRC enumeration
 * @param ethnicity MIDRC enumeration
 * @param ageAtIndex years, up to 89
 * @param ageAtIndexGt89 "Yes" of whoever is older than 89, whose years are not told; "No" or absent of others
 * @param covid19Positive "Yes", "No" or absent
 * @param measurements COVID-19 tests
 * @param imagingStudies imaging studies
 */
public record CatalogueCase(
        @JsonProperty("submitter_id") CommonsSubjectId submitterId,
        @JsonProperty("site_id") @Nullable String siteId,
        @Nullable String sex,
        @Nullable String race,
        @Nullable String ethnicity,
        @JsonProperty("age_at_index") @Nullable Integer ageAtIndex,
        @JsonProperty("age_at_index_gt89") @Nullable String ageAtIndexGt89,
        @JsonProperty("covid19_positive") @Nullable String covid19Positive,
        List<CovidTest> measurements,
        @JsonProperty("imaging_studies") List<Study> imagingStudies) {
    /** Whether the case is older than 89 years, whatever stands beside it: MIDRC tells 89 or nothing then. */
    public boolean olderThan89() {
        return "Yes".equals(ageAtIndexGt89);
    }

    /**
     * A COVID-19 test.
     *
     * @param testDaysFromIndex days from the index date to the test
     * @param testResultText "Positive", "Negative", ...
     * @param testMethod "RT-PCR", ...
     */
    public record CovidTest(
            @JsonProperty("test_days_from_index") int testDaysFromIndex,
            @JsonProperty("test_result_text") @Nullable String testResultText,
            @JsonProperty("test_method") @Nullable String testMethod) {}

    /**
     * An imaging study.
     *
     * @param studyUid public study id
     * @param studyModality "DX", "CR", "CT", ...
     * @param daysToStudy days from the index date to the study; null when not given
     * @param daysFromStudyToPosCovidTest a list; positive means that the test came after the study
     * @param viewPosition view on the study row, where the submission had it there
     * @param series its series
     */
    public record Study(
            @JsonProperty("study_uid") String studyUid,
            @JsonProperty("study_modality") @Nullable String studyModality,
            @JsonProperty("days_to_study") @Nullable Integer daysToStudy,

            @JsonProperty("days_from_study_to_pos_covid_test")
            List<Integer> daysFromStudyToPosCovidTest,

            @JsonProperty("view_position") @Nullable String viewPosition,
            List<Series> series) {}

    /**
     * A series and its image file.
     *
     * @param seriesUid public series id
     * @param modality "DX", "CR", ...
     * @param viewPosition "AP", "PA", "LL", ...
     * @param manufacturer of the device, DICOM (0008,0070) as submitted; a fact of the file, not of the person
     * @param objectId GA4GH DRS id of the image file, null when no file was submitted
     * @param fileName name of the file
     * @param md5sum hex MD5 of the file, as MIDRC has it
     * @param fileSize bytes
     */
    public record Series(
            @JsonProperty("series_uid") String seriesUid,
            @Nullable String modality,
            @JsonProperty("view_position") @Nullable String viewPosition,
            @Nullable String manufacturer,
            @JsonProperty("object_id") @Nullable String objectId,
            @JsonProperty("file_name") @Nullable String fileName,
            @Nullable String md5sum,
            @JsonProperty("file_size") @Nullable Long fileSize) {}
}
