package org.tessera.imaging.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Demographics;

/** A row that keeps the rules of the dictionary; whether what it refers to is there is decided afterwards. */
public sealed interface SubmittedRow {
    /** Its line in its file, from 1. */
    long line();

    /** Reads a row of a node. Throws {@link BadRow} for the first rule that it breaks. */
    static SubmittedRow of(Node node, TsvRow row) throws BadRow {
        return switch (node) {
            case CASE -> CaseRow.of(row);
            case IMAGING_STUDY -> StudyRow.of(row);
            case MEASUREMENT -> TestRow.of(row);
            case SERIES -> SeriesRow.of(row);
        };
    }

    /** A case. Age in completed years, or above 89, or not reported. */
    record CaseRow(
            long line,
            String submitterId,
            @Nullable String siteId,
            @Nullable String sex,
            @Nullable String race,
            @Nullable String ethnicity,
            @Nullable Integer ageAtIndex,
            boolean ageAtIndexGt89,
            @Nullable String covid19Positive)
            implements SubmittedRow {
        static CaseRow of(TsvRow row) throws BadRow {
            String type = row.text("type");
            if (type != null && !type.equals("case")) {
                throw new BadRow("type: not case");
            }
            Integer age = row.years("age_at_index");
            boolean isOlder = "Yes".equals(row.oneOf("age_at_index_gt89", Dictionary.YES_NO));
            if (isOlder && age != null && age < Dictionary.LARGEST_AGE) {
                throw new BadRow("age_at_index_gt89: Yes, beside an age_at_index below 89");
            }
            return new CaseRow(
                    row.line(),
                    row.id("submitter_id"),
                    row.code("site_id"),
                    row.oneOf("sex", Demographics.SEX),
                    row.oneOf("race", Demographics.RACE),
                    row.oneOf("ethnicity", Demographics.ETHNICITY),
                    age,
                    isOlder,
                    row.oneOf("covid19_positive", Dictionary.COVID19_POSITIVE));
        }
    }

    /**
     * An imaging study. Days from the study to the positive tests: positive means that the test came after the study. The
     * view is that of each series that has none of its own.
     */
    record StudyRow(
            long line,
            String caseId,
            String studyUid,
            List<String> modality,
            @Nullable Integer daysToStudy,
            List<Integer> daysFromStudyToPosCovidTest,
            @Nullable String viewPosition)
            implements SubmittedRow {
        static StudyRow of(TsvRow row) throws BadRow {
            return new StudyRow(
                    row.line(),
                    caseOf(row),
                    row.text("study_uid") == null ? row.uid("submitter_id") : row.uid("study_uid"),
                    row.codes("study_modality"),
                    row.whole("days_to_study", Dictionary.LARGEST_DAYS),
                    row.wholes("days_from_study_to_pos_covid_test", Dictionary.LARGEST_DAYS),
                    row.onlyCode("view_position"));
        }
    }

    /** A COVID-19 test, in days from the case's index date. */
    record TestRow(
            long line,
            String caseId,
            @Nullable String submitterId,
            int testDaysFromIndex,
            @Nullable String testResultText,
            @Nullable String testMethod)
            implements SubmittedRow {
        static TestRow of(TsvRow row) throws BadRow {
            row.oneOf("test_name", Dictionary.TEST_NAME);
            Integer days = row.whole("test_days_from_index", Dictionary.LARGEST_DAYS);
            if (days == null) {
                throw new BadRow("test_days_from_index: missing");
            }
            return new TestRow(
                    row.line(),
                    caseOf(row),
                    row.idIfGiven("submitter_id"),
                    days,
                    row.oneOf("test_result_text", Dictionary.TEST_RESULT),
                    row.oneOf("test_method", Dictionary.TEST_METHOD));
        }
    }

    /**
     * A series with its image file, if one was submitted. It has one view, as an image has (DICOM, (0018,5101)); the list
     * that MIDRC's dictionary allows is of all the files of a series, which are rows of their own here.
     */
    record SeriesRow(
            long line,
            String studyUid,
            String seriesUid,
            @Nullable String modality,
            @Nullable String viewPosition,
            @Nullable String manufacturer,
            @Nullable String fileName,
            @Nullable String md5sum)
            implements SubmittedRow {
        static SeriesRow of(TsvRow row) throws BadRow {
            return new SeriesRow(
                    row.line(),
                    row.uid("study_uid"),
                    row.uid("series_uid"),
                    row.modality("modality"),
                    row.onlyCode("view_position"),
                    row.label("manufacturer"),
                    row.fileName("file_name"),
                    row.md5("md5sum"));
        }
    }

    private static String caseOf(TsvRow row) throws BadRow {
        return row.text("cases.submitter_id") == null ? row.id("case_ids") : row.id("cases.submitter_id");
    }
}
