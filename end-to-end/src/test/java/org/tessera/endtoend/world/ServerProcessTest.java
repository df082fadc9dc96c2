package org.tessera.endtoend.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_server_works_in_the_repository_wherever_the_caller_stands() throws Exception {
        Path root = Files.createDirectories(folder.resolve("repository")).toRealPath();
        ServerProcess server = new ServerProcess(new Places(root, folder.resolve("home")), "server");
        server.start(List.of("pwd"), Map.of());

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !server.tail(1).isEmpty());
        assertThat(server.tail(1)).containsExactly(root.toString());
    }

    @Test
    void what_is_about_to_start_a_server_that_has_been_ended_starts_nothing() {
        ServerProcess server = new ServerProcess(new Places(folder, folder.resolve("home")), "server");
        server.startNoMore();

        assertThatThrownBy(() -> server.start(List.of("sleep", "60"), Map.of()))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("interrupted");
        assertThatThrownBy(() -> server.prepare(List.of("sleep", "60"), Map.of(), Duration.ofSeconds(60)))
                .isInstanceOf(Trouble.class);
        assertThat(server.alive()).isFalse();
    }

    @Test
    void a_preparation_tells_whether_it_succeeded_in_its_time() throws Exception {
        ServerProcess server = new ServerProcess(new Places(folder, folder.resolve("home")), "server");

        assertThat(server.prepare(List.of("true"), Map.of(), Duration.ofSeconds(20)))
                .isTrue();
        assertThat(server.prepare(List.of("false"), Map.of(), Duration.ofSeconds(20)))
                .isFalse();
        assertThat(server.prepare(List.of("sleep", "60"), Map.of(), Duration.ofMillis(100)))
                .isFalse();
    }
}
