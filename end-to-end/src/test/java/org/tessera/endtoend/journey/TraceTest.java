package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.endtoend.world.Spans;

/** Requests of the journey that cross two borders, there and back, each followed by its one trace. */
@Tag("e2e")
@Order(2)
@ExtendWith(Travelled.class)
class TraceTest {
    private final Travelled.Trip trip;

    TraceTest(Travelled.Trip trip) {
        this.trip = trip;
    }

    @ParameterizedTest
    @CsvSource({
        "enclave.match-requests.v1,       broker.match-results.v1,       clinical-enclave honest-broker",
        "commons.feasibility-requests.v1, broker.feasibility-results.v1, honest-broker imaging-commons",
    })
    void a_request_and_its_answer_are_one_trace(String asks, String answers, String services) {
        Set<String> traces = tracesOfTheLast(answers);
        assertThat(traces).hasSize(1);
        assertThat(tracesOn(asks)).containsAll(traces);

        String trace = traces.iterator().next();
        Set<String> all = Set.of(services.split(" "));
        await("the spans")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(spans(trace).values())
                        .extracting(Spans.Seen::service)
                        .containsAll(all));
        Map<String, Spans.Seen> spans = spans(trace);
        // Whoever asked is the one root; every other span hangs on one that is there, over Kafka too.
        assertThat(spans.values().stream().filter(span -> parent(span).isEmpty()))
                .hasSize(1);
        assertThat(spans.keySet())
                .containsAll(spans.values().stream()
                        .map(TraceTest::parent)
                        .filter(parent -> !parent.isEmpty())
                        .toList());
        Set<String> crossings = spans.values().stream()
                .filter(span -> span.span().getKind() == Span.SpanKind.SPAN_KIND_CONSUMER)
                .map(span -> Objects.requireNonNull(spans.get(parent(span))).service() + " to " + span.service())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String one : all) {
            for (String other : all) {
                if (!one.equals(other)) {
                    assertThat(crossings).contains(one + " to " + other);
                }
            }
        }
        System.out.println("    one trace of " + spans.size() + " spans: " + asks + ", " + answers + "; " + crossings);
    }

    /** Of every message of the last answer: its parts, its states. */
    private Set<String> tracesOfTheLast(String topic) {
        List<ConsumerRecord<byte[], byte[]>> answers = on(topic);
        String key = key(answers.getLast());
        return answers.stream()
                .filter(message -> key(message).equals(key))
                .map(TraceTest::trace)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> tracesOn(String topic) {
        return on(topic).stream().map(TraceTest::trace).collect(Collectors.toSet());
    }

    private List<ConsumerRecord<byte[], byte[]>> on(String topic) {
        try (Mail mail = new Mail(trip.world())) {
            return mail.everything().stream()
                    .filter(message -> message.topic().equals(topic))
                    .toList();
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.key(), StandardCharsets.UTF_8);
    }

    /** Of {@code traceparent}: version, trace, span, flags. */
    private static String trace(ConsumerRecord<byte[], byte[]> message) {
        String context = new String(message.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
        return context.split("-", -1)[1];
    }

    private Map<String, Spans.Seen> spans(String trace) {
        return trip.spans().all().stream()
                .filter(seen -> hex(seen.span().getTraceId().toByteArray()).equals(trace))
                .collect(Collectors.toMap(
                        seen -> hex(seen.span().getSpanId().toByteArray()), Function.identity(), (one, same) -> one));
    }

    private static String parent(Spans.Seen seen) {
        return hex(seen.span().getParentSpanId().toByteArray());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
