package org.tessera.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the access token of the commons comes from: a command that prints one (run again when the commons refuses the last one, since it has expired), a file, or the environment. */
final class Token {
    @Option(
            names = "--token-command",
            description = "command that prints an access token; run again when the commons refuses it")
    private @Nullable String command;

    @Option(names = "--token-file", description = "file that holds an access token (without both: TESSERA_TOKEN)")
    private @Nullable Path file;

    private @Nullable String printed;

    /** The token to show; empty when none is given. */
    synchronized Optional<String> current() throws IOException {
        if (command != null) {
            if (printed == null) {
                printed = ask(command);
            }
            return Optional.of(printed);
        }
        if (file != null) {
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
        }
        return Optional.ofNullable(System.getenv("TESSERA_TOKEN")).map(String::strip);
    }

    /** Refuses when there is no token to begin with: every image would be. */
    void check() throws Refusal {
        try {
            if (current().filter(text -> !text.isEmpty()).isEmpty()) {
                throw new Refusal(
                        "The commons wants an access token: --token-command, --token-file or TESSERA_TOKEN, and it may not be"
                                + " empty.");
            }
        } catch (NoSuchFileException e) {
            throw new Refusal("There is no file " + file + " of --token-file.", e);
        } catch (IOException e) {
            throw new Refusal("There is no access token: " + e.getMessage() + ".", e);
        }
    }

    /** Whether there may be another token than this one, which the commons refused. */
    synchronized boolean renews(String refused) {
        if (refused.equals(printed)) {
            printed = null;
        }
        return command != null;
    }

    private static String ask(String command) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String token = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        try {
            if (process.waitFor() != 0 || token.isEmpty()) {
                throw new IOException("the command of --token-command gave no token");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return token;
    }
}
