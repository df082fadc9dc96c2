package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.envelope.Manifest.BundleFile;
import org.tessera.envelope.ManifestSignature;

/** What leaves with a bundle of imaging cases, and what stays. */
@SuppressWarnings("NullAway.Init")
class CasesTest {
    @TempDir
    private Path folder;

    private Terminal terminal;

    @BeforeEach
    void keys() throws IOException {
        terminal = new Terminal(folder);
    }

    @Test
    void a_bundle_of_cases_is_signed_and_holds_only_what_may_leave() throws Exception {
        terminal.write(
                "imaging/case.tsv",
                "\uFEFF*type\t*submitter_id\tsex\tzip\r\ncase\tTES-1\tFemale\t60637\r\ncase\tTES-2\tborn 1961-04-05\t\r\ncase\r\n");
        terminal.write(
                "imaging/series.tsv",
                "study_uid\tseries_uid\tfile_name\n2.25.1\t2.25.1.1\ta.png\n2.25.2\t2.25.2.1\t../case.tsv\n2.25.3\t2.25.3.1\tnone.png\n");
        assertThat(terminal.cases()).as(terminal.err()).isZero();
        Path bundle = folder.resolve("bundle");
        assertThat(Files.readString(bundle.resolve("imaging/case.tsv")))
                .isEqualTo("type\tsubmitter_id\tsex\ncase\tTES-1\tFemale\n");
        assertThat(series()).containsExactly("2.25.1\t2.25.1.1\t2.25.1.1.png");
        assertThat(bundle.resolve("imaging/files/2.25.1.1.png")).hasBinaryContent(Terminal.PIXEL);
        assertThat(terminal.err())
                .contains("case.tsv: column \"zip\" stays here.")
                .contains("case.tsv, line 3: Column \"sex\" holds what looks like a date.")
                .contains("case.tsv, line 4: 1 fields instead of 4.")
                .contains("series.tsv, line 3: The image file is not below imaging/files.")
                .doesNotContain("1961");
        assertThat(terminal.out()).contains("case.tsv: 3 rows read, 1 taken, 2 refused");
        terminal.assertSigned(bundle, "imaging");
        try (ZipFile zip = new ZipFile(folder.resolve("bundle.zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("manifest.json", "manifest.jws", "imaging/case.tsv", "imaging/files/2.25.1.1.png");
        }
    }

    @Test
    void a_column_that_the_commons_does_not_take_stays_here_whatever_it_is_called() throws Exception {
        terminal.write("imaging/case.tsv", "submitter_id\tpatient_name\tDateOfBirth\nTES-1\tRosa Garcia\t5.4.61\n");
        terminal.write(
                "imaging/series.tsv",
                "study_uid\tseries_uid\tPatientName\tPatientID\tAccessionNumber\tmodality\n2.25.1\t2.25.1.1\tGARCIA^ROSA\tMRN7\tACC9\tCR\n");
        assertThat(terminal.cases()).as(terminal.err()).isZero();
        assertThat(Files.readString(folder.resolve("bundle/imaging/case.tsv"))).isEqualTo("submitter_id\nTES-1\n");
        assertThat(Files.readString(folder.resolve("bundle/imaging/series.tsv")))
                .isEqualTo("study_uid\tseries_uid\tmodality\n2.25.1\t2.25.1.1\tCR\n");
        assertThat(terminal.err())
                .contains("case.tsv: column \"patient_name\" stays here.")
                .contains("series.tsv: column \"patientname\" stays here.")
                .doesNotContainIgnoringCase("garcia");
    }

    @Test
    void a_table_without_the_columns_that_it_is_understood_by_is_refused() throws Exception {
        terminal.write("imaging/case.tsv", "submitter_id\nTES-1\n");
        terminal.write("imaging/imaging_study.tsv", "GARCIA^ROSA\t5.4.61\n");
        assertThat(terminal.cases()).isEqualTo(1);
        assertThat(terminal.err())
                .contains("imaging_study.tsv has no column \"cases.submitter_id\"")
                .doesNotContain("GARCIA");
        assertThat(folder.resolve("bundle")).isEmptyDirectory();
    }

    @Test
    void an_image_travels_under_its_series_and_not_under_its_name_at_the_hospital() throws Exception {
        byte[] other = Arrays.copyOf(Terminal.PIXEL, Terminal.PIXEL.length + 1);
        Files.write(folder.resolve("imaging/files/chest 1.png"), other);
        Files.write(folder.resolve("imaging/files/Scan(2).png"), Terminal.PIXEL);
        Files.write(folder.resolve("imaging/files/DOE_JANE_20200315.png"), Terminal.PIXEL);
        terminal.write("imaging/case.tsv", "submitter_id\nTES-1\n");
        terminal.write("imaging/series.tsv", """
                study_uid\tseries_uid\tfile_name
                2.25.1\t2.25.1.1\tScan(2).png
                2.25.1\t2.25.1.1\tchest 1.png
                2.25.1\t2.25.1.2\tDOE_JANE_20200315.png
                2.25.1\tseries no. 3\ta.png
                """);
        assertThat(terminal.cases()).as(terminal.err()).isZero();
        assertThat(series())
                .containsExactly(
                        "2.25.1\t2.25.1.1\t2.25.1.1.png",
                        "2.25.1\t2.25.1.1\t2.25.1.1-2.png",
                        "2.25.1\t2.25.1.2\t2.25.1.2.png");
        assertThat(folder.resolve("bundle/imaging/files/2.25.1.1-2.png")).hasBinaryContent(other);
        byte[] manifest = Files.readAllBytes(folder.resolve("bundle").resolve(ManifestSignature.MANIFEST));
        assertThat(ManifestSignature.read(manifest).files())
                .extracting(BundleFile::path)
                .containsExactly(
                        "imaging/case.tsv",
                        "imaging/files/2.25.1.1-2.png",
                        "imaging/files/2.25.1.1.png",
                        "imaging/files/2.25.1.2.png",
                        "imaging/series.tsv");
        assertThat(terminal.err()).contains("series.tsv, line 5: The image cannot be named by the row's series_uid");
    }

    @Test
    void the_image_of_a_row_that_stays_stays_too() throws Exception {
        terminal.write("imaging/case.tsv", "submitter_id\nTES-1\n");
        terminal.write(
                "imaging/series.tsv",
                "study_uid\tseries_uid\tmanufacturer\tfile_name\n2.25.1\t2.25.1.1\tACME 03-15-2020\ta.png\n");
        assertThat(terminal.cases()).isZero();
        assertThat(terminal.err())
                .contains("series.tsv, line 2: Column \"manufacturer\" holds what looks like a date.");
        assertThat(folder.resolve("bundle/imaging/files")).doesNotExist();
    }

    @Test
    void a_uid_that_is_made_of_a_day_stays_here() throws Exception {
        terminal.write("imaging/case.tsv", "submitter_id\nTES-1\n");
        terminal.write(
                "imaging/series.tsv",
                "study_uid\tseries_uid\n1.2.826.20200315.4\t2.25.1\n2.25.1\t1.2.826.20200315101500.7\n1.2.826.0.1.3680043.10.474.419639.2246\t2.25.3\n");
        assertThat(terminal.cases()).isZero();
        assertThat(series()).containsExactly("1.2.826.0.1.3680043.10.474.419639.2246\t2.25.3");
    }

    @Test
    void a_dicom_file_and_a_png_that_carries_text_stay_here() throws Exception {
        byte[] dicom = new byte[140];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
        Files.write(folder.resolve("imaging/files/d.dcm"), dicom);
        byte[] telling = Arrays.copyOf(Terminal.PIXEL, Terminal.PIXEL.length);
        System.arraycopy("tEXt".getBytes(StandardCharsets.US_ASCII), 0, telling, 37, 4);
        Files.write(folder.resolve("imaging/files/t.png"), telling);
        terminal.write("imaging/case.tsv", "submitter_id\nTES-1\n");
        terminal.write(
                "imaging/series.tsv",
                "study_uid\tseries_uid\tfile_name\n2.25.1\t2.25.1.1\td.dcm\n2.25.1\t2.25.1.2\tt.png\n");
        assertThat(terminal.cases()).isZero();
        assertThat(terminal.err()).contains("line 2: The image is DICOM").contains("line 3: The image carries text");
        assertThat(folder.resolve("bundle/imaging/files")).doesNotExist();
    }

    @Test
    void a_release_that_cannot_be_published_makes_no_bundle() throws Exception {
        terminal.write("imaging/case.tsv", "submitter_id\nTES-1\n");
        assertThat(terminal.cases("2026 spring")).isEqualTo(1);
        assertThat(terminal.err()).startsWith("--release is 1 to 32 letters").hasLineCount(1);
        assertThat(folder.resolve("bundle")).doesNotExist();
    }

    private List<String> series() throws IOException {
        return Files.readAllLines(folder.resolve("bundle/imaging/series.tsv")).stream()
                .skip(1)
                .toList();
    }
}
