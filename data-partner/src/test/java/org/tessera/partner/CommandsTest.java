package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.Schemas;
import org.tessera.envelope.Manifest;
import org.tessera.partner.tokens.References;

@SuppressWarnings("NullAway.Init")
class CommandsTest {
    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void keys() throws IOException {
        terminal = new Terminal(folder);
    }

    @Test
    void what_a_prescription_says_in_words_and_its_lot_number_stay() throws Exception {
        terminal.write("omop/person.csv", "person_id,gender_concept_id\n7000001,8532\n");
        terminal.write("omop/drug_exposure.csv", """
                drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,sig,lot_number
                1,7000001,1127433,2021-01-04,Rosa takes one at night,L-4711
                """);
        assertThat(terminal.omop()).as(terminal.err()).isZero();
        assertThat(Files.readString(folder.resolve("bundle/omop/drug_exposure.csv")))
                .startsWith("drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date\n")
                .doesNotContain("Rosa", "4711");
        assertThat(terminal.err())
                .contains("drug_exposure.csv: column \"sig\" stays here.")
                .contains("drug_exposure.csv: column \"lot_number\" stays here.");
    }

    @Test
    void omop_rows_travel_under_references_and_without_the_hospital_s_own_numbers() throws Exception {
        terminal.write(
                "omop/person.csv",
                "person_id,gender_concept_id,year_of_birth,person_source_value,secret_notes\n7000001,8532,1961,MRN-1,x\n,8532,1961,MRN-2,x\n");
        terminal.write(
                "omop/measurement.csv",
                "\uFEFFmeasurement_id,person_id,measurement_concept_id,measurement_date,value_source_value\r\n1,7000001,706163,2021-01-04,Detected\r\n2,7000001,706163,2021-01-05,call 312-555-1234\r\n");
        terminal.write("omop/note.csv", "note_id,person_id,note_text\n1,7000001,Rosa was seen\n");
        assertThat(terminal.omop()).as(terminal.err()).isZero();
        String reference = new References(java.util.HexFormat.of().parseHex("00112233445566778899aabbccddeeff"))
                .enclaveRef("7000001")
                .value();
        Path bundle = folder.resolve("bundle");
        assertThat(Files.readString(bundle.resolve("omop/person.csv")))
                .isEqualTo("person_id,gender_concept_id,year_of_birth\n" + reference + ",8532,1961\n");
        assertThat(Files.readString(bundle.resolve("omop/measurement.csv"))
                        .lines()
                        .skip(1))
                .containsExactly(
                        "1," + reference + ",706163,2021-01-04,Detected", "2," + reference + ",706163,2021-01-05,");
        assertThat(bundle.resolve("omop/note.csv")).doesNotExist();
        assertThat(terminal.err())
                .contains("note.csv stays here")
                .contains("person.csv, line 3: The row has no person_id.")
                .doesNotContain("555");
        terminal.assertSigned(bundle, "clinical");
    }

    @Test
    void cells_that_are_emptied_are_told_by_file_up_to_a_hundred() throws Exception {
        terminal.write(
                "omop/person.csv", "person_id,gender_source_value\n" + "7000001,call 312-555-1234\n".repeat(130));
        assertThat(terminal.omop()).as(terminal.err()).isZero();
        assertThat(terminal.err().lines())
                .hasSize(101)
                .startsWith(
                        "person.csv, line 2: column \"gender_source_value\" is emptied, it looks like a telephone number.")
                .endsWith("person.csv: further cells are emptied without a line each.");
    }

    @Test
    void a_number_that_a_spreadsheet_wrote_anew_gets_no_reference() throws Exception {
        terminal.write(
                "omop/person.csv", "person_id,gender_concept_id\n7000001.0,8532\n7.000002E+06,8532\n7000003,8532\n");
        assertThat(terminal.omop()).as(terminal.err()).isZero();
        assertThat(terminal.out()).contains("person.csv: 3 rows read, 1 taken, 2 refused");
        assertThat(terminal.err())
                .contains("person.csv, line 2: The person_id has a decimal point or an exponent")
                .doesNotContain("7000001");
    }

    @Test
    void a_release_that_the_enclave_does_not_take_makes_no_bundle() throws Exception {
        terminal.write("omop/person.csv", "person_id,gender_concept_id\n7000001,8532\n");
        assertThat(terminal.omop("2026 first")).isEqualTo(1);
        assertThat(terminal.err()).contains("--release is 1 to 32 letters");
        assertThat(folder.resolve("bundle")).doesNotExist();
        assertThat(terminal.omop("2026.1")).as(terminal.err()).isZero();
    }

    @Test
    void a_client_id_that_is_longer_than_a_domain_takes_is_refused() throws Exception {
        terminal.write("omop/person.csv", "person_id,gender_concept_id\n7000001,8532\n");
        String longest = "partner-" + "n".repeat(41);
        assertThat(named(longest + "n")).contains("a name is 1 to 41");
        assertThat(named(longest)).contains("belongs to another client");
    }

    private String named(String partner) {
        assertThat(terminal.run(
                        "withdraw",
                        "--list",
                        terminal.at("omop/person.csv"),
                        "--reference-key",
                        terminal.at("reference"),
                        "--partner",
                        partner,
                        "--private-keys",
                        terminal.at("private")))
                .isEqualTo(1);
        return terminal.err();
    }

    @Test
    void errors_are_one_sentence_with_an_exit_code() throws Exception {
        assertThat(terminal.cases()).isEqualTo(1);
        assertThat(terminal.err().lines()).hasSize(1).first().asString().contains("holds no case.tsv");
        assertThat(terminal.run("tokens", "--pii", "nowhere.csv")).isEqualTo(2);
        terminal.write("names.csv", "midrc_id,first\nTES-1,Rosa\n");
        assertThat(terminal.tokens("names.csv", "link")).isEqualTo(1);
        assertThat(terminal.err()).contains("names.csv has no column \"last\"");
        Files.writeString(folder.resolve("short"), "00ff");
        assertThat(terminal.tokens("names.csv", "short")).isEqualTo(1);
        assertThat(terminal.err()).contains("too short");
    }

    @Test
    void a_dry_run_counts_and_sends_nothing() throws Exception {
        terminal.write("names.csv", """
                midrc_id,first,last,birth_date,sex,ssn,zip
                TES-1,Rosa,Garcia,1961-04-05,F,,60637
                TES-2,\u674e,\u5a1c,1961-04-05,F,,60637
                TES-3,Rosa,Garcia,,F,,60637
                TES-4,,,,F,536-22-1234,
                bad id!,Rosa,Garcia,1961-04-05,F,,
                """);
        assertThat(terminal.tokens("names.csv", "link")).as(terminal.err()).isZero();
        assertThat(terminal.out())
                .contains(
                        "5 rows: 1 with tokens, 2 with weak ones only (never a match alone), 1 without any, 1 refused");
        assertThat(terminal.err()).doesNotContain("Rosa", "Garcia", "1961");
    }

    @Test
    void cells_that_are_not_understood_are_counted_by_column_and_never_repeated() throws Exception {
        terminal.write("names.csv", """
                midrc_id,first,last,birth_date,sex,ssn,postcode
                TES-1,Rosa,Garcia,1961-04-05,F,,60637
                TES-2,Anna,Miller,3/15/1980,w,219-45-1234,60637
                TES-3,Olga,Smith,,1,,60637
                TES-4,Olga,Jones,19800315,F,XXX-XX-1234,60637
                """);
        assertThat(terminal.tokens("names.csv", "link")).as(terminal.err()).isZero();
        assertThat(terminal.err().lines())
                .containsExactly(
                        "names.csv has no column \"zip\": no token is made of it.",
                        "names.csv, line 4: no rule applies to this person; no token can be made.",
                        "names.csv: column \"birth_date\" is not understood, or stands for none, in 2 rows, the first in line 3; no token is made of it.",
                        "names.csv: column \"sex\" is not understood, or stands for none, in 2 rows, the first in line 3; no token is made of it.",
                        "names.csv: column \"ssn\" is not understood, or stands for none, in 1 rows, the first in line 5; no token is made of it.");
    }

    @Test
    void a_register_of_nobody_is_refused() throws Exception {
        terminal.write("names.csv", "midrc_id,first,last,birth_date,sex\n");
        assertThat(terminal.tokens("names.csv", "link")).isEqualTo(1);
        assertThat(terminal.err())
                .endsWith("There is nothing to send: names.csv has nobody of whom a token can be made.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026 1", "2026/1", "2026-\u00e4", "-1", "", "n23456789012345678901234567890123"})
    void a_name_that_the_broker_must_refuse_is_refused_before_a_register_is_read(String name) throws Exception {
        terminal.write("names.csv", "no register at all\n");
        assertThat(terminal.tokens("names.csv", "link", name, "e1")).isEqualTo(1);
        assertThat(terminal.err()).startsWith("--release is 1 to 32 letters").hasLineCount(1);
        assertThat(terminal.tokens("names.csv", "link", "2026.1", name)).isEqualTo(1);
        assertThat(terminal.err()).startsWith("--epoch is 1 to 32 letters").hasLineCount(1);
    }

    @Test
    void a_name_is_what_the_message_to_the_broker_takes() {
        for (String field : List.of("release", "epoch")) {
            assertThat(Schemas.document(MessageType.TOKEN_BATCH)
                            .at("/properties/" + field + "/pattern")
                            .asText())
                    .isEqualTo("^" + Manifest.RELEASE.pattern() + "$");
        }
    }

    @Test
    void a_fresh_secret_is_never_written_over_an_old_one() throws Exception {
        Path secret = folder.resolve("fresh");
        assertThat(terminal.run("new-secret", secret.toString())).isZero();
        String first = Files.readString(secret);
        assertThat(first.strip()).matches("[0-9a-f]{64}");
        assertThat(terminal.run("new-secret", secret.toString())).isEqualTo(1);
        assertThat(secret).hasContent(first);
    }
}
