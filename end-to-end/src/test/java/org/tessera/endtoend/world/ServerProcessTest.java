package org.tessera.endtoend.world;

import static org.assertj.core.api.Assertions.assertThat;

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
                .atMost(Duration.ofSeconds(20))
                .until(() -> !server.tail(1).isEmpty());
        assertThat(server.tail(1)).containsExactly(root.toString());
    }
}
