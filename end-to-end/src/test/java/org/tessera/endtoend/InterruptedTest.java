package org.tessera.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.WorldLock;

/** What was started ends with a command that is interrupted before it has said that the world stands. */
class InterruptedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of(".");

    private final List<ProcessHandle> started = new ArrayList<>();
    private StandInRepository repository;

    @BeforeEach
    void a_repository() throws Exception {
        repository = new StandInRepository(folder);
    }

    @AfterEach
    void nothing_is_left_of_a_test_that_failed() {
        started.stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @CsvSource({"INT, up", "TERM, up", "TERM, up --servers-only", "INT, dev honest-broker"})
    void servers_that_were_started_end_with_their_command(String signal, String words) throws Exception {
        Process command = begin(words);
        ProcessHandle postgres = running("postgres");
        ProcessHandle keycloak = running("keycloak");
        interrupt(command, signal);

        assertThat(List.of(postgres, keycloak))
                .as(Files.readString(repository.said()))
                .noneMatch(ProcessHandle::isAlive);
        assertThat(repository.places().pids()).isEmptyDirectory();
        assertThat(Files.readString(repository.said())).contains("Stopped postgres, keycloak.");
        assertThat(Kept.by(repository.places())).isEmpty();
        WorldLock.take(repository.places(), "./run up").close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec", "trap '' TERM; : && "})
    void what_prepares_a_server_ends_with_the_command_even_if_it_does_not_want_to(String how) throws Exception {
        Path pid = folder.resolve("tool.pid");
        repository.program(
                "deploy/keycloak/target/dist/keycloak-1/bin/kc.sh",
                StandInRepository.WAITS.replace(
                        "exec", "echo $$ > " + pid + ".begun; mv " + pid + ".begun " + pid + "; " + how));
        Process command = begin("up");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(pid));
        ProcessHandle tool =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        started.add(tool);
        interrupt(command, "TERM");

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !tool.isAlive());
        assertThat(repository.places().pids()).doesNotExist();
    }

    private Process begin(String words) throws Exception {
        Process command = repository.begin(words.split(" "));
        started.add(command.toHandle());
        return command;
    }

    private ProcessHandle running(String server) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> repository.server(server).alive());
        ProcessHandle process = repository.server(server).handle().orElseThrow();
        started.add(process);
        return process;
    }

    private static void interrupt(Process command, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(command.pid()))
                .start()
                .waitFor();
        assertThat(command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
