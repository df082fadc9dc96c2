package org.tessera.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.envelope.Digests;
import org.tessera.messaging.Sql;

/**
 * Keys and answers in the service's own database. The key is written first: a second request with it waits for the
 * first one's transaction and then finds its answer, or, if that was rolled back, does the work.
 */
@ApplicationScoped
class StoredIdempotencyKeys implements IdempotencyKeys {
    private static final int LONGEST_KEY = 200;

    private final Sql sql;
    private final Clock clock;
    private final Caller caller;
    private final ObjectMapper json;
    private final ObjectMapper canonical;
    private final Duration keep;

    StoredIdempotencyKeys(
            Sql sql,
            Clock clock,
            Caller caller,
            ObjectMapper json,
            @ConfigProperty(name = "tessera.idempotency.keep") Duration keep) {
        this.sql = sql;
        this.clock = clock;
        this.caller = caller;
        this.json = json;
        this.canonical = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        this.keep = keep;
    }

    private record Kept(String requestDigest, String answer) {}

    @Override
    @Transactional
    public <T> T once(@Nullable String key, String operation, Object request, Class<T> answer, Supplier<T> work) {
        String good = required(key);
        String account = account();
        String digest = digest(request);
        long fresh = sql.update(
                "INSERT INTO idempotency_key (account, operation, key, request_digest, created_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                account,
                operation,
                good,
                digest,
                clock.instant());
        return fresh == 1
                ? firstAnswer(account, operation, good, work)
                : keptAnswer(account, operation, good, digest, answer);
    }

    private <T> T firstAnswer(String account, String operation, String key, Supplier<T> work) {
        T made = work.get();
        sql.update(
                "UPDATE idempotency_key SET answer = ?::jsonb WHERE account = ? AND operation = ? AND key = ?",
                text(json, made),
                account,
                operation,
                key);
        return made;
    }

    private <T> T keptAnswer(String account, String operation, String key, String digest, Class<T> answer) {
        Kept kept = sql.first(
                        "SELECT request_digest, answer::text FROM idempotency_key"
                                + " WHERE account = ? AND operation = ? AND key = ?",
                        row -> new Kept(row.getString(1), row.getString(2)),
                        account,
                        operation,
                        key)
                .orElseThrow(() -> Problems.of(Status.CONFLICT, "idempotency-key-expired", "Use a new key."));
        if (!kept.requestDigest().equals(digest)) {
            throw Problems.of(
                    Problems.UNPROCESSABLE,
                    "idempotency-key-reused",
                    "This Idempotency-Key came before with another request.");
        }
        try {
            return json.readValue(kept.answer(), answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer cannot be read as " + answer.getSimpleName(), e);
        }
    }

    private static String required(@Nullable String key) {
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problems.of(
                    Status.BAD_REQUEST,
                    "idempotency-key-missing",
                    "A request that creates something carries the header Idempotency-Key, 1 to 200 characters.");
        }
        return key;
    }

    private String account() {
        Actor actor = caller.actor();
        return actor.realm() + "/" + actor.subject();
    }

    /** Digested as it is written: an upload does not stand in memory a second time. */
    private String digest(Object request) {
        MessageDigest digest = Digests.sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            canonical.writeValue(out, request);
        } catch (IOException e) {
            throw new IllegalArgumentException("a request is not JSON", e);
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static String text(ObjectMapper mapper, @Nullable Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request or answer is not JSON", e);
        }
    }

    @Scheduled(
            every = "${tessera.idempotency.tidy-every}",
            delayed = "${tessera.idempotency.tidy-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void forgetOldKeys() {
        sql.update(
                "DELETE FROM idempotency_key WHERE created_at < ?",
                clock.instant().minus(keep));
    }
}
