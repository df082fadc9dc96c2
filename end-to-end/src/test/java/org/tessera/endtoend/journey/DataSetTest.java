package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.endtoend.world.Trouble;

/** A folder that cannot be a data set is refused before any server starts. */
class DataSetTest {
    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void a_data_set_of_nobody() throws IOException {
        write("pii/imaging_site_pii.csv", "midrc_id,first,last,birth_date,sex,ssn,zip");
        write("pii/clinical_site_pii.csv", "person_id;first;last;birth_date;sex");
        write("imaging/case.tsv", "*type\t*submitter_id\tsex");
        write("imaging/series.tsv", "study_uid\tseries_uid");
        write("omop/person.csv", "person_id,gender_concept_id");
        write("omop/concept.csv", "concept_id,concept_name");
        write("omop/measurement.csv", "measurement_id,person_id");
    }

    private void write(String name, String header) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), header + "\n");
    }

    @Test
    void headers_that_the_documentation_names_are_taken() {
        assertThat(DataSet.open(folder).folder()).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "pii/imaging_site_pii.csv, 'midrc_id,given,last,birth_date,sex', first",
        "pii/clinical_site_pii.csv, 'midrc_id,first,last,birth_date,sex', person_id",
        "imaging/case.tsv, 'id\tsex', submitter_id",
        "imaging/imaging_study.tsv, 'submitter_id\taccession', cases.submitter_id",
        "imaging/series.tsv, 'study_uid\tfile_name', series_uid",
        "omop/person.csv, 'id,gender_concept_id', person_id",
        "omop/measurement.csv, 'measurement_id,value', person_id"
    })
    void a_header_that_cannot_be_used_is_named_before_anything_begins(String file, String header, String column)
            throws IOException {
        write(file, header);
        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.status()).isEqualTo(2))
                .hasMessageContaining(file.substring(file.indexOf('/') + 1))
                .hasMessageContaining("\"" + column + "\"");
    }

    @Test
    void a_table_that_is_missing_is_named() throws IOException {
        Files.delete(folder.resolve("omop/person.csv"));
        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("omop/person.csv is missing");
    }
}
