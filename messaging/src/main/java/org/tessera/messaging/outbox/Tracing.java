package org.tessera.messaging.outbox;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Envelope;

/** The trace of the current request or message, as the header that carries it over a border. */
@Singleton
final class Tracing {
    private static final TextMapSetter<Map<String, String>> INTO_MAP =
            (carrier, name, value) -> Objects.requireNonNull(carrier).put(name, value);

    /** W3C {@code traceparent}, null when nothing is traced. */
    @Nullable
    String current() {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), carrier, INTO_MAP);
        return carrier.get(Envelope.TRACEPARENT);
    }
}
