package org.tessera.partner;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.Keys;
import org.tessera.partner.table.Report;
import org.tessera.partner.tokens.References;
import org.tessera.partner.wire.Sender;
import org.tessera.partner.wire.Wire;

/** No opt-out of a list is lost in silence. */
@SuppressWarnings("NullAway.Init")
class WithdrawTest {
    private static final References REFERENCES =
            new References(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));

    /** With one of these a JVM says first that it has picked it up. */
    private static final Set<String> JAVA_OPTIONS = Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

    @TempDir
    private Path folder;

    private Terminal terminal;
    private final StringWriter complaints = new StringWriter();

    @BeforeEach
    void keys() throws IOException {
        terminal = new Terminal(folder);
    }

    @Test
    void a_list_with_neither_column_is_refused() throws Exception {
        assertThat(withdraw("submitter_id\nTES-1\n")).isEqualTo(1);
        assertThat(terminal.err())
                .isEqualToIgnoringNewLines("list.csv has neither a column \"midrc_id\" nor a column \"person_id\".");
    }

    @Test
    void a_row_that_is_refused_is_told_and_makes_the_exit_status_1() throws Exception {
        assertThat(withdraw("midrc_id\nbad id!\n")).isEqualTo(1);
        assertThat(terminal.out()).contains("0 withdrawals sent, 1 rows refused");
        assertThat(terminal.err())
                .contains("list.csv, line 2: The midrc_id has another shape.")
                .contains("Not every opt-out was sent")
                .doesNotContain("bad id!");
    }

    @Test
    void a_list_that_is_read_in_part_withdraws_nobody() throws Exception {
        assertThat(withdraw("midrc_id,person_id\nTES-1,\n\"TES-2,\nTES-3,\n")).isEqualTo(1);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("list.csv, line 3: a quoted cell goes on in the next line");
    }

    @Test
    void each_cell_of_a_row_is_an_opt_out_of_its_own() throws Exception {
        assertThat(planned("midrc_id,person_id\nbad id!,7000001\nTES-2,7000002.0\nTES-3,7000003\n"))
                .containsExactlyInAnyOrder(record("7000001"), "IMAGING TES-2", "IMAGING TES-3", record("7000003"));
        assertThat(complaints.toString())
                .contains("list.csv, line 2: The midrc_id has another shape.")
                .contains("list.csv, line 3: The person_id has a decimal point or an exponent");
    }

    @Test
    void a_row_with_neither_id_is_refused() throws Exception {
        assertThat(planned("midrc_id,person_id,site\n,,north\n,7000001,north\n"))
                .containsExactly(record("7000001"));
        assertThat(complaints.toString())
                .isEqualToIgnoringNewLines("list.csv, line 2: The row has neither a midrc_id nor a person_id.");
    }

    @Test
    void a_time_to_spread_over_is_not_negative() throws Exception {
        terminal.write("list.csv", "midrc_id\nTES-1\n");
        assertThat(terminal.run(words("--within", "PT-1H"))).isEqualTo(1);
        assertThat(terminal.err()).isEqualToIgnoringNewLines("--within is not negative: for example PT4H.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT720H0.001S", "PT9999999999999H"})
    void a_time_to_spread_over_is_a_month_at_most(String within) throws Exception {
        // Nothing is sent of this list, whatever the time.
        terminal.write("list.csv", "midrc_id\nbad id!\n");
        assertThat(terminal.run(words("--within", within))).isEqualTo(1);
        assertThat(terminal.err())
                .isEqualToIgnoringNewLines("--within is at most 30 days (PT720H): an opt-out may not wait longer.");
    }

    @Test
    void how_many_have_arrived_is_told_when_kafka_goes_away() throws Exception {
        Path file = Files.writeString(
                folder.resolve("list.csv"),
                IntStream.range(0, 250).mapToObj(i -> "TES-" + i).collect(joining("\n", "midrc_id\n", "\n")));
        Report report = new Report(new PrintWriter(complaints));
        Sender sender =
                new Sender("partner-north", Keys.generate().getPrivate(), Clock.systemUTC(), new GoneAfterTwoFlushes());
        var withdrawing = new Withdrawing(
                WithdrawalPlan.of(file, null, Duration.ZERO, report), sender, Clock.systemUTC(), report);
        assertThatThrownBy(withdrawing::run)
                .isInstanceOf(IOException.class)
                .hasMessage("gone (at least 200 of 250 withdrawals have arrived; the same list may be sent again)");
    }

    @Test
    void how_many_have_arrived_is_told_when_the_tool_is_interrupted() throws Exception {
        terminal.write("list.csv", "midrc_id\nTES-1\nTES-2\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(JAVA_OPTIONS);
        Process tool = builder.start();
        try (BufferedReader said = tool.errorReader()) {
            assertThat(said.readLine()).isEqualTo("2 withdrawals to send ...");
            tool.toHandle().destroy();
            assertThat(said.lines())
                    .containsExactly(
                            "Interrupted: at least 0 of 2 withdrawals have arrived; the same list may be sent again.");
        } finally {
            tool.destroyForcibly();
        }
    }

    private static final class GoneAfterTwoFlushes implements Wire {
        private int flushes;

        @Override
        public void reach(String channel) {}

        @Override
        public void send(String channel, String key, Envelope envelope, byte[] payload) {}

        @Override
        public void flush() throws IOException {
            flushes++;
            if (flushes > 2) {
                throw new IOException("gone");
            }
        }

        @Override
        public void close() {}
    }

    private static String record(String personId) {
        return "CLINICAL " + REFERENCES.enclaveRef(personId).value();
    }

    private List<String> planned(String list) throws Exception {
        Path file = Files.writeString(folder.resolve("list.csv"), list);
        return WithdrawalPlan.of(file, REFERENCES, Duration.ZERO, new Report(new PrintWriter(complaints))).stream()
                .map(due -> due.domain() + " " + due.reference())
                .toList();
    }

    private int withdraw(String list) throws IOException {
        terminal.write("list.csv", list);
        return terminal.run(words());
    }

    private String[] words(String... more) {
        return Stream.concat(
                        Stream.of(
                                "withdraw",
                                "--list",
                                terminal.at("list.csv"),
                                "--reference-key",
                                terminal.at("reference"),
                                "--partner",
                                "partner-north",
                                "--private-keys",
                                terminal.at("private"),
                                "--bootstrap",
                                "127.0.0.1:9",
                                "--plain"),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
