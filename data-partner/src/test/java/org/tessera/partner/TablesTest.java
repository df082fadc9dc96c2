package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No table of a data set is left out in silence because of its file's name. */
@SuppressWarnings("NullAway.Init")
class TablesTest {
    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void keys() throws IOException {
        terminal = new Terminal(folder);
        terminal.write("imaging/case.tsv", "submitter_id\nTES-1\n");
        terminal.write("omop/person.csv", "person_id\n7000001\n");
    }

    @Test
    void a_table_under_another_ending_is_refused() throws Exception {
        terminal.write("imaging/series.csv", "study_uid,series_uid\n2.25.1,2.25.1.1\n");
        assertThat(terminal.cases()).isEqualTo(1);
        assertThat(terminal.err())
                .isEqualToIgnoringNewLines("series.csv would be left out: the table series is read from series.tsv.");
        assertThat(folder.resolve("bundle")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"visit_occurrence.tsv", "visit_occurrence.csv.gz", "Visit_Occurrence", "visit_occurrence.xlsx"})
    void so_is_one_of_clinical_records(String file) throws Exception {
        terminal.write("omop/" + file, "visit_occurrence_id\tperson_id\n1\t7000001\n");
        assertThat(terminal.omop()).isEqualTo(1);
        assertThat(terminal.err())
                .isEqualToIgnoringNewLines(
                        file + " would be left out: the table visit_occurrence is read from visit_occurrence.csv.");
    }

    @Test
    void a_folder_in_the_place_of_a_table_is_refused() throws Exception {
        Files.createDirectory(folder.resolve("omop/death.csv"));
        assertThat(terminal.omop()).isEqualTo(1);
        assertThat(terminal.err()).startsWith("death.csv would be left out");
    }

    @Test
    void upper_case_names_are_names_of_tables() throws Exception {
        terminal.write("omop/VISIT_OCCURRENCE.CSV", "visit_occurrence_id,person_id\n1,7000001\n");
        assertThat(terminal.omop()).as(terminal.err()).isZero();
        assertThat(folder.resolve("bundle/omop/visit_occurrence.csv")).exists();
        assertThat(terminal.out()).contains("VISIT_OCCURRENCE.CSV: 1 rows read, 1 taken, 0 refused");
    }

    @Test
    void a_table_in_two_files_is_refused() throws Exception {
        terminal.write("omop/Person.csv", "person_id\n7000002\n");
        assertThat(terminal.omop()).isEqualTo(1);
        assertThat(terminal.err()).startsWith("The table person is there twice").hasLineCount(1);
    }

    @Test
    void every_other_file_is_told() throws Exception {
        terminal.write("imaging/case.csv", "submitter_id\nTES-1\n");
        terminal.write("imaging/readme.txt", "of 2026");
        assertThat(terminal.cases()).as(terminal.err()).isZero();
        assertThat(terminal.err())
                .contains("case.csv stays here: a bundle does not carry it.")
                .contains("readme.txt stays here: a bundle does not carry it.")
                .doesNotContain("files");
    }
}
