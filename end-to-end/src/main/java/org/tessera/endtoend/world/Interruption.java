package org.tessera.endtoend.world;

import java.util.List;

/** Ctrl+C, SIGTERM and the command's own end: the world ends with its command, unless it is left to a person. */
public final class Interruption {
    private final Thread ends;

    private Interruption(Thread ends) {
        this.ends = ends;
    }

    /** From now on that world ends with this process. What refuses to begin must not come here: it leaves servers as they are. */
    public static Interruption ends(Stage world) {
        Thread ends = Thread.ofPlatform().unstarted(() -> end(world));
        Runtime.getRuntime().addShutdownHook(ends);
        return new Interruption(ends);
    }

    private static void end(Stage world) {
        List<String> stopped = world.end();
        if (!stopped.isEmpty()) {
            System.out.println("\nStopped " + String.join(", ", stopped) + ".");
        }
    }

    /** The world outlives this process from now on; false where it is too late, because this process is ending already. */
    public boolean withdraw() {
        try {
            return Runtime.getRuntime().removeShutdownHook(ends);
        } catch (IllegalStateException ending) {
            return false;
        }
    }
}
