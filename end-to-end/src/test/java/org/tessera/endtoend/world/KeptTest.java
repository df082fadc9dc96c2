package org.tessera.endtoend.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody has in a world is not lost unless she says so. */
class KeptTest {
    private static final List<String> DATA = List.of("postgres/PG_VERSION", "keys/public/a", "services/a", "outside/a");

    @TempDir
    private Path folder = Path.of(".");

    private Places places = new Places(folder, folder);

    @BeforeEach
    void some_world() throws IOException {
        places = new Places(folder, folder.resolve(".tessera"));
        Folders.copy(Places.find().realms(), Files.createDirectories(places.realms()));
        Files.createDirectories(folder.resolve("deploy/keycloak/target/dist/keycloak-1"));
        for (String file : DATA) {
            Files.createDirectories(places.home().resolve(file).getParent());
            Files.writeString(places.home().resolve(file), "of a person");
        }
        Kept.mark(places, "./run up", () -> Instant.parse("2026-01-02T12:00:00.5Z"));
    }

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private World world() {
        return new World(places, new Progress(new PrintStream(said, true, UTF_8), Clock.systemUTC()));
    }

    private void keycloakIsPrepared() throws IOException {
        Keycloak keycloak = new Keycloak(places, Secrets.open(places));
        Path stamp = places.home().resolve("keycloak/prepared");
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, keycloak.fingerprint());
    }

    private void nothing_is_lost() {
        DATA.forEach(file -> assertThat(places.home().resolve(file)).hasContent("of a person"));
        assertThat(Kept.by(places)).hasValue("./run up at 2026-01-02T12:00:00Z");
    }

    @Test
    void what_needs_empty_databases_asks_first() {
        assertThatThrownBy(() -> Kept.requireNone(places, false))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.status()).isEqualTo(2))
                .hasMessageContaining("./run up at 2026-01-02T12:00:00Z")
                .hasMessageContaining("--fresh");
        Kept.requireNone(places, true);
    }

    @Test
    void servers_go_on_with_what_was_kept() throws IOException {
        keycloakIsPrepared();
        world().goOn(false);
        nothing_is_lost();
    }

    @Test
    void servers_that_run_are_named_before_they_are_started_anew() throws IOException {
        keycloakIsPrepared();
        world().goOn(false);
        assertThat(said.toString(UTF_8)).doesNotContain("already");

        ServerProcess running = new ServerProcess(places, "honest-broker");
        running.start(List.of("sleep", "600"), Map.of());
        world().goOn(false);

        assertThat(said.toString(UTF_8)).contains("Running here already, and now started anew: honest-broker.\n");
        assertThat(running.alive()).isFalse();
        nothing_is_lost();
    }

    @Test
    void accounts_that_would_be_lost_are_a_reason_to_ask() {
        assertThatThrownBy(() -> world().goOn(false))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("Realms or secrets have changed")
                .hasMessageContaining("--fresh");
        nothing_is_lost();
    }

    @Test
    void where_nothing_could_start_nothing_is_forgotten() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            try {
                taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.KEYCLOAK));
            } catch (IOException alreadyTaken) {
                // By another world on this machine: taken it is.
            }
            assertThatThrownBy(() -> world().goOn(true))
                    .isInstanceOf(Trouble.class)
                    .hasMessageContaining("port " + Ports.KEYCLOAK);
        }
        nothing_is_lost();
    }
}
