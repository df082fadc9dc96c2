package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What leaves of a span, and of what a caller wrote beside its trace. */
class QuietSpansTest {
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final AttributeKey<Double> AMOUNT = AttributeKey.doubleKey("amount");
    private static final AttributeKey<Boolean> IS_ALIVE = AttributeKey.booleanKey("is.alive");
    private static final AttributeKey<List<String>> NAMES = AttributeKey.stringArrayKey("names");
    private static final AttributeKey<List<Long>> NUMBERS = AttributeKey.longArrayKey("numbers");

    @Test
    void what_is_not_known_to_be_harmless_leaves_as_nothing_of_its_type() {
        assertThat(exported(SpanKind.SERVER).asMap())
                .isEqualTo(Attributes.builder()
                        .put(ROUTE, "/cases/{id}")
                        .put(PATH, "-")
                        .put(SERVER, "-")
                        .put(OFFSET, 0L)
                        .put(AMOUNT, 0.0)
                        .put(IS_ALIVE, false)
                        .put(NAMES, List.of())
                        .put(NUMBERS, List.of())
                        .build()
                        .asMap());
    }

    @Test
    void only_who_calls_says_whom() {
        assertThat(exported(SpanKind.CLIENT).get(SERVER)).isEqualTo("keycloak");
        assertThat(exported(SpanKind.CLIENT).get(PATH)).isEqualTo("-");
        assertThat(exported(SpanKind.CONSUMER).get(SERVER)).isEqualTo("-");
    }

    @Test
    void of_the_callers_trace_only_its_number_is_taken_and_handed_on() {
        String traceparent = "00-" + "5".repeat(32) + "-" + "7".repeat(16) + "-01";
        TraceparentOnly propagator = new TraceparentOnly();
        Context taken = propagator.extract(
                Context.root(),
                Map.of("traceparent", traceparent, "tracestate", "a=b", "baggage", "c=d"),
                new Getter());
        assertThat(Span.fromContext(taken).getSpanContext().getTraceState().isEmpty())
                .isTrue();
        Map<String, String> onwards = new HashMap<>();
        propagator.inject(taken, onwards, (to, name, value) -> onwards.put(name, value));
        assertThat(onwards).containsExactly(Map.entry("traceparent", traceparent));
        assertThat(propagator.fields()).containsExactly("traceparent");
    }

    private static Attributes exported(SpanKind kind) {
        Exporter exporter = new Exporter();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(new QuietSpans())
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            provider.get("test")
                    .spanBuilder("a call")
                    .setSpanKind(kind)
                    .setAttribute(ROUTE, "/cases/{id}")
                    .setAttribute(PATH, "/cases/7")
                    .setAttribute(SERVER, "keycloak")
                    .setAttribute(OFFSET, 7L)
                    .setAttribute(AMOUNT, 7.5)
                    .setAttribute(IS_ALIVE, true)
                    .setAttribute(NAMES, List.of("somebody"))
                    .setAttribute(NUMBERS, List.of(7L))
                    .startSpan()
                    .end();
        }
        return exporter.spans.getFirst().getAttributes();
    }

    private static final class Exporter implements SpanExporter {
        private final List<SpanData> spans = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private static final class Getter implements TextMapGetter<Map<String, String>> {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
