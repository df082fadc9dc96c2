package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.TransferPart;
import org.tessera.endtoend.world.ServerProcess;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;
import org.tessera.envelope.Parts;

/**
 * A person is planted where somebody could let her slip, and what reads the real servers for the leak search must bring
 * her back: out of Kafka, out of the services' databases, out of a log, and over HTTP. No service of the house says a
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
    private final Evidence evidence = new Evidence();
    private final Person reader;
    private final Victim victim;

    PlantedLeaksTest(Travelled.Trip trip) throws IOException {
        this.scene = trip.scene();
        this.world = trip.world();
        this.collector = new Collector(world);
        this.reader = new Cast(world, Clock.systemUTC(), evidence).rosalind;
        this.victim = new Victim(scene.data());
    }

    @Test
    void a_name_in_a_topic_is_found_there_and_in_quarantine() throws Exception {
        plantInTopic(disguised());
        assertThat(victim.found(collector.topics(), "topic")).contains("name (base64)");
        await("the quarantine")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(victim.found(collector.quarantines(), "quarantine"))
                        .contains("name (base64)"));
    }

    @Test
    void what_is_around_a_message_is_found_in_quarantine() throws Exception {
        plantInTopic(
                CHANNEL,
                victim.address.getBytes(StandardCharsets.UTF_8),
                List.of(new RecordHeader("ce_note", victim.number.getBytes(StandardCharsets.UTF_8))),
                new byte[0]);
        await("the quarantine")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(victim.found(collector.quarantines(), "quarantine"))
                        .contains("address (plain)", "number (base64)"));
    }

    @Test
    void a_row_in_the_compressed_parts_of_a_plain_channel_is_found() throws Exception {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(content)) {
            zipped.write(("{\"case\":\"1\",\"note\":\"" + victim.name + "\"}\n").getBytes(StandardCharsets.UTF_8));
        }
        TransferId id = TransferId.random();
        List<String> parts = new ArrayList<>();
        Parts.cut(id, new ByteArrayInputStream(content.toByteArray()), null, (index, data) -> parts.add(data));
        byte[] part = ContractJson.bytes(new TransferPart(id, 0, parts.getFirst()));
        plantInTopic("commons.catalogue.v1", id.toString().getBytes(StandardCharsets.UTF_8), List.of(), part);
        List<Evidence.Item> topics = collector.topics().stream()
                .filter(item -> item.place().equals("commons.catalogue.v1"))
                .toList();
        assertThat(victim.found(topics, "topic")).contains("name (plain)");
    }

    @Test
    void an_encoding_and_a_token_in_a_topic_are_found() throws Exception {
        byte[] encoding = Encodings.all(scene, scene.data().clinicalRegister()).getFirst();
        byte[] token = Tokens.all(scene, scene.data().clinicalRegister()).getFirst();
        plantInTopic(("{\"clk\":\"" + Base64.getEncoder().encodeToString(encoding) + "\"}")
                .getBytes(StandardCharsets.US_ASCII));
        plantInTopic(("{\"T1\":\"" + HexFormat.of().formatHex(token) + "\"}").getBytes(StandardCharsets.US_ASCII));
        victim.needles.add("encoding", encoding);
        victim.needles.add("token", token);
        assertThat(victim.found(collector.topics(), "topic")).contains("encoding (base64)", "token (hex)");
    }

    @Test
    void a_token_in_a_table_is_found_also_inside_of_bytes() throws Exception {
        byte[] token = Tokens.all(scene, scene.data().imagingRegister()).getFirst();
        victim.needles.add("token", token);
        try (Connection connection = world.postgres().connect(ServiceSpec.COMMONS.database());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE planted AS SELECT token, convert_to('{\"T1\":\"' || encode(token, 'base64') || '\"}', 'UTF8') AS payload"
                            + " FROM (SELECT decode('" + HexFormat.of().formatHex(token)
                            + "', 'hex') AS token) AS known");
            try {
                assertThat(victim.found(collector.tables(), "table"))
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
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() ->
                            assertThat(victim.found(collector.logs(), "log")).contains("name (base64)"));
        } finally {
            talkative.stop(Duration.ofSeconds(5));
            Files.delete(talkative.log());
        }
    }

    @Test
    void a_number_that_a_service_says_again_in_an_error_is_found() {
        Answer refused = reader.get("/cases/" + victim.number);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(victim.found(evidence.items(), "problem")).contains("number (plain)");
    }

    @Test
    void a_name_in_an_answer_its_headers_or_an_error_text_is_found() throws Exception {
        try (StandIn standIn = new StandIn()
                .says("/header", "X-Note", victim.number)
                .says("/answer", 200, "{\"note\":\"" + victim.name + "\"}")
                .says("/refusal", 422, "{\"kind\":\"invalid\",\"detail\":\"no record of " + victim.name + "\"}")) {
            reader.at(standIn.url()).get("/header");
            reader.at(standIn.url()).get("/answer");
            reader.at(standIn.url()).get("/refusal");
        }
        assertThat(victim.found(evidence.items(), "http")).contains("name (plain)", "number (plain)");
        assertThat(victim.found(evidence.items(), "problem")).contains("name (plain)");
    }

    @Test
    void a_name_in_a_label_of_a_metric_is_found() throws Exception {
        String label = "tessera_refusals_total{reason=\"" + victim.name + "\",service=\"planted\"} 1.0\n";
        try (StandIn standIn = new StandIn().says("/q/metrics", 200, label)) {
            evidence.add(Collector.metrics(reader, "planted", standIn.url()));
        }
        assertThat(victim.found(evidence.items(), "metrics")).contains("name (plain)");
    }

    private byte[] disguised() {
        return Base64.getEncoder().encode(("{\"note\":\"" + victim.name + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private void plantInTopic(byte[] bytes) throws Exception {
        plantInTopic(CHANNEL, bytes, List.of(), bytes);
    }

    private void plantInTopic(String topic, byte[] key, List<Header> headers, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                world.kafka().administratorSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, null, key, value, headers))
                    .get(2, TimeUnit.MINUTES);
        }
    }
}
