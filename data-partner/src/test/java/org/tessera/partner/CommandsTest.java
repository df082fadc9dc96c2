package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Manifest;
import org.tessera.envelope.ManifestSignature;
import org.tessera.envelope.TrustedKeys;
import org.tessera.partner.tokens.References;

@SuppressWarnings("NullAway.Init")
class CommandsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final byte[] PIXEL = java.util.Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    @TempDir
    private Path folder;

    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void keys() throws IOException {
        Keys.create("partner-north", folder.resolve("private"), folder.resolve("public"));
        Files.writeString(folder.resolve("reference"), "00112233445566778899aabbccddeeff\n");
        Files.writeString(folder.resolve("link"), "00112233445566778899aabbccddeeff\n");
        Files.createDirectories(folder.resolve("imaging/files"));
        Files.createDirectories(folder.resolve("omop"));
        Files.write(folder.resolve("imaging/files/a.png"), PIXEL);
    }

    @Test
    void a_bundle_of_cases_is_signed_and_holds_only_what_may_leave() throws Exception {
        write(
                "imaging/case.tsv",
                "\uFEFF*type\t*submitter_id\tsex\tzip\r\ncase\tTES-1\tFemale\t60637\r\ncase\tTES-2\tborn 1961-04-05\t\r\ncase\r\n");
        write(
                "imaging/series.tsv",
                "study_uid\tseries_uid\tfile_name\n2.25.1\t2.25.1.1\ta.png\n2.25.2\t2.25.2.1\t../case.tsv\n2.25.3\t2.25.3.1\tnone.png\n");
        assertThat(cases()).as(err.toString()).isZero();
        Path bundle = folder.resolve("bundle");
        assertThat(Files.readString(bundle.resolve("imaging/case.tsv")))
                .isEqualTo("type\tsubmitter_id\tsex\tzip\ncase\tTES-1\tFemale\t\n");
        assertThat(Files.readString(bundle.resolve("imaging/series.tsv")).lines())
                .hasSize(2);
        assertThat(bundle.resolve("imaging/files/a.png")).hasBinaryContent(PIXEL);
        assertThat(err.toString())
                .contains("case.tsv, line 3: Column \"sex\" holds what looks like a date.")
                .contains("case.tsv, line 4: 1 fields instead of 4.")
                .contains("series.tsv, line 3: The image file is not below imaging/files.")
                .doesNotContain("1961");
        assertThat(out.toString()).contains("case.tsv: 3 rows read, 1 taken, 2 refused");
        assertSigned(bundle, "imaging");
        try (ZipFile zip = new ZipFile(folder.resolve("bundle.zip").toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .contains("manifest.json", "manifest.jws", "imaging/case.tsv", "imaging/files/a.png");
        }
    }

    @Test
    void a_table_with_a_name_or_a_birth_date_is_refused_whole() throws Exception {
        write("imaging/case.tsv", "submitter_id\tpatient_name\nTES-1\tRosa Garcia\n");
        assertThat(cases()).isEqualTo(1);
        assertThat(err.toString())
                .contains("case.tsv has the column \"patient_name\"")
                .doesNotContain("Rosa");
        assertThat(folder.resolve("bundle/manifest.json")).doesNotExist();
    }

    @Test
    void a_dicom_file_and_a_png_that_carries_text_stay_here() throws Exception {
        byte[] dicom = new byte[140];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
        Files.write(folder.resolve("imaging/files/d.dcm"), dicom);
        byte[] telling = Arrays.copyOf(PIXEL, PIXEL.length);
        System.arraycopy("tEXt".getBytes(StandardCharsets.US_ASCII), 0, telling, 37, 4);
        Files.write(folder.resolve("imaging/files/t.png"), telling);
        write("imaging/case.tsv", "submitter_id\nTES-1\n");
        write("imaging/series.tsv", "study_uid\tfile_name\n2.25.1\td.dcm\n2.25.1\tt.png\n");
        assertThat(cases()).isZero();
        assertThat(err.toString()).contains("line 2: The image is DICOM").contains("line 3: The image carries text");
        assertThat(folder.resolve("bundle/imaging/files")).doesNotExist();
    }

    @Test
    void omop_rows_travel_under_references_and_without_the_hospital_s_own_numbers() throws Exception {
        write(
                "omop/person.csv",
                "person_id,gender_concept_id,year_of_birth,person_source_value,secret_notes\n7000001,8532,1961,MRN-1,x\n,8532,1961,MRN-2,x\n");
        write(
                "omop/measurement.csv",
                "\uFEFFmeasurement_id,person_id,measurement_concept_id,measurement_date,value_source_value\r\n1,7000001,706163,2021-01-04,Detected\r\n2,7000001,706163,2021-01-05,call 312-555-1234\r\n");
        write("omop/note.csv", "note_id,person_id,note_text\n1,7000001,Rosa was seen\n");
        assertThat(omop()).as(err.toString()).isZero();
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
        assertThat(err.toString())
                .contains("note.csv stays here")
                .contains("person.csv, line 3: The row has no person_id.")
                .doesNotContain("555");
        assertSigned(bundle, "clinical");
    }

    @Test
    void errors_are_one_sentence_with_an_exit_code() throws Exception {
        assertThat(cases()).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("holds no case.tsv");
        assertThat(run("tokens", "--pii", "nowhere.csv")).isEqualTo(2);
        write("names.csv", "midrc_id,first\nTES-1,Rosa\n");
        assertThat(tokens("names.csv", "link")).isEqualTo(1);
        assertThat(err.toString()).contains("names.csv has no column \"last\"");
        Files.writeString(folder.resolve("short"), "00ff");
        assertThat(tokens("names.csv", "short")).isEqualTo(1);
        assertThat(err.toString()).contains("too short");
    }

    @Test
    void a_dry_run_counts_and_sends_nothing() throws Exception {
        write("names.csv", """
                midrc_id,first,last,birth_date,sex,ssn,zip
                TES-1,Rosa,Garcia,1961-04-05,F,,60637
                TES-2,\u674e,\u5a1c,1961-04-05,F,,60637
                TES-3,Rosa,Garcia,,F,,60637
                TES-4,,,,F,536-22-1234,
                bad id!,Rosa,Garcia,1961-04-05,F,,
                """);
        assertThat(tokens("names.csv", "link")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "5 rows: 1 with tokens, 2 with weak ones only (never a match alone), 1 without any, 1 refused");
        assertThat(err.toString()).doesNotContain("Rosa", "Garcia", "1961");
    }

    @Test
    void a_fresh_secret_is_never_written_over_an_old_one() throws Exception {
        Path secret = folder.resolve("fresh");
        assertThat(run("new-secret", secret.toString())).isZero();
        String first = Files.readString(secret);
        assertThat(first.strip()).matches("[0-9a-f]{64}");
        assertThat(run("new-secret", secret.toString())).isEqualTo(1);
        assertThat(secret).hasContent(first);
    }

    private void assertSigned(Path bundle, String kind) throws IOException {
        byte[] bytes = Files.readAllBytes(bundle.resolve(ManifestSignature.MANIFEST));
        Manifest manifest = ManifestSignature.read(bytes);
        assertThat(manifest.kind()).isEqualTo(kind);
        assertThat(manifest.release()).isEqualTo("2026.1");
        assertThat(ManifestSignature.wrongFiles(bundle, manifest)).isEmpty();
        var key = new TrustedKeys(folder.resolve("public"))
                .signingKey("partner-north")
                .orElseThrow();
        String signature = Files.readString(bundle.resolve(ManifestSignature.SIGNATURE));
        assertThat(ManifestSignature.verify(bytes, signature, "partner-north", key))
                .isTrue();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private int cases() {
        return run(
                "cases",
                "--imaging",
                at("imaging"),
                "--out",
                at("bundle"),
                "--zip",
                at("bundle.zip"),
                "--release",
                "2026.1",
                "--partner",
                "partner-north",
                "--private-keys",
                at("private"));
    }

    private int omop() {
        return run(
                "omop",
                "--omop",
                at("omop"),
                "--out",
                at("bundle"),
                "--release",
                "2026.1",
                "--reference-key",
                at("reference"),
                "--partner",
                "partner-north",
                "--private-keys",
                at("private"));
    }

    private int tokens(String register, String secret) {
        return run(
                "tokens",
                "--pii",
                at(register),
                "--domain",
                "imaging",
                "--release",
                "2026.1",
                "--link-secret",
                at(secret),
                "--epoch",
                "e1",
                "--dry-run");
    }

    private String at(String path) {
        return folder.resolve(path).toString();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commands(CLOCK)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(List.of(arguments).toArray(String[]::new));
    }
}
