package org.tessera.messaging;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Envelope;

/**
 * W3C Trace Context without {@code tracestate}, and no baggage: both are texts of the caller's, which would be exported with
 * every span that follows and handed on to other servers.
 */
final class TraceparentOnly implements TextMapPropagator {
    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

    /** Takes its place in the services, instead of whatever else is configured. */
    @ApplicationScoped
    static class Chosen implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {
        @Override
        public void customize(AutoConfiguredOpenTelemetrySdkBuilder builder) {
            builder.addPropagatorCustomizer((others, config) -> new TraceparentOnly());
        }
    }

    @Override
    public List<String> fields() {
        return List.of(Envelope.TRACEPARENT);
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        W3C.inject(context, carrier, (to, name, value) -> {
            if (name.equals(Envelope.TRACEPARENT)) {
                setter.set(to, name, value);
            }
        });
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        return W3C.extract(context, carrier, new TextMapGetter<C>() {
            @Override
            public Iterable<String> keys(C from) {
                return fields();
            }

            @Override
            public @Nullable String get(@Nullable C from, String name) {
                return name.equals(Envelope.TRACEPARENT) ? getter.get(from, name) : null;
            }
        });
    }
}
