package org.tessera.messaging;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Takes out of a span, before it is exported, all that could name somebody or tell how many there are: paths, queries and
 * whole addresses (they hold ids of cases, accounts and projects), where the caller is, what the caller says the server is
 * called, the size of an answer, positions in a topic (some topics have one message for each person who withdrew). What is
 * not known to be harmless goes. Exceptions are not exported either, their messages may repeat what was sent
 * ({@code quarkus.otel.span.event.count.limit}), nor what the caller wrote beside the trace ({@link TraceparentOnly}).
 */
@ApplicationScoped
public class QuietSpans implements ExtendedSpanProcessor {
    private static final String WITHHELD = "-";

    /** Routes, methods and topics of the house, in OpenTelemetry's semantic conventions. */
    private static final Set<String> HARMLESS = Set.of(
            "code.function.name",
            "error.type",
            "http.request.method",
            "http.response.status_code",
            "http.route",
            "messaging.client_id",
            "messaging.consumer.group.name",
            "messaging.destination.name",
            "messaging.operation",
            "messaging.system");

    /** Whom a service calls; of a server's own span these are words of its caller. */
    private static final Set<String> CALLED = Set.of("server.address", "server.port", "url.scheme");

    @Override
    public void onEnding(ReadWriteSpan span) {
        span.getAttributes().forEach((key, value) -> {
            boolean called = span.getKind() == SpanKind.CLIENT && CALLED.contains(key.getKey());
            if (!called && !HARMLESS.contains(key.getKey())) {
                withhold(span, key);
            }
        });
    }

    /** An attribute can be overwritten, with one of its type, and not be removed. */
    @SuppressWarnings("unchecked") // the key says its type
    private static void withhold(ReadWriteSpan span, AttributeKey<?> key) {
        switch (key.getType()) {
            case STRING -> span.setAttribute((AttributeKey<String>) key, WITHHELD);
            case LONG -> span.setAttribute((AttributeKey<Long>) key, 0L);
            case DOUBLE -> span.setAttribute((AttributeKey<Double>) key, 0.0);
            case BOOLEAN -> span.setAttribute((AttributeKey<Boolean>) key, false);
            default -> span.setAttribute((AttributeKey<Object>) key, List.of());
        }
    }

    @Override
    public boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // What is to be withheld is known when it ends.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // Nothing can be changed any more.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
