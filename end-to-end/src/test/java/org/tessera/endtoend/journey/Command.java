package org.tessera.endtoend.journey;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A word to the operating system. */
final class Command {
    private Command() {}

    /** Whether it went well. */
    static boolean works(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Throws when it did not go well. */
    static void run(List<String> words) throws IOException {
        if (!works(words)) {
            throw new Unexpected(String.join(" ", words) + " failed");
        }
    }
}
