package org.tessera.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MessageTypes;
import org.tessera.contracts.Payload;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.TransferPart;
import org.tessera.envelope.Actor;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.envelope.Parts;
import org.tessera.envelope.Signatures;

/** The other side of a border: writes messages as another client, good ones and bad ones. What stands in the topics is read with {@link Topics}. */
public final class Border implements AutoCloseable {
    private final String client;
    private final PrivateKey signingKey;
    private final KafkaProducer<String, byte[]> producer;

    private Border(String client, PrivateKey signingKey) {
        this.client = client;
        this.signingKey = signingKey;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestWorld.kafka(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Writes as this client, for example "clinical-enclave" or "partner-north". */
    public static Border as(String client) {
        try {
            return new Border(
                    client, Keys.readPrivate(TestWorld.privateKeys(client).resolve(Keys.SIGNING)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The public key that contents for a client are sealed to. */
    public static PublicKey sealingKeyOf(String client) {
        return new org.tessera.envelope.TrustedKeys(TestWorld.publicKeys())
                .sealingKey(client)
                .orElseThrow();
    }

    /** A client's private sealing key, to open what the service under test sealed to it. */
    public static PrivateKey privateSealingKeyOf(String client) {
        try {
            return Keys.readPrivate(TestWorld.privateKeys(client).resolve(Keys.SEALING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A good message of no person; returns when Kafka has it. */
    public EventId send(String channel, String key, Payload payload) {
        return send(channel, key, payload, null, null);
    }

    /** A good message that a person caused. */
    public EventId send(String channel, String key, Payload payload, @Nullable Actor actor, @Nullable String project) {
        ProducerRecord<String, byte[]> message = signed(EventId.random(), channel, key, payload, actor, project);
        sendRecord(message);
        return new EventId(java.util.UUID.fromString(
                new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)));
    }

    /** All parts of a large content; the message that carries the result has to follow with the same key. */
    public Transfer sendParts(
            String channel, String key, TransferId id, InputStream content, @Nullable PublicKey recipient) {
        try {
            return Parts.cut(
                    id, content, recipient, (index, data) -> send(channel, key, new TransferPart(id, index, data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A good message that is not yet sent: to be sent twice, or spoilt first. */
    public ProducerRecord<String, byte[]> signed(
            EventId id, String channel, String key, Payload payload, @Nullable Actor actor, @Nullable String project) {
        byte[] value = ContractJson.bytes(payload);
        Envelope envelope = Signatures.sign(
                id,
                MessageTypes.of(payload),
                client,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                actor,
                project,
                channel,
                key,
                value,
                signingKey);
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(channel, key, value);
        envelope.headers().forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    /** Whatever the test has made; returns when Kafka has it. */
    public void sendRecord(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the message", e);
        }
    }

    /** Bytes without any header: nobody can handle them. */
    public void sendGarbage(String channel, String key) {
        sendRecord(new ProducerRecord<>(channel, key, "not a message".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
