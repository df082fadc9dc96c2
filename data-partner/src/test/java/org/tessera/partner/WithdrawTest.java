package org.tessera.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.partner.table.Report;
import org.tessera.partner.tokens.References;

/** No opt-out of a list is lost in silence. */
@SuppressWarnings("NullAway.Init")
class WithdrawTest {
    private static final References REFERENCES =
            new References(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));

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
        return terminal.run(
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
                "--plain");
    }
}
