package org.tessera.endtoend.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The mark that a world was left to a person, who may have put something of her own into it: then nothing begins it anew
 * unless it is told to. It goes with the data, whether the servers run or not.
 */
public final class Kept {
    private Kept() {}

    /**
     * Marks the world.
     *
     * @param command which left it, as a person types it
     */
    public static void mark(Places places, String command, InstantSource time) {
        try {
            Files.writeString(file(places), command + " at " + time.instant().truncatedTo(ChronoUnit.SECONDS) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What left it and when, "./run up at 2026-01-02T12:00:00Z"; empty when nothing of anybody is lost with it. */
    public static Optional<String> by(Places places) {
        try {
            return Files.exists(file(places))
                    ? Optional.of(Files.readString(file(places)).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws {@link Trouble}, with what to do, when the world was left to a person and she has not said {@code --fresh}. */
    public static void requireNone(Places places, boolean fresh) {
        requireNone(places, fresh, "--fresh");
    }

    /**
     * The same where it is said in another way.
     *
     * @param how what has to be said to throw the world away
     */
    static void requireNone(Places places, boolean fresh, String how) {
        by(places).filter(kept -> !fresh).ifPresent(kept -> {
            throw Trouble.beforehand("Here lies the world that was left by " + kept
                    + ", with all that was done in it since, and this begins with empty databases:"
                    + " say " + how + " to throw that world away.");
        });
    }

    /** The data are about to go. */
    public static void forget(Places places) throws IOException {
        Files.deleteIfExists(file(places));
    }

    private static Path file(Places places) {
        return places.home().resolve("kept");
    }
}
