package org.tessera.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private static final String HEADER = "case_month,age_group,sex,race,ethnicity\n";

    @TempDir
    private Path folder = Path.of(".");

    private final StringWriter said = new StringWriter();

    @Test
    void the_counts_take_the_place_of_older_ones_and_leave_nothing_beside_them() throws IOException {
        Path cases = cases("2020-03,65+ years,Female,White,Unknown\n");
        Path out = Files.writeString(folder.resolve("counts.csv"), "older");

        assertThat(run(cases, out)).isZero();

        assertThat(out).content().contains("2020-03-31,sex,Female,1");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(cases, out);
        }
    }

    @Test
    void the_file_of_cases_is_never_written_to_by_whatever_name() throws IOException {
        Path cases = cases("2020-03,65+ years,Female,White,Unknown\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), cases);

        assertThat(run(cases, cases)).isEqualTo(2);
        assertThat(run(cases, link)).isEqualTo(2);

        assertThat(cases).content().startsWith(HEADER);
        assertThat(said.toString()).contains("--out must name another file");
    }

    @Test
    void a_file_without_any_month_is_not_counted_and_an_older_table_stays() throws IOException {
        Path out = Files.writeString(folder.resolve("counts.csv"), "older");

        assertThat(run(cases("2020,65+ years,Female,White,Unknown\n"), out)).isEqualTo(1);

        assertThat(out).hasContent("older");
        assertThat(said.toString()).contains("Nothing was counted").contains("none of the 1 rows");
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence_that_names_it() throws IOException {
        Path cases = cases("2020-03,65+ years,Female,White,Unknown\n");
        Path out = folder.resolve("counts.csv");

        assertThat(run(cases, out, "--memory", "-5")).isEqualTo(2);
        assertThat(said.toString()).contains("--memory of at least 128 MiB");
        assertThat(run(cases, folder.resolve("nowhere/counts.csv"))).isEqualTo(2);
        assertThat(said.toString()).contains("cannot be written to " + folder.resolve("nowhere/counts.csv"));
        assertThat(run(folder.resolve("none.csv"), out)).isEqualTo(1);
        assertThat(said.toString()).contains("There is no file " + folder.resolve("none.csv"));
    }

    private Path cases(String rows) throws IOException {
        return Files.writeString(folder.resolve("cases.csv"), HEADER + rows);
    }

    private int run(Path cases, Path out, String... more) {
        CommandLine command = Main.command();
        command.setErr(new PrintWriter(said, true));
        String[] words = Stream.concat(Stream.of(cases.toString(), "--out", out.toString()), Stream.of(more))
                .toArray(String[]::new);
        return command.execute(words);
    }
}
