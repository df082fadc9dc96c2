package org.tessera.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.WorldLock;
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

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "stop", "status", "dev", "compose", "population", "ledger", "keys"})
    void every_word_has_a_help(String word) {
        assertThat(run(word, "--help")).as(said.toString()).isZero();
    }

    @Test
    void a_demo_does_not_throw_away_what_was_kept() throws IOException {
        repository();
        Kept.mark(Places.find(), "./run up", Clock.systemUTC());

        assertThat(run("demo", "--shape", "small")).as(said.toString()).isEqualTo(2);
        assertThat(said.toString()).contains("left by ./run up").contains("--fresh");
        assertThat(Kept.by(Places.find())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "dev honest-broker"})
    void two_commands_do_not_work_on_one_world(String words) throws IOException {
        repository();
        try (WorldLock _ = WorldLock.take(Places.find(), "./run load")) {
            assertThat(run(words.split(" "))).as(said.toString()).isEqualTo(2);
            assertThat(said.toString()).contains("./run load (pid ");
            assertThat(run("status")).isZero();
            assertThat(run("stop")).isZero();
        }
    }

    /** A repository with nothing but its realms. */
    private void repository() throws IOException {
        Path realms = Places.find().realms();
        Places places = new Places(folder, folder);
        Files.createDirectories(places.realms());
        for (String realm : Objects.requireNonNull(realms.toFile().list())) {
            Files.copy(realms.resolve(realm), places.realms().resolve(realm));
        }
        Files.createDirectories(folder.resolve("contracts"));
        Files.createFile(folder.resolve("contracts/pom.xml"));
        Files.createDirectories(folder.resolve(".tessera"));
        System.setProperty(Places.REPOSITORY, folder.toString());
    }

    @AfterEach
    void leave_the_repository() {
        System.clearProperty(Places.REPOSITORY);
    }

    private int run(String... words) {
        CommandLine commands = Main.commands();
        commands.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        return commands.execute(words);
    }
}
