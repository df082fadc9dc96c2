package org.tessera.endtoend.population;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tessera.endtoend.population.Course.Study;
import org.tessera.endtoend.population.Roster.Copy;
import org.tessera.endtoend.population.Roster.Member;

/** Writes the imaging side: cases, studies, tests, series in MIDRC's field names, relative days only, and the radiographs. */
final class ImagingFiles implements AutoCloseable {
    private static final String CASE = "*type project_id *submitter_id *datasets.submitter_id age_at_index "
            + "age_at_index_gt89 case_ids country_of_residence covid19_positive ethnicity icu_indicator index_event race "
            + "sex site_id token_record_id zip";
    private static final String STUDY = "*type project_id *submitter_id *cases.submitter_id age_at_imaging "
            + "body_part_examined case_ids days_from_study_to_neg_covid_test days_from_study_to_pos_covid_test "
            + "days_to_study loinc_code study_description study_modality study_uid study_year study_year_shifted "
            + "view_position";
    private static final String TEST = "*type project_id *submitter_id cases.submitter_id case_ids "
            + "test_days_from_index test_method test_name test_result_text";
    private static final String SERIES = "study_uid series_uid modality view_position manufacturer file_name";
    private static final List<String> MANUFACTURERS =
            List.of("FUJIFILM Corporation", "Philips Medical Systems", "SIEMENS", "");

    private final Path files;
    private final Roster roster;
    private final Courses courses;
    private final Illness illness;
    private final TableFile cases;
    private final TableFile studies;
    private final TableFile tests;
    private final TableFile series;
    private long images;

    ImagingFiles(Path folder, Roster roster) throws IOException {
        PopulationSpec.Mess mess = roster.spec().mess();
        this.files = Files.createDirectories(folder.resolve("files"));
        this.roster = roster;
        this.courses = new Courses(roster);
        this.illness = new Illness(roster);
        this.cases = TableFile.create(folder.resolve("case.tsv"), CASE, mess);
        this.studies = TableFile.create(folder.resolve("imaging_study.tsv"), STUDY, mess);
        this.tests = TableFile.create(folder.resolve("measurement.tsv"), TEST, mess);
        this.series = TableFile.create(folder.resolve("series.tsv"), SERIES, mess);
    }

    void write(Copy copy) throws IOException {
        Member member = copy.member();
        String id = roster.caseId(member, copy.number());
        Course course = courses.of(member);
        writeCase(id, member, course);
        int shift = Chance.of(roster.seed(), "index day", member.index()).pick(List.of(0, 0, 0, 2, 14));
        writeTests(id, course, shift);
        int image = 0;
        int number = 0;
        for (Study study : course.studies()) {
            number++;
            String uid = "2.25."
                    + Long.toUnsignedString(Chance.of(roster.seed(), id, number).next());
            writeStudy(id, uid, number, member, course, study, shift);
            for (String view : study.views()) {
                image++;
                writeSeries(uid, image, member, study, view);
            }
        }
    }

    long images() {
        return images;
    }

    long caseRows() {
        return cases.rows();
    }

    /** Rows that no loader can take; it must say so and go on. */
    void writeBroken() {
        studies.row(Map.of(
                "type", "imaging_study",
                "submitter_id", "broken-1",
                "cases.submitter_id", "TES-999999",
                "days_to_study", "yesterday",
                "study_uid", "2.25.999999"));
        tests.row(Map.of("type", "measurement", "submitter_id", "broken-2", "test_days_from_index", "12 June"));
    }

    private void writeCase(String id, Member member, Course course) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "case");
        row.put("project_id", "TES-2026");
        row.put("submitter_id", id);
        row.put("datasets.submitter_id", "TES-2026-open");
        row.put("age_at_index", member.age() > 89 ? "" : member.age());
        row.put("age_at_index_gt89", member.age() > 89 ? "Yes" : "No");
        row.put("country_of_residence", "United States");
        row.put("covid19_positive", course.commonsPositive().isEmpty() ? "No" : "Yes");
        row.put("ethnicity", member.origin().ethnicity());
        row.put("index_event", "COVID-19 Test");
        row.put("race", member.origin().race());
        row.put("sex", member.sex());
        row.put("site_id", "site-" + (1 + member.index() % 3));
        cases.row(row);
    }

    private void writeTests(String id, Course course, int shift) {
        int number = 0;
        for (int day : course.commonsPositive()) {
            writeTest(id, ++number, day + shift, "Positive");
        }
        for (int day : course.commonsNegative()) {
            writeTest(id, ++number, day + shift, "Negative");
        }
    }

    private void writeTest(String id, int number, int day, String result) {
        tests.row(Map.of(
                "type",
                "measurement",
                "project_id",
                "TES-2026",
                "submitter_id",
                id + "-test-" + number,
                "cases.submitter_id",
                id,
                "test_days_from_index",
                day,
                "test_method",
                number % 4 == 3 ? "Rapid antigen test" : "RT-PCR",
                "test_name",
                "COVID-19",
                "test_result_text",
                result));
    }

    private void writeStudy(String id, String uid, int number, Member member, Course course, Study study, int shift) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "imaging_study");
        row.put("project_id", "TES-2026");
        row.put("submitter_id", id + "-study-" + number);
        row.put("cases.submitter_id", id);
        row.put("age_at_imaging", Math.min(89, member.age()));
        row.put("body_part_examined", "CHEST");
        row.put("days_from_study_to_neg_covid_test", days(course.commonsNegative(), study.day()));
        row.put("days_from_study_to_pos_covid_test", days(course.commonsPositive(), study.day()));
        row.put("days_to_study", study.day() + shift);
        row.put(
                "study_description",
                roster.spec().mess().quotedCommas() ? "XR CHEST, \"PORTABLE\"" : "XR CHEST PORTABLE");
        row.put("study_modality", study.modality());
        row.put("study_uid", uid);
        if (study.viewOnStudy()) {
            row.put("view_position", study.views().getFirst());
        }
        studies.row(row);
    }

    /** MIDRC's list: positive means that the test came after the study. */
    private String days(List<Integer> testDays, int studyDay) {
        String between = roster.spec().mess().quotedCommas() ? ", " : ",";
        return testDays.stream()
                .map(day -> String.valueOf(day - studyDay))
                .collect(Collectors.joining(between, "[", "]"));
    }

    private void writeSeries(String studyUid, int number, Member member, Study study, String view) throws IOException {
        String uid = studyUid + "." + number;
        boolean inWindow = study.day() >= 0 && study.day() <= 7;
        boolean drawn = ("AP".equals(view) && inWindow) || member.index() % 8 == 0;
        String file = "";
        if (drawn && !"CT".equals(study.modality())) {
            file = uid + ".png";
            Radiograph.write(
                    files.resolve(file), illness.opacity(member, number), Chance.of(roster.seed(), uid, number));
            images++;
        }
        series.row(Map.of(
                "study_uid",
                studyUid,
                "series_uid",
                uid,
                "modality",
                study.modality(),
                "view_position",
                study.viewOnStudy() ? "" : view,
                "manufacturer",
                Chance.of(roster.seed(), "device", member.index()).pick(MANUFACTURERS),
                "file_name",
                file));
    }

    @Override
    public void close() throws IOException {
        try (cases;
                studies;
                tests) {
            series.close();
        }
    }
}
