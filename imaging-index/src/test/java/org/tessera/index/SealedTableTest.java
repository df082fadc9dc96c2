package org.tessera.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.contracts.ContractJson;
import org.tessera.envelope.Keys;

/** What `seal` refuses, before anything is written: a table that the enclave would refuse after it was sent. */
@SuppressWarnings("NullAway.Init")
class SealedTableTest {
    private static final String HEADER = "submitter_id,study_uid,object_id,imaging_index\n";

    @TempDir
    private Path folder;

    @Test
    void a_table_that_breaks_the_schema_is_refused_by_line_and_reason() throws IOException {
        Path manifest = manifest(1, 1);
        String image = row(0, 1, "");
        assertThat(refused(manifest, HEADER + image + "1.2\n"))
                .contains("line 2: imaging_index is not between 0 and 1");
        assertThat(refused(manifest, HEADER + image + "NaN\n")).contains("not between 0 and 1");
        assertThat(refused(manifest, HEADER + image + "much\n")).contains("is no number");
        assertThat(refused(manifest, HEADER + image + "0.1\n" + image + "0.2\n"))
                .contains("has a row already");
        assertThat(refused(manifest, "a,b\n1,2\n")).contains("the header must be");
        assertThat(refused(manifest, HEADER)).contains("has no rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CASE-0,2.25.0,image-1", "CASE-0,2.25.1,image-0", "CASE-1,2.25.0,image-0"})
    void a_table_of_other_images_than_the_manifest_s_is_refused(String keys) throws IOException {
        assertThat(refused(manifest(1, 1), HEADER + keys + ",0.5\n"))
                .contains("line 2: there is no such image of that case and study in the manifest.");
    }

    @Test
    void a_table_of_fewer_cases_than_the_enclave_takes_is_refused_however_many_images_they_have() throws IOException {
        Path manifest = manifest(40, 20);
        assertThat(refused(manifest, table(19, 20)))
                .contains("names 19 cases; the enclave takes a table of at least 20.");
        assertThat(seal(manifest, table(20, 20))).isEqualTo("20 rows in 1 sealed parts");
        assertThat(refused(manifest(40, 19), table(40, 19))).contains("names 19 cases");
    }

    @Test
    void a_table_of_more_rows_than_the_enclave_takes_is_refused() throws IOException {
        Path manifest = manifest(50_001, 1_000);
        assertThat(refused(manifest, table(50_001, 1_000))).contains("has more than 50,000 rows");
        assertThat(seal(manifest, table(50_000, 1_000))).startsWith("50000 rows in ");
    }

    @Test
    void a_table_of_more_sealed_parts_than_the_enclave_takes_is_refused() throws IOException {
        Path manifest = manifest(20, 20);
        String table = table(20, 20);
        int most = 64 * (192 * 1024 - 4);
        String filled = table.stripTrailing() + "0".repeat(most - table.length()) + "\n";
        assertThat(refused(manifest, filled + "\n")).contains("is longer than 64 sealed parts (12 MiB)");
        assertThat(seal(manifest, filled)).isEqualTo("20 rows in 64 sealed parts");
    }

    private Path manifest(int images, int cases) throws IOException {
        return Files.writeString(
                folder.resolve("manifest.csv"),
                rows("submitter_id,study_uid,object_id,file_size\n", images, cases, "1"));
    }

    private static String table(int images, int cases) {
        return rows(HEADER, images, cases, "0.5");
    }

    private static String rows(String header, int images, int cases, String last) {
        return IntStream.range(0, images)
                .mapToObj(image -> row(image, cases, last + "\n"))
                .collect(Collectors.joining("", header, ""));
    }

    private static String row(int image, int cases, String last) {
        return "CASE-%d,2.25.%d,image-%d,%s".formatted(image % cases, image, image, last);
    }

    private String refused(Path manifest, String table) throws IOException {
        StringWriter err = new StringWriter();
        assertThat(run(manifest, table, new StringWriter(), err)).isEqualTo(1);
        assertThat(folder.resolve("sealed.json")).doesNotExist();
        return err.toString();
    }

    /** What the tool says of it, up to the name of the file. */
    private String seal(Path manifest, String table) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(run(manifest, table, out, err)).as(err.toString()).isZero();
        Files.delete(folder.resolve("sealed.json"));
        return out.toString().replaceAll(", in .*\\s*", "");
    }

    private int run(Path manifest, String table, StringWriter out, StringWriter err) throws IOException {
        Path csv = Files.writeString(folder.resolve("table.csv"), table);
        Path key = Files.write(
                folder.resolve("enclave.jwk.json"),
                ContractJson.bytes(Keys.publicJwk(Keys.generate().getPublic(), "clinical-enclave", "enc")));
        return Main.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "seal",
                        "--csv",
                        csv.toString(),
                        "--manifest",
                        manifest.toString(),
                        "--key",
                        key.toString(),
                        "--out",
                        folder.resolve("sealed.json").toString());
    }
}
