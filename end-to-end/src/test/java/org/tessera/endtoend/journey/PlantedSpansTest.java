package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Spans;
import org.tessera.endtoend.world.World;

/** A person's number is where a span could take it up: no service exports it, and the search finds it in a span that has it. */
@Tag("e2e")
@Order(5) // after the search, which must not find what is planted here
@ExtendWith(Travelled.class)
class PlantedSpansTest {
    private final World world;
    private final Spans spans;
    private final Person reader;
    private final Victim victim;

    PlantedSpansTest(Travelled.Trip trip) throws IOException {
        this.world = trip.world();
        this.spans = trip.spans();
        this.reader = new Cast(world, Clock.systemUTC(), Tap.NONE).rosalind;
        this.victim = new Victim(trip.scene().data());
    }

    @Test
    void a_number_in_a_path_is_in_no_span_and_one_that_a_service_would_export_is_found() throws Exception {
        Span.Builder talkative = Span.newBuilder()
                .setName("planted")
                .addAttributes(KeyValue.newBuilder()
                        .setKey("url.path")
                        .setValue(AnyValue.newBuilder().setStringValue("/cases/" + victim.number)));
        reader.get("/nowhere/" + victim.number);
        int before = withRoute().size();
        reader.get("/cases/" + victim.number);
        await("the span of that request")
                .atMost(Duration.ofMinutes(2))
                .until(() -> withRoute().size() > before);
        assertThat(victim.found(Collector.spans(spans), "span")).isEmpty();

        spans.export("planted", talkative.build());
        assertThat(victim.found(Collector.spans(spans), "span"))
                .contains("number (plain)")
                .doesNotContain("name (plain)");

        spans.export(
                "planted for " + victim.name,
                Span.newBuilder().setName("planted").build());
        assertThat(victim.found(Collector.spans(spans), "span")).contains("name (plain)");
    }

    @Test
    void what_a_caller_writes_around_a_request_is_in_no_span() throws Exception {
        int before = spans.all().size();
        HttpRequest request = HttpRequest.newBuilder(URI.create(world.url(ServiceSpec.COMMONS) + "/cases"))
                .header("X-Forwarded-Host", "h" + victim.number)
                .header("X-Forwarded-Proto", "p" + victim.number)
                .header("Forwarded", "host=f" + victim.number + ";proto=q" + victim.number)
                .header("User-Agent", "u" + victim.number)
                .header("traceparent", "00-" + "5".repeat(32) + "-" + "7".repeat(16) + "-01")
                .header("tracestate", "s=" + victim.number)
                .header("baggage", "b=" + victim.number)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }
        await("the span of that request")
                .atMost(Duration.ofMinutes(2))
                .until(() -> spans.all().stream().skip(before).anyMatch(PlantedSpansTest::isOfThatTrace));
        assertThat(Collector.spans(spans).stream().filter(item -> !item.place().startsWith("planted")))
                .allSatisfy(item -> assertThat(victim.needles.in(item.bytes())).isEmpty());
    }

    private static boolean isOfThatTrace(Spans.Seen seen) {
        return HexFormat.of().formatHex(seen.span().getTraceId().toByteArray()).equals("5".repeat(32));
    }

    private List<Spans.Seen> withRoute() {
        return spans.all().stream()
                .filter(seen -> seen.span().getName().startsWith("GET /cases/{"))
                .toList();
    }
}
