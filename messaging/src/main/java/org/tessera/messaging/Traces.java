package org.tessera.messaging;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.Signatures;

/**
 * The trace that a message belongs to, as the header that carries it over a border. Messages of one key are one trace: an
 * answer that leaves long after its request came, caused by nothing but the clock, goes on with the request's. Keys are
 * kept as their SHA-256: a key may name an account, and may hold what no text column takes.
 */
@Singleton
public final class Traces {
    private static final TextMapSetter<Map<String, String>> INTO_MAP =
            (carrier, name, value) -> Objects.requireNonNull(carrier).put(name, value);

    private final Sql sql;
    private final Clock clock;
    private final boolean off;

    Traces(Sql sql, Clock clock, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.sql = sql;
        this.clock = clock;
        this.off = off;
    }

    /**
     * W3C {@code traceparent} for a message of this key, in the caller's transaction: of the current request or message,
     * else the last one of the key; null when nothing is traced.
     */
    public @Nullable String of(String key) {
        if (off) {
            return null;
        }
        String current = keep(key);
        return current != null
                ? current
                : sql.first(
                                "SELECT traceparent FROM message_trace WHERE key_digest = ?",
                                row -> row.getString(1),
                                digest(key))
                        .orElse(null);
    }

    /** Keeps the current trace under this key, in the caller's transaction; answers with it. */
    public @Nullable String keep(String key) {
        String current = off ? null : current();
        if (current != null) {
            sql.update(
                    "INSERT INTO message_trace (key_digest, traceparent, seen_at) VALUES (?, ?, ?) ON CONFLICT"
                            + " (key_digest) DO UPDATE SET traceparent = excluded.traceparent, seen_at = excluded.seen_at"
                            + " WHERE message_trace.traceparent <> excluded.traceparent",
                    digest(key),
                    current,
                    clock.instant());
        }
        return current;
    }

    private static String digest(String key) {
        return Signatures.digest(key.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String current() {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, INTO_MAP);
        return carrier.get(Envelope.TRACEPARENT);
    }
}
