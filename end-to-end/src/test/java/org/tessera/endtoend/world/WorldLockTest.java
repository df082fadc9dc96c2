package org.tessera.endtoend.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldLockTest {
    @TempDir
    private Path folder = Path.of(".");

    /** Another process that has the lock until its input ends. */
    public static void main(String[] arguments) throws Exception {
        try (WorldLock _ = WorldLock.take(places(Path.of(arguments[0])), "./run demo")) {
            System.out.println("taken");
            System.in.read();
        }
    }

    private static Places places(Path folder) {
        return new Places(folder, folder.resolve(".tessera"));
    }

    @Test
    void the_second_command_is_told_who_works_and_begins_nothing() throws Exception {
        Process first = new ProcessBuilder(
                        Places.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorldLockTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = first.inputReader()) {
            assertThat(said.readLine()).isEqualTo("taken");
            assertThatThrownBy(() -> WorldLock.take(places(folder), "./run up"))
                    .isInstanceOfSatisfying(
                            Trouble.class,
                            trouble -> assertThat(trouble.status()).isEqualTo(2))
                    .hasMessageContaining("./run demo (pid " + first.pid() + ")");
        } finally {
            first.destroyForcibly();
            first.waitFor();
        }
        WorldLock.take(places(folder), "./run up").close();
    }

    @Test
    void it_is_free_again_when_it_is_closed() {
        WorldLock first = WorldLock.take(places(folder), "./run demo");
        assertThatThrownBy(() -> WorldLock.take(places(folder), "./run up")).isInstanceOf(Trouble.class);
        first.close();
        WorldLock.take(places(folder), "./run up").close();
    }
}
