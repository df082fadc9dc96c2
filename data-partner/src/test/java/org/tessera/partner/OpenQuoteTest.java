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
import org.tessera.partner.table.Table;

/** A quote that is not closed makes one cell of the rest of a file: then nothing of it is taken. */
@SuppressWarnings("NullAway.Init")
class OpenQuoteTest {
    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void keys() throws IOException {
        terminal = new Terminal(folder);
    }

    @Test
    void no_bundle_is_made_when_the_rest_of_a_table_would_sit_in_one_cell() throws Exception {
        terminal.write(
                "imaging/case.tsv", "submitter_id\tsex\nTES-1\tFemale\nTES-2\t\"Male\nTES-3\tFemale\nTES-4\tMale\n");
        assertThat(terminal.cases()).isEqualTo(1);
        assertThat(terminal.err())
                .contains("case.tsv, line 3: a quoted cell goes on in the next line")
                .doesNotContain("TES-3");
        assertThat(folder.resolve("bundle")).isEmptyDirectory();
        assertThat(folder.resolve("bundle.zip")).doesNotExist();
    }

    @Test
    void no_bundle_is_made_when_a_later_table_cannot_be_read() throws Exception {
        terminal.write("imaging/case.tsv", "submitter_id\nTES-1\n");
        terminal.write(
                "imaging/series.tsv",
                "study_uid\tseries_uid\tfile_name\n2.25.1\t2.25.1.1\ta.png\n2.25.1\t\"2.25.1.2\ta.png\n2.25.1\t2.25.1.3\ta.png\n");
        assertThat(terminal.cases()).isEqualTo(1);
        assertThat(folder.resolve("bundle")).isEmptyDirectory();
        terminal.write("imaging/series.tsv", "study_uid\tseries_uid\tfile_name\n2.25.1\t2.25.1.1\ta.png\n");
        assertThat(terminal.cases()).as(terminal.err()).isZero();
    }

    @Test
    void a_row_without_end_refuses_the_table() throws Exception {
        terminal.write("omop/person.csv", "person_id,gender_source_value\n1,F\n2,\"" + "x".repeat(5 << 20) + "\n3,F\n");
        assertThat(terminal.omop()).isEqualTo(1);
        assertThat(terminal.err()).contains("person.csv, after line 2: a row cannot be read");
        assertThat(folder.resolve("bundle")).isEmptyDirectory();
    }

    @Test
    void a_cell_with_a_line_break_refuses_the_table_also_when_its_quote_is_closed() throws Exception {
        terminal.write("omop/person.csv", "person_id,gender_source_value\n1,\"F\nM\"\n2,F\n");
        assertThat(terminal.omop()).isEqualTo(1);
        assertThat(terminal.err()).contains("person.csv, line 2: a quoted cell goes on in the next line");
    }

    @Test
    void no_tokens_are_made_of_a_register_that_is_read_in_part() throws Exception {
        terminal.write("names.csv", """
                midrc_id,first,last,birth_date,sex
                TES-1,Rosa,Garcia,1961-04-05,F
                TES-2,John,"Smith,1961-04-05,M
                TES-3,Jane,Smith,1961-04-05,F
                """);
        assertThat(terminal.tokens("names.csv", "link")).isEqualTo(1);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err())
                .contains("names.csv, line 3: a quoted cell goes on in the next line")
                .doesNotContain("Smith");
    }

    @Test
    void a_header_over_two_lines_is_refused() throws Exception {
        terminal.write("imaging/case.tsv", "submitter_id\t\"sex\nTES-1\tFemale\n");
        assertThat(terminal.cases()).isEqualTo(1);
        assertThat(terminal.err()).contains("case.tsv, line 1: a quoted cell goes on in the next line");
    }

    @Test
    void a_quote_in_a_vocabulary_as_athena_gives_it_out_is_a_character_like_any_other() throws Exception {
        terminal.write("omop/person.csv", "person_id\n1\n");
        terminal.write(
                "omop/CONCEPT.csv",
                "concept_id\tconcept_name\tconcept_code\n1\t5\" nail\tA\n2\t\"Bent nail\tB\n3\t\"Ah\", said\tC\n");
        assertThat(terminal.omop()).as(terminal.err()).isZero();
        assertThat(Files.readString(folder.resolve("bundle/omop/concept.csv"))).isEqualTo("""
                concept_id,concept_name,concept_code
                1,"5"" nail",A
                2,"\""Bent nail",B
                3,"\""Ah"", said",C
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concept_id,concept_name\n1,\"Bent nail\n2,Nail\n",
                "\"concept_id\"\tconcept_name\n1\t\"Bent nail\n2\tNail\n"
            })
    void a_vocabulary_of_commas_or_of_quoted_cells_is_read_like_any_table(String concepts) throws Exception {
        terminal.write("omop/person.csv", "person_id\n1\n");
        terminal.write("omop/concept.csv", concepts);
        assertThat(terminal.omop()).isEqualTo(1);
        assertThat(terminal.err()).contains("concept.csv, line 2: a quoted cell goes on in the next line");
        terminal.write("omop/concept.csv", concepts.replace("\"Bent nail\n", "\"Bent nail\"\n"));
        assertThat(terminal.omop()).as(terminal.err()).isZero();
        assertThat(Files.readString(folder.resolve("bundle/omop/concept.csv")))
                .isEqualTo("concept_id,concept_name\n1,Bent nail\n2,Nail\n");
    }

    @Test
    void only_a_vocabulary_is_read_without_quotes() throws Exception {
        terminal.write("omop/person.csv", "person_id\tgender_source_value\n1\t\"F\n2\tM\n");
        assertThat(terminal.omop()).isEqualTo(1);
        assertThat(terminal.err()).contains("person.csv, line 2: a quoted cell goes on in the next line");
    }

    @Test
    void quotes_within_a_line_are_read_as_they_are_meant() throws Exception {
        Path file = Files.writeString(folder.resolve("q.csv"), "a,b\n\"1, Oak Street\",\"say \"\"aah\"\"\"\n");
        java.util.List<String> cells = new java.util.ArrayList<>();
        Table.read(
                file,
                new org.tessera.partner.table.Report(new java.io.PrintWriter(java.io.Writer.nullWriter())),
                row -> cells.addAll(row.fields()));
        assertThat(cells).containsExactly("1, Oak Street", "say \"aah\"");
    }
}
