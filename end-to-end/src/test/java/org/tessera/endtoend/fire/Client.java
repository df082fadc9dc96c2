package org.tessera.endtoend.fire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.tessera.endtoend.journey.Answer;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.journey.Unexpected;

/** A client as it should be: whoever hears nothing, or of a failure, asks again with the same idempotency key. */
final class Client {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Who hears nothing for so long asks again, and the service may still be at it, or come to it later. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int CONFLICT = 409;

    private final Map<Person, Person> hurried = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();

    /** The accepted request's answer; empty when it was refused for good. Throws {@link Unexpected} when nobody answers for minutes. */
    Optional<JsonNode> insist(Person person, String path, Object body) {
        return insist(person, path, body, Optional::empty);
    }

    /**
     * The same for a move of something that exists already. Nobody moves it twice: after an attempt that was never answered
     * a refusal may say that it has moved, and {@code moved} looks whether it has.
     */
    Optional<JsonNode> insist(Person person, String path, Object body, Supplier<Optional<JsonNode>> moved) {
        Person asking = hurried.computeIfAbsent(person, each -> each.within(SILENCE));
        String key = UUID.randomUUID().toString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            try {
                Answer answer = asking.post(path, body, key);
                if (answer.ok()) {
                    accepted.incrementAndGet();
                    return Optional.of(answer.json());
                }
                last = answer.problem();
                Optional<JsonNode> result = isRefusal(answer.status()) ? moved.get() : Optional.empty();
                if (result.isPresent()) {
                    accepted.incrementAndGet();
                    return result;
                }
                if (isRefusal(answer.status()) && answer.status() != CONFLICT) {
                    refused.computeIfAbsent(last, any -> new AtomicInteger()).incrementAndGet();
                    return Optional.empty();
                }
            } catch (UncheckedIOException | Unexpected nothing) {
                last = String.valueOf(nothing.getMessage());
            }
            again.incrementAndGet();
            pause();
        }
        throw new Unexpected("POST " + path + " was never answered: " + last);
    }

    /** Id of what was made of an accepted request. */
    Optional<String> accepted(Person person, String path, Object body) {
        return insist(person, path, body).map(Requests::id);
    }

    /** Two people act in the same moment; returns when both have been answered. */
    static void atOnce(Runnable one, Runnable other) throws InterruptedException, ExecutionException {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = both.submit(one);
            Future<?> second = both.submit(other);
            first.get();
            second.get();
        }
    }

    /** A refusal of the request itself; of these a conflict may be this request's own first attempt that still runs. */
    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500 && status != 401;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** How many requests were accepted. */
    int accepted() {
        return accepted.get();
    }

    /** How many attempts were made again. */
    int again() {
        return again.get();
    }

    /** Refusals by reason. */
    Map<String, AtomicInteger> refused() {
        return refused;
    }
}
