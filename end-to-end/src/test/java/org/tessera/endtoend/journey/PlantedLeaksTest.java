package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServerProcess;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Spans;
import org.tessera.endtoend.world.World;

/**
 * A person is planted where somebody could let her slip, and what reads the real servers for the leak search must bring
 * her back: out of Kafka, out of the services' databases, out of a log, out of spans, and over HTTP. No service of the house says a
 * name in an answer or a metric, so there a stand-in on loopback says it.
 */
@Tag("e2e")
@Order(5) // after the search, which must not find what is planted here
@ExtendWith(Travelled.class)
class PlantedLeaksTest {
    private static final String CHANNEL = "broker.feasibility-results.v1";

    private final Scene scene;
    private final World world;
    private final Collector collector;
    private final Spans spans;
    private final Evidence evidence = new Evidence();
    private final Person reader;
    private final String victim;
    private final String number;
    private final Needles needles = new Needles();

    PlantedLeaksTest(Travelled.Trip trip) throws IOException {
        this.scene = trip.scene();
        this.world = trip.world();
        this.collector = new Collector(world);
        this.spans = trip.spans();
        this.reader = new Cast(world, Clock.systemUTC(), evidence).rosalind;
        NamedCsvRecord row = Rows.of(scene.data().clinicalRegister()).stream()
                .filter(person -> !person.getField("ssn").isBlank())
                .findFirst()
                .orElseThrow();
        this.victim = row.getField("first") + " " + row.getField("last") + " " + row.getField("birth_date");
        this.number = row.getField("ssn");
        needles.add("name", victim);
        needles.add("number", number);
    }

    @Test
    void a_name_in_a_topic_is_found_there_and_in_quarantine() throws Exception {
        plantInTopic(disguised());
        try (Borders borders = new Borders(world, evidence)) {
            borders.since();
        }
        assertThat(found(evidence.items(), "topic")).contains("name (base64)");
        await("the quarantine")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(found(collector.quarantines(), "quarantine")).contains("name (base64)"));
    }

    @Test
    void an_encoding_and_a_token_in_a_topic_are_found() throws Exception {
        byte[] encoding = Encodings.all(scene, scene.data().clinicalRegister()).getFirst();
        byte[] token = Tokens.all(scene, scene.data().clinicalRegister()).getFirst();
        plantInTopic(("{\"clk\":\"" + Base64.getEncoder().encodeToString(encoding) + "\"}")
                .getBytes(StandardCharsets.US_ASCII));
        plantInTopic(("{\"T1\":\"" + HexFormat.of().formatHex(token) + "\"}").getBytes(StandardCharsets.US_ASCII));
        try (Borders borders = new Borders(world, evidence)) {
            borders.since();
        }
        needles.add("encoding", encoding);
        needles.add("token", token);
        assertThat(found(evidence.items(), "topic")).contains("encoding (base64)", "token (hex)");
    }

    @Test
    void a_token_in_a_table_is_found_also_inside_of_bytes() throws Exception {
        byte[] token = Tokens.all(scene, scene.data().imagingRegister()).getFirst();
        needles.add("token", token);
        try (Connection connection = world.postgres().connect(ServiceSpec.COMMONS.database());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE planted AS SELECT token, convert_to('{\"T1\":\"' || encode(token, 'base64') || '\"}', 'UTF8') AS payload"
                            + " FROM (SELECT decode('" + HexFormat.of().formatHex(token)
                            + "', 'hex') AS token) AS known");
            try {
                assertThat(found(collector.tables(), "table"))
                        .contains("token (plain)", "token (hex)", "token (base64)");
            } finally {
                statement.execute("DROP TABLE planted");
            }
        }
    }

    @Test
    void a_name_that_a_server_writes_into_its_log_is_found() throws Exception {
        ServerProcess talkative = new ServerProcess(world.places(), "planted");
        try {
            talkative.start(List.of("echo", new String(disguised(), StandardCharsets.US_ASCII)), Map.of());
            await("the log")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(found(collector.logs(), "log")).contains("name (base64)"));
        } finally {
            talkative.stop(Duration.ofSeconds(5));
            Files.delete(talkative.log());
        }
    }

    @Test
    void a_number_in_a_path_is_in_no_span_and_one_that_a_service_would_export_is_found() throws Exception {
        Span.Builder talkative = Span.newBuilder()
                .setName("planted")
                .addAttributes(KeyValue.newBuilder()
                        .setKey("url.path")
                        .setValue(AnyValue.newBuilder().setStringValue("/cases/" + number)));
        reader.get("/nowhere/" + number);
        int before = withRoute().size();
        reader.get("/cases/" + number);
        await("the span of that request")
                .atMost(Duration.ofSeconds(20))
                .until(() -> withRoute().size() > before);
        assertThat(found(Collector.spans(spans), "span")).isEmpty();

        spans.export("planted", talkative.build());
        assertThat(found(Collector.spans(spans), "span"))
                .contains("number (plain)")
                .doesNotContain("name (plain)");

        spans.export(
                "planted for " + victim, Span.newBuilder().setName("planted").build());
        assertThat(found(Collector.spans(spans), "span")).contains("name (plain)");
    }

    @Test
    void what_a_caller_writes_around_a_request_is_in_no_span() throws Exception {
        int before = spans.all().size();
        HttpRequest request = HttpRequest.newBuilder(URI.create(world.url(ServiceSpec.COMMONS) + "/cases"))
                .header("X-Forwarded-Host", "h" + number)
                .header("X-Forwarded-Proto", "p" + number)
                .header("Forwarded", "host=f" + number + ";proto=q" + number)
                .header("User-Agent", "u" + number)
                .header("traceparent", "00-" + "5".repeat(32) + "-" + "7".repeat(16) + "-01")
                .header("tracestate", "s=" + number)
                .header("baggage", "b=" + number)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }
        await("the span of that request")
                .atMost(Duration.ofSeconds(20))
                .until(() -> spans.all().stream().skip(before).anyMatch(PlantedLeaksTest::isOfThatTrace));
        assertThat(Collector.spans(spans).stream().filter(item -> !item.place().startsWith("planted")))
                .allSatisfy(item -> assertThat(needles.in(item.bytes())).isEmpty());
    }

    private static boolean isOfThatTrace(Spans.Seen seen) {
        return HexFormat.of().formatHex(seen.span().getTraceId().toByteArray()).equals("5".repeat(32));
    }

    private List<Spans.Seen> withRoute() {
        return spans.all().stream()
                .filter(seen -> seen.span().getName().startsWith("GET /cases/{"))
                .toList();
    }

    @Test
    void a_number_that_a_service_says_again_in_an_error_is_found() {
        Answer refused = reader.get("/cases/" + number);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(found(evidence.items(), "problem")).contains("number (plain)");
    }

    @Test
    void a_name_in_an_answer_or_an_error_text_is_found() throws Exception {
        try (StandIn standIn = new StandIn()
                .says("/answer", 200, "{\"note\":\"" + victim + "\"}")
                .says("/refusal", 422, "{\"kind\":\"invalid\",\"detail\":\"no record of " + victim + "\"}")) {
            reader.at(standIn.url()).get("/answer");
            reader.at(standIn.url()).get("/refusal");
        }
        assertThat(found(evidence.items(), "http")).contains("name (plain)");
        assertThat(found(evidence.items(), "problem")).contains("name (plain)");
    }

    @Test
    void a_name_in_a_label_of_a_metric_is_found() throws Exception {
        String label = "tessera_refusals_total{reason=\"" + victim + "\",service=\"planted\"} 1.0\n";
        try (StandIn standIn = new StandIn().says("/q/metrics", 200, label)) {
            evidence.add(Collector.metrics(reader, standIn.url()));
        }
        assertThat(found(evidence.items(), "metrics")).contains("name (plain)");
    }

    private List<String> found(List<Evidence.Item> items, String kind) {
        return items.stream()
                .filter(item -> item.kind().equals(kind))
                .flatMap(item -> needles.in(item.bytes()).stream())
                .toList();
    }

    private byte[] disguised() {
        return Base64.getEncoder().encode(("{\"note\":\"" + victim + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private void plantInTopic(byte[] bytes) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                world.kafka().administratorSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(CHANNEL, bytes, bytes)).get(20, TimeUnit.SECONDS);
        }
    }
}
