package org.tessera.partner.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Envelope;
import org.tessera.partner.table.Refusal;

/** Kafka, with an idempotent producer; with OAUTHBEARER (client credentials at Keycloak) unless the mesh is plain, as in tests. */
public final class KafkaWire implements Wire {
    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private final Producer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    KafkaWire(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Connects without any login.
     *
     * @param bootstrap host:port of the brokers
     */
    public static KafkaWire plain(String bootstrap) throws Refusal {
        return connect(settings(bootstrap));
    }

    /**
     * Connects as the partner's client.
     *
     * @param bootstrap host:port of the brokers
     * @param keycloak base URL of Keycloak; the token comes from its realm "mesh"
     * @param clientId the partner's client, "partner-..."
     * @param clientSecret its secret
     * @param tls whether Kafka speaks TLS; its certificate is held against the trust store of this JVM
     * @throws Refusal when Keycloak does not let the client in, or is away
     */
    public static KafkaWire authenticated(
            String bootstrap, String keycloak, String clientId, String clientSecret, boolean tls)
            throws Refusal, InterruptedException {
        String tokenUrl = keycloak.replaceAll("/+$", "") + "/realms/mesh/protocol/openid-connect/token";
        Login.attempt(tokenUrl, clientId, clientSecret);
        System.setProperty(ALLOWED_URLS, tokenUrl);
        Map<String, Object> settings = settings(bootstrap);
        settings.put("security.protocol", tls ? "SASL_SSL" : "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "OAUTHBEARER");
        settings.put("sasl.oauthbearer.token.endpoint.url", tokenUrl);
        settings.put(
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId=\""
                        + quoted(clientId) + "\" clientSecret=\"" + quoted(clientSecret) + "\";");
        return connect(settings);
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static KafkaWire connect(Map<String, Object> settings) throws Refusal {
        try {
            return new KafkaWire(new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
        } catch (KafkaException e) {
            throw new Refusal(
                    "There is no way to Kafka at " + settings.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)
                            + ": is that host:port, and a host that is known here?",
                    e);
        }
    }

    private static Map<String, Object> settings(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 20_000);
        return settings;
    }

    @Override
    public void reach(String channel) throws IOException {
        try {
            producer.partitionsFor(channel);
        } catch (KafkaException e) {
            throw notSent(e);
        }
    }

    @Override
    public void send(String channel, String key, Envelope envelope, byte[] payload) throws IOException {
        rethrow();
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(channel, key, payload);
        envelope.headers().forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            var _ = producer.send(message, (position, exception) -> {
                if (exception != null) {
                    failure.compareAndSet(null, exception);
                }
            });
        } catch (KafkaException e) {
            throw notSent(e);
        }
    }

    @Override
    public void flush() throws IOException {
        producer.flush();
        rethrow();
    }

    private void rethrow() throws IOException {
        Exception seen = failure.get();
        if (seen != null) {
            throw notSent(seen);
        }
    }

    private static IOException notSent(Exception cause) {
        return new IOException(
                cause instanceof TimeoutException
                        ? "Kafka does not answer, or has no such channel."
                        : "Kafka did not take the message: " + cause.getClass().getSimpleName() + ".",
                cause);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
