package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.MessageTypes;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Signatures;
import org.tessera.envelope.TrustedKeys;

/** The tests find what is wrong with a message, one fault at a time. */
class ViolationTest {
    private static final String TOPIC = "enclave.match-requests.v1";
    private static final String WRITER = "clinical-enclave";

    private final Channel channel = Channels.load().require(TOPIC);

    @TempDir
    private Path folder = Path.of("");

    private Optional<TrustedKeys> keys = Optional.empty();

    @BeforeEach
    void createKeys() throws Exception {
        Keys.create(WRITER, folder.resolve(WRITER), folder.resolve("public"));
        Keys.create("honest-broker", folder.resolve("honest-broker"), folder.resolve("public"));
        keys = Optional.of(new TrustedKeys(folder.resolve("public")));
    }

    private static byte[] golden() throws Exception {
        try (var in = ViolationTest.class.getResourceAsStream("/org/tessera/contracts/golden/match-request.v1.json")) {
            return in.readAllBytes();
        }
    }

    private ConsumerRecord<String, byte[]> message(String writer, String type, byte[] signed, byte[] sent)
            throws Exception {
        MessageType kind = MessageTypes.shortNamed(type).orElseThrow();
        Envelope envelope = Signatures.sign(
                EventId.random(),
                kind,
                writer,
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null,
                TOPIC,
                "key",
                signed,
                Keys.readPrivate(folder.resolve(writer).resolve(Keys.SIGNING)));
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(TOPIC, 0, 0, "key", sent);
        envelope.headers().forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private Optional<String> violation(ConsumerRecord<String, byte[]> message) {
        return MessagesTest.violation(channel, message, keys);
    }

    @Test
    void a_good_message_has_none() throws Exception {
        assertThat(violation(message(WRITER, "match-request.v1", golden(), golden())))
                .isEmpty();
    }

    @Test
    void bytes_without_headers_are_no_message() {
        assertThat(violation(new ConsumerRecord<>(TOPIC, 0, 0, "key", new byte[] {1})))
                .hasValueSatisfying(what -> assertThat(what).startsWith("header-missing"));
    }

    @Test
    void a_writer_keeps_to_its_channels() throws Exception {
        assertThat(violation(message("honest-broker", "match-request.v1", golden(), golden())))
                .hasValueSatisfying(what -> assertThat(what).contains("may not write here"));
    }

    @Test
    void a_kind_keeps_to_its_channel() throws Exception {
        assertThat(violation(message(WRITER, "upload-decision.v1", golden(), golden())))
                .hasValueSatisfying(what -> assertThat(what).contains("no place here"));
    }

    @Test
    void content_keeps_to_its_schema() throws Exception {
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(violation(message(WRITER, "match-request.v1", empty, empty)))
                .hasValueSatisfying(what -> assertThat(what).startsWith("against the schema"));
    }

    @Test
    void what_was_changed_under_way_has_another_signature() throws Exception {
        byte[] changed = (new String(golden(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        assertThat(violation(message(WRITER, "match-request.v1", golden(), changed)))
                .isPresent();
    }

    @Test
    void a_header_without_a_value_is_named() throws Exception {
        ConsumerRecord<String, byte[]> message = message(WRITER, "match-request.v1", golden(), golden());
        message.headers().remove("ce_time").add("ce_time", null);
        assertThat(violation(message)).contains("header-missing:ce_time");
    }

    @Test
    void a_message_without_content_is_none() throws Exception {
        ConsumerRecord<String, byte[]> full = message(WRITER, "match-request.v1", golden(), golden());
        ConsumerRecord<String, byte[]> empty = new ConsumerRecord<>(TOPIC, 0, 0, "key", null);
        full.headers().forEach(empty.headers()::add);
        assertThat(violation(empty)).contains("no content");
    }
}
