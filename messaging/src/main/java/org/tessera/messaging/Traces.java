package org.tessera.messaging;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Envelope;

/**
 * The trace that a message belongs to, as the header that carries it over a border. Messages of one key are one trace: an
 * answer that leaves long after its request came, caused by nothing but the clock, goes on with the request's.
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
                : sql.first("SELECT traceparent FROM message_trace WHERE message_key = ?", row -> row.getString(1), key)
                        .orElse(null);
    }

    /** Keeps the current trace under this key, in the caller's transaction; answers with it. */
    public @Nullable String keep(String key) {
        String current = off ? null : current();
        if (current != null) {
            sql.update(
                    "INSERT INTO message_trace (message_key, traceparent, seen_at) VALUES (?, ?, ?) ON CONFLICT"
                            + " (message_key) DO UPDATE SET traceparent = excluded.traceparent, seen_at = excluded.seen_at",
                    key,
                    current,
                    clock.instant());
        }
        return current;
    }

    private static @Nullable String current() {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, INTO_MAP);
        return carrier.get(Envelope.TRACEPARENT);
    }
}
