package org.tessera.endtoend.fire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.tessera.endtoend.world.Server;
import org.tessera.endtoend.world.Trouble;

/** What may befall a server. */
enum Fault {
    /** As by a power cut (SIGKILL), then started again. */
    KILLED,
    /** Stands still with all its connections open (SIGSTOP), then goes on. */
    PAUSED,
    /** Ends in good order, then started again. */
    RESTARTED;

    private static final int STARTS = 5;

    /** Lets it befall that server; returns when the server is well again. */
    void befall(Server server, Random random) throws Exception {
        switch (this) {
            case KILLED -> {
                server.process().kill();
                startAgain(server);
            }
            case PAUSED -> {
                signal(server, "-STOP");
                Thread.sleep(random.nextLong(2000, 6000));
                signal(server, "-CONT");
            }
            case RESTARTED -> {
                server.stop();
                startAgain(server);
            }
        }
    }

    /** A killed PostgreSQL refuses to start for as long as a child of it still ends: whoever runs it tries again. */
    private static void startAgain(Server server) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                server.start();
                return;
            } catch (Trouble notYet) {
                if (attempt == STARTS) {
                    throw notYet;
                }
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private static void signal(Server server, String signal) throws IOException, InterruptedException {
        ProcessHandle process = server.process().handle().orElseThrow();
        List<String> words = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> words.add(Long.toString(each.pid())));
        new ProcessBuilder(words).start().waitFor();
    }
}
