package org.tessera.enclave.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdmFileTest {
    private static final String REF = "ab".repeat(32);
    private static final CdmTable MEASUREMENT = new CdmTable(
            "measurement",
            List.of(
                    CdmColumn.of("measurement_id", "bigint", true),
                    CdmColumn.of("person_id", "bigint", true),
                    CdmColumn.of("measurement_concept_id", "integer", false),
                    CdmColumn.of("measurement_date", "date", true),
                    CdmColumn.of("measurement_datetime", "timestamp without time zone", false),
                    CdmColumn.of("value_as_number", "numeric", false),
                    CdmColumn.of("value_source_value", "text", false)),
            List.of("person_id", "measurement_id"));

    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    @Test
    void a_byte_order_mark_windows_line_ends_and_quoted_commas_load() throws IOException {
        read("\uFEFFMEASUREMENT_ID,Person_ID,measurement_date,value_source_value\r\n7," + REF
                + ",2020-03-01,\"Positive, \"\"strong\"\"\"\r\n");

        assertThat(bad).isEmpty();
        assertThat(rows)
                .containsExactly(Arrays.asList("7", REF, null, "2020-03-01", null, null, "Positive, \"strong\""));
    }

    @Test
    void an_absent_column_is_null_and_an_extra_one_is_ignored_with_a_warning() throws IOException {
        List<String> warnings = read("measurement_id,person_id,measurement_date,ward\n7," + REF + ",2020-03-01,B12\n");

        assertThat(rows).hasSize(1);
        assertThat(warnings).singleElement().asString().contains("ward");
    }

    @Test
    void an_event_without_a_number_gets_its_line() throws IOException {
        read("person_id,measurement_date\n" + REF + ",2020-03-01\n" + REF + ",2020-03-02\n");

        assertThat(rows).extracting(List::getFirst).containsExactly("2", "3");
    }

    @Test
    void numbers_and_dates_of_table_programs_are_understood() throws IOException {
        read("measurement_id,person_id,measurement_concept_id,measurement_date,measurement_datetime,value_as_number\n"
                + "7.0," + REF.toUpperCase(java.util.Locale.ROOT)
                + ",3027598.0,2020-03-01 00:00:00,2020-03-01T10:30:00Z,NaN\n"
                + "-8970844422700220177," + REF + ",,20200301,2020-03-01 10:30:00.000,64.5\n");

        assertThat(bad).isEmpty();
        assertThat(rows)
                .containsExactly(
                        Arrays.asList("7", REF, "3027598", "2020-03-01", "2020-03-01T10:30", null, null),
                        Arrays.asList(
                                "-8970844422700220177", REF, null, "2020-03-01", "2020-03-01T10:30", "64.5", null));
    }

    @Test
    void what_cannot_be_loaded_is_named_by_line_and_reason_without_its_content() throws IOException {
        read("measurement_id,person_id,measurement_date,value_as_number\n"
                + "1,secret-number,2020-03-01,1\n"
                + "2," + REF + ",01/03/2020,1\n"
                + "3," + REF + ",,1\n"
                + "4," + REF + ",2020-03-01,high\n"
                + "5.5," + REF + ",2020-03-01,1\n"
                + "6," + REF + ",2020-03-01\n"
                + "99999999999999999999," + REF + ",2020-03-01,1\n"
                + "8," + REF + ",2020-03-01,1e999999999\n"
                + "9," + REF + ",2020-02-30,1\n"
                + "10," + REF + ",2020-03-01,1\n");

        assertThat(rows).hasSize(1);
        assertThat(bad)
                .containsExactly(
                        "2: person_id is not a reference of 64 hex digits",
                        "3: measurement_date is not an ISO date",
                        "4: measurement_date is empty",
                        "5: value_as_number is not a number",
                        "6: measurement_id is not a whole number",
                        "7: has 3 fields where the header has 4",
                        "8: measurement_id is not a whole number",
                        "9: value_as_number is out of range",
                        "10: measurement_date is not an ISO date");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01,",
                "00000101,",
                "-0001-01-01T00:00,",
                "+10000-01-01T00:00,",
                "2020-03-01,0000-01-01",
                "2020-03-01,-0001-01-01T00:00",
                "2020-03-01,+10000-01-01T00:00"
            })
    void a_year_that_the_database_does_not_spell_is_an_error_of_its_row(String dates) throws IOException {
        read("measurement_id,person_id,measurement_date,measurement_datetime\n7," + REF + "," + dates + "\n8," + REF
                + ",0001-01-01,9999-12-31T23:59:59\n");

        assertThat(rows)
                .containsExactly(Arrays.asList("8", REF, null, "0001-01-01", "9999-12-31T23:59:59", null, null));
        assertThat(bad)
                .singleElement()
                .asString()
                .startsWith("2: measurement_date")
                .endsWith("from 1 to 9999");
    }

    @Test
    void a_day_alone_is_no_time() throws IOException {
        read("measurement_id,person_id,measurement_date,measurement_datetime\n7," + REF + ",2021-03-01,2021-03-01\n8,"
                + REF + ",2021-03-01,2021-03-01 00:00:00\n9," + REF + ",2021-03-01,2021-02-29\n");

        assertThat(rows)
                .containsExactly(
                        Arrays.asList("7", REF, null, "2021-03-01", null, null, null),
                        Arrays.asList("8", REF, null, "2021-03-01", "2021-03-01T00:00", null, null));
        assertThat(bad).containsExactly("4: measurement_datetime is not an ISO date and time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-02-30 00:00:00,",
                "2021-02-28 24:00:00,",
                "2021-02-28,2021-02-29T08:00",
                "2021-02-28,2021-02-28 24:00"
            })
    void a_day_that_does_not_exist_is_an_error_of_its_row_and_is_not_moved(String dates) throws IOException {
        read("measurement_id,person_id,measurement_date,measurement_datetime\n7," + REF + "," + dates + "\n8," + REF
                + ",2020-02-29 00:00:00,2020-02-29 23:59\n");

        assertThat(rows).containsExactly(Arrays.asList("8", REF, null, "2020-02-29", "2020-02-29T23:59", null, null));
        assertThat(bad)
                .singleElement()
                .asString()
                .startsWith("2: measurement_date")
                .contains("is not an ISO date");
    }

    @Test
    void a_text_of_a_key_is_short_as_an_index_must_hold_it() throws IOException {
        CdmTable relationship = new CdmTable(
                "concept_relationship",
                List.of(
                        CdmColumn.of("concept_id_1", "integer", true),
                        CdmColumn.of("relationship_id", "text", true),
                        CdmColumn.of("invalid_reason", "text", false)),
                List.of("concept_id_1", "relationship_id"));
        read(
                relationship,
                "concept_id_1,relationship_id,invalid_reason\n1," + "x".repeat(256) + ",\n2," + "x".repeat(255) + ","
                        + "x".repeat(256) + "\n");

        assertThat(rows).hasSize(1);
        assertThat(bad).containsExactly("2: relationship_id is longer than 255 characters");
    }

    @Test
    void a_column_that_must_be_there_and_is_not_is_named() throws IOException {
        read("measurement_id,person_id\n1," + REF + "\n");

        assertThat(bad).containsExactly("2: measurement_date is not a column of the file");
    }

    @Test
    void a_quote_that_never_closes_ends_the_file_with_an_error() throws IOException {
        String endless = "x".repeat(3 << 20);
        List<String> warnings = read("measurement_id,person_id,measurement_date,value_source_value\n1," + REF
                + ",2020-03-01,ok\n2," + REF + ",2020-03-01,\"" + endless);

        assertThat(rows).hasSize(1);
        assertThat(bad).containsExactly("3: cannot be read as CSV from here to the end of the file");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void an_empty_file_has_no_rows() throws IOException {
        assertThat(read("")).containsExactly("The file is empty.");
        assertThat(rows).isEmpty();
    }

    @Test
    void a_file_with_tabs_has_no_quotes() throws IOException {
        read("person_id\tmeasurement_date\tvalue_source_value\n" + REF + "\t20200301\t5\" tube, long\n");

        assertThat(rows.getFirst()).contains("5\" tube, long");
    }

    private List<String> read(String file) throws IOException {
        return read(MEASUREMENT, file);
    }

    private List<String> read(CdmTable table, String file) throws IOException {
        return CdmFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), table, new CdmFile.Sink() {
            @Override
            public void row(long line, @Nullable String[] cells) {
                rows.add(Arrays.asList(cells));
            }

            @Override
            public void bad(long line, String reason) {
                bad.add(line + ": " + reason);
            }
        });
    }
}
