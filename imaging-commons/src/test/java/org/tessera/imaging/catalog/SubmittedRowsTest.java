package org.tessera.imaging.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tessera.imaging.catalog.SubmittedRow.CaseRow;
import org.tessera.imaging.catalog.SubmittedRow.StudyRow;

class SubmittedRowsTest {
    @TempDir
    Path folder = Path.of("unset");

    private static final class Heard implements SubmittedRows.Sink {
        final List<SubmittedRow> rows = new ArrayList<>();
        final List<String> errors = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();

        @Override
        public void accept(SubmittedRow row) {
            rows.add(row);
        }

        @Override
        public void refused(long line, String reason) {
            errors.add(line + " " + reason);
        }

        @Override
        public void warned(String sentence) {
            warnings.add(sentence);
        }
    }

    private Heard read(Node node, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("rows.tsv"), content);
        Heard heard = new Heard();
        long rows = SubmittedRows.read(file, node, heard);
        assertThat(rows).as("totals add up").isEqualTo(heard.rows.size() + heard.errors.size());
        return heard;
    }

    private Heard read(Node node, String content) throws IOException {
        return read(node, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_manufacturer_with_a_date_or_nine_digits_is_refused_as_it_would_be_wherever_it_is_told() throws IOException {
        Heard heard = read(Node.SERIES, """
                study_uid\tseries_uid\tmanufacturer
                1.2\t1.2.1\tACME 2020-01-31
                1.2\t1.2.2\tACME 078-05-1120
                1.2\t1.2.3\tACME Corp.
                """);
        assertThat(heard.errors).hasSize(2).allMatch(error -> error.contains("manufacturer"));
    }

    @Test
    void who_is_older_than_89_is_not_younger_too() throws IOException {
        Heard heard = read(Node.CASE, """
                submitter_id\tage_at_index\tage_at_index_gt89
                C-1\t12\tYes
                C-2\t88.9\tYes
                C-3\t89\tYes
                C-4\t\tYes
                C-5\t12\tNo
                """);
        assertThat(heard.errors)
                .containsExactly(
                        "2 age_at_index_gt89: Yes, beside an age_at_index below 89",
                        "3 age_at_index_gt89: Yes, beside an age_at_index below 89");
        assertThat(heard.rows).extracting(row -> ((CaseRow) row).submitterId()).containsExactly("C-3", "C-4", "C-5");
    }

    @Test
    void a_mark_windows_line_ends_quotes_and_stars_are_read() throws IOException {
        Heard heard = read(
                Node.CASE,
                "\uFEFF*type\t*submitter_id\tsex\trace\r\ncase\t\"C-1\"\tMale\t\"White\"\r\n\r\ncase\tC-2\t\t\r\n");
        assertThat(heard.errors).isEmpty();
        assertThat(heard.rows).extracting(row -> ((CaseRow) row).submitterId()).containsExactly("C-1", "C-2");
        assertThat(((CaseRow) heard.rows.getLast()).sex()).isNull();
        assertThat(heard.rows.getLast().line()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]|", "|", "[-7]|-7", "[0,3]|0,3", "[0, 3]|0,3", "-7|-7", "[-7.0]|-7", "\"[1]\"|1"})
    void intervals_are_lists_however_they_are_written(String written, String read) throws IOException {
        Heard heard = read(
                Node.IMAGING_STUDY,
                "submitter_id\tcases.submitter_id\tstudy_uid\tdays_from_study_to_pos_covid_test\nS\tC\t1.2\t"
                        + (written == null ? "" : written) + "\n");
        assertThat(heard.errors).isEmpty();
        StudyRow study = (StudyRow) heard.rows.getFirst();
        String expected = read == null ? "" : read;
        assertThat(study.daysFromStudyToPosCovidTest().stream().map(String::valueOf))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(",")));
    }

    @Test
    void the_case_of_a_study_may_stand_in_case_ids_and_its_uid_in_submitter_id() throws IOException {
        Heard heard =
                read(Node.IMAGING_STUDY, "submitter_id\tcase_ids\tstudy_modality\tview_position\nS-1\tC-1\tcr\tap\n");
        StudyRow study = (StudyRow) heard.rows.getFirst();
        assertThat(study.caseId()).isEqualTo("C-1");
        assertThat(study.studyUid()).isEqualTo("S-1");
        assertThat(study.modality()).containsExactly("CR");
        assertThat(study.viewPosition()).isEqualTo("AP");
    }

    @ParameterizedTest
    @MethodSource("beyondTheCatalogue")
    void what_the_catalogue_cannot_say_is_an_error_of_its_row(Node node, String column, String good, String bad)
            throws IOException {
        String header = node == Node.SERIES ? "study_uid\tseries_uid\t" : "submitter_id\tcase_ids\t";
        Heard heard = read(node, header + column + "\n1.1\tC-1\t" + good + "\n1.2\tC-2\t" + bad + "\n");
        assertThat(heard.errors)
                .singleElement()
                .asString()
                .startsWith("3 " + column + ": ")
                .doesNotContain(bad);
        assertThat(heard.rows).hasSize(1);
    }

    static List<Arguments> beyondTheCatalogue() {
        return List.of(
                arguments(Node.MEASUREMENT, "test_days_from_index", "-40000", "40001"),
                arguments(Node.IMAGING_STUDY, "days_to_study", "40000", "-40001"),
                arguments(Node.IMAGING_STUDY, "days_from_study_to_pos_covid_test", "[40000]", "[0,40001]"),
                arguments(
                        Node.IMAGING_STUDY,
                        "days_from_study_to_pos_covid_test",
                        "[" + "1,".repeat(1_000) + "]",
                        "[" + "1,".repeat(1_001) + "]"),
                arguments(Node.IMAGING_STUDY, "study_modality", "A".repeat(32), "CR,".repeat(12)),
                arguments(Node.IMAGING_STUDY, "view_position", "[AP,ap]", "[AP,PA]"),
                arguments(Node.SERIES, "modality", "M".repeat(32), "M".repeat(33)),
                arguments(Node.SERIES, "view_position", "AP", "V".repeat(33)),
                arguments(Node.SERIES, "view_position", "[ap]", "AP,LL"),
                arguments(
                        Node.SERIES,
                        "file_name",
                        "a".repeat(100) + "/" + "b".repeat(99),
                        "a".repeat(100) + "/" + "b".repeat(100)),
                arguments(Node.SERIES, "file_name", "a/_b.png", "_b.png"),
                arguments(Node.SERIES, "md5sum", "0123456789abcdefABCDEF0123456789", "unknown"));
    }

    @Test
    void a_manufacturer_is_a_label_that_the_catalogue_may_publish() throws IOException {
        Heard heard = read(Node.SERIES, """
                study_uid\tseries_uid\tmanufacturer
                1.2\t1.2.1\tPhilips Medical Systems, Inc.
                1.2\t1.2.2\t
                1.2\t1.2.3\t#Ada
                """);
        assertThat(heard.rows)
                .extracting(row -> ((SubmittedRow.SeriesRow) row).manufacturer())
                .containsExactly("Philips Medical Systems, Inc.", null);
        assertThat(heard.errors)
                .containsExactly(
                        "4 manufacturer: not a label of 1..64 plain characters, without a date or nine digits");
    }

    @Test
    void no_reason_repeats_a_value() throws IOException {
        Heard heard = read(Node.CASE, "submitter_id\tsex\nJohn Smith\tMale\nC-2\tJohn Smith\n");
        assertThat(heard.errors).hasSize(2).noneMatch(error -> error.contains("Smith"));
    }

    @Test
    void bytes_that_are_not_utf8_keep_one_row_out() throws IOException {
        byte[] content = "submitter_id\tsite_id\nC-1\tM?ller\nC-2\tsite\n".getBytes(StandardCharsets.US_ASCII);
        int at = new String(content, StandardCharsets.US_ASCII).indexOf('?');
        content[at] = (byte) 0xFC;
        Heard heard = read(Node.CASE, content);
        assertThat(heard.errors).containsExactly("2 not UTF-8 text");
        assertThat(heard.rows).hasSize(1);
    }

    @Test
    void a_column_that_the_dictionary_does_not_have_is_ignored_and_said() throws IOException {
        Heard heard = read(Node.CASE, "submitter_id\tfirst_name\nC-1\tAnn\n");
        assertThat(heard.rows).hasSize(1);
        assertThat(heard.warnings)
                .singleElement()
                .asString()
                .contains("position 2")
                .doesNotContain("first_name");
    }

    @Test
    void an_empty_file_and_a_header_without_the_id_are_one_error_each() throws IOException {
        assertThat(read(Node.CASE, "").errors).containsExactly("1 the file is empty: no header");
        assertThat(read(Node.CASE, "sex\nMale\n").errors).containsExactly("1 submitter_id: the column is missing");
    }

    @Test
    void a_quote_that_does_not_close_ends_the_file_with_an_error() throws IOException {
        Heard heard = read(Node.CASE, "submitter_id\tsex\nC-1\tMale\nC-2\t\"Male" + "x".repeat(2_000_000));
        assertThat(heard.rows).hasSize(1);
        assertThat(heard.errors).singleElement().asString().contains("cannot be read from here on");
    }
}
