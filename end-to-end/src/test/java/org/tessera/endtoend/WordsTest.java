package org.tessera.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.envelope.Keys;
import org.tessera.envelope.ledger.LedgerChain;
import org.tessera.envelope.ledger.LedgerHeads;
import picocli.CommandLine;

class WordsTest {
    @TempDir
    private Path folder = Path.of(".");

    private final StringWriter said = new StringWriter();

    @Test
    void ledgers_are_verified_by_the_word_that_the_runbook_names() throws IOException {
        Path own = folder.resolve("private");
        Keys.create("honest-broker", own, folder.resolve("public"));
        String head = LedgerHeads.line(LedgerHeads.sign(
                "honest-broker",
                0,
                LedgerChain.GENESIS,
                Instant.parse("2026-01-02T12:00:00Z"),
                Keys.readPrivate(own.resolve(Keys.SIGNING))));
        Path ledger = Files.write(folder.resolve("ledger.ndjson"), List.of(head));
        String keys = folder.resolve("public").toString();

        assertThat(run("ledger", "verify", ledger.toString(), "--keys", keys))
                .as(said.toString())
                .isZero();
        assertThat(run("ledger", "verify", folder + "/none.ndjson", "--keys", keys))
                .isEqualTo(2);
        assertThat(said.toString()).contains("1 ledgers hold").contains("none.ndjson");
    }

    private int run(String... words) {
        CommandLine commands = Main.commands();
        commands.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        return commands.execute(words);
    }
}
