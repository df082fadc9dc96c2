package org.tessera.representativeness.population.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tessera.representativeness.population.ImportRefused;
import org.tessera.representativeness.population.ImportWorld;

/** What anybody may send is imported or refused, two at once, in the smallest heap that we ship. */
class LargestImportTest {
    /** As in the chart. */
    private static final String HEAP = "-Xmx80m";

    /** Of its 80 MiB a running service holds some 40. */
    private static final int HELD = 40 << 20;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void it_is_imported_or_refused_in_the_memory_that_is_left(LargeFile file) throws Exception {
        Path written = Files.write(folder.resolve("file"), file.bytes());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargestImportTest.class.getName(),
                        written.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("both " + file.outcome());
    }

    /** Imports it twice at once, in a process that has no more memory than is left. */
    public static void main(String[] arguments) throws IOException {
        byte[] held = new byte[HELD];
        Path file = Path.of(arguments[0]);
        CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> outcome(file));
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> outcome(file));
        System.out.println(
                (one.join().equals(other.join()) ? "both " : "one of them ") + one.join() + ", beside " + held.length);
    }

    private static String outcome(Path file) {
        try {
            return "imported "
                    + new ImportWorld()
                            .load(Workbooks.read(Files.readAllBytes(file), "sex"))
                            .attributes()
                            .getOrDefault("sex", List.of())
                            .size();
        } catch (HttpProblem refused) {
            return "refused: " + refused.getDetail();
        } catch (ImportRefused refused) {
            return "refused: " + refused.getMessage();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
