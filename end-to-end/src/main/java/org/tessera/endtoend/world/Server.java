package org.tessera.endtoend.world;

import java.time.Duration;

/** One server of the world. */
public interface Server {
    /** Its process. */
    ServerProcess process();

    /** Starts it and waits until it answers; throws {@link Trouble} with the tail of its log when it does not. */
    void start() throws Exception;

    /** Ends it in good order. */
    default void stop() {
        process().stop(Duration.ofSeconds(15));
    }
}
