package org.tessera.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The room that a request takes for a body larger than usual, from the first byte beyond until it is answered. A replica has
 * room for a few ({@code tessera.json.large-at-once}): anybody who may call may send one, and all at once would not fit into
 * its memory.
 */
@RequestScoped
public class LargeBodies {
    private final Room room;
    private long since;

    LargeBodies(Room room) {
        this.room = room;
    }

    /** The room of all requests. */
    @ApplicationScoped
    public static class Room {
        private final Semaphore places;
        private final Duration patience;
        private final Duration longest;

        /**
         * @param places how many large bodies there may be at once
         * @param patience how long a request waits for a place
         * @param longest how long a body may take to come once it has one, so that nobody keeps it by sending slowly
         */
        Room(
                @ConfigProperty(name = "tessera.json.large-at-once") int places,
                @ConfigProperty(name = "tessera.json.large-wait") Duration patience,
                @ConfigProperty(name = "tessera.json.large-longest") Duration longest) {
            this.places = new Semaphore(places, true);
            this.patience = patience;
            this.longest = longest;
        }

        boolean enter() {
            try {
                return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void leave() {
            places.release();
        }

        Duration patience() {
            return patience;
        }

        Duration longest() {
            return longest;
        }
    }

    /**
     * Takes the room for what is read into memory otherwise than as a body: a file that takes many times its bytes.
     *
     * @throws HttpProblem 503 when others have the room
     */
    public void enter() {
        roomForMore().ifPresent(problem -> {
            throw problem;
        });
    }

    /** Why no more of the body is read, if so: others have the room (503), or it comes too slowly (408). */
    Optional<HttpProblem> roomForMore() {
        if (since == 0) {
            if (!room.enter()) {
                return Optional.of(Problems.later(
                        Status.SERVICE_UNAVAILABLE,
                        "large-requests-busy",
                        "Other large requests are being read; nothing of this one was kept. Send it again.",
                        room.patience()));
            }
            since = System.nanoTime();
        }
        return System.nanoTime() - since > room.longest().toNanos()
                ? Optional.of(Problems.of(
                        Status.REQUEST_TIMEOUT,
                        "request-too-slow",
                        "A large request must have come within "
                                + room.longest().toSeconds() + " seconds."))
                : Optional.empty();
    }

    @PreDestroy
    void leave() {
        if (since != 0) {
            room.leave();
        }
    }
}
