package org.tessera.enclave.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.contracts.UploadBounds;

/** The largest tables that are let in fit into what a service of the smallest heap that we ship has left. */
class LargestTableTest {
    /** Of 100 MiB a running enclave holds some 50. */
    private static final String LEFT = "-Xmx50m";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {7, 60})
    void it_is_read_and_checked_in_the_memory_that_is_left(int keyLength) throws Exception {
        var file = Files.write(folder.resolve("table.csv"), table(keyLength, UploadBounds.MOST_ROWS));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        LEFT,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargestTableTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("read " + UploadBounds.MOST_ROWS);
    }

    @Test
    void a_row_more_is_refused() {
        assertThat(refusal(table(7, UploadBounds.MOST_ROWS + 1))).contains("50,000 rows");
    }

    /** Reads it, in a process that has no more memory than is left. */
    public static void main(String[] arguments) throws Exception {
        var table = RawTable.read(Files.newInputStream(Path.of(arguments[0])));
        System.out.println("read " + TableChecks.rows(table).orElseThrow().size());
    }

    private static byte[] table(int keyLength, int rows) {
        var text = new StringBuilder("submitter_id,study_uid,object_id,imaging_index\n");
        for (var row = 0; row < rows; row++) {
            var key = Integer.toString(1_000_000 + row).repeat(10).substring(70 - keyLength);
            text.append("c-")
                    .append(key)
                    .append(",1.")
                    .append(key)
                    .append(',')
                    .append(key)
                    .append(",0.25\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String refusal(byte[] table) {
        try {
            RawTable.read(new ByteArrayInputStream(table));
            return "read";
        } catch (RawTable.Unreadable unreadable) {
            return String.valueOf(unreadable.getMessage());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
