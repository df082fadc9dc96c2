package org.tessera.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.ServerProcess;
import org.tessera.endtoend.world.WorldLock;

/** A command that refuses to begin leaves the servers of the world before running, also while it ends itself. */
class RefusedBeforehandTest {
    @TempDir
    private Path folder = Path.of(".");

    private final List<String> running = List.of("postgres", "kafka", "honest-broker");
    private StandInRepository repository;

    @BeforeEach
    void servers_of_somebody() throws Exception {
        repository = new StandInRepository(folder);
        running.forEach(name -> repository.server(name).start(List.of("sleep", "600"), Map.of()));
    }

    @AfterEach
    void they_end() {
        running.forEach(name -> repository.server(name).kill());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev honest-broker", "up"})
    void who_would_lose_the_accounts_of_a_kept_world_leaves_its_servers_alone(String words) throws Exception {
        Kept.mark(repository.places(), "./run up", Clock.systemUTC());

        assertThat(said(words)).contains("Realms or secrets have changed");
        assertThat(running).map(repository::server).allMatch(ServerProcess::alive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev honest-broker", "up", "demo --shape small"})
    void who_comes_second_leaves_the_servers_of_the_first_alone(String words) throws Exception {
        try (WorldLock _ = WorldLock.take(repository.places(), "./run load")) {
            assertThat(said(words)).contains("Another command works on this world: ./run load");
        }
        assertThat(running).map(repository::server).allMatch(ServerProcess::alive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo --shape small"})
    void who_would_begin_a_kept_world_anew_leaves_its_servers_alone(String words) throws Exception {
        Kept.mark(repository.places(), "./run up", Clock.systemUTC());

        assertThat(said(words)).contains("--fresh");
        assertThat(running).map(repository::server).allMatch(ServerProcess::alive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo --offline", "demo --shape small --data here"})
    void who_gives_an_option_that_would_change_nothing_is_told(String words) throws Exception {
        assertThat(said(words)).containsAnyOf("goes with --compose only", "takes the place of");
        assertThat(running).map(repository::server).allMatch(ServerProcess::alive);
    }

    /** What a command says that refuses; its own process, because what it does at its end counts too. */
    private String said(String words) throws IOException, InterruptedException {
        Process command = repository.begin(words.split(" "));
        assertThat(command.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(repository.said());
        assertThat(command.exitValue()).as(said).isEqualTo(2);
        return said;
    }
}
