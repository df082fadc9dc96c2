package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.RealServers;
import org.tessera.testkit.TestWorld;

/** The settings every service logs in to Kafka with, tried on a broker that wants a token. */
class AuthenticatedKafkaTest {
    @BeforeAll
    static void servers() {
        assertThat(RealServers.configurationOf("honest-broker")).isNotEmpty();
    }

    @Test
    void a_client_logs_in_with_its_own_credentials_and_writes() throws Exception {
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                settings("secret-of-honest-broker"), new StringSerializer(), new ByteArraySerializer())) {
            assertThat(producer.send(new ProducerRecord<>("broker.ledger-heads.v1", "key", new byte[] {1}))
                            .get()
                            .hasOffset())
                    .isTrue();
        }
    }

    @Test
    void a_client_with_a_wrong_secret_does_not_get_in() {
        assertThatThrownBy(() -> {
                    try (Admin admin = Admin.create(settings("guessed"))) {
                        admin.listTopics().names().get();
                    }
                })
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown)
                                .isInstanceOf(ExecutionException.class)
                                .hasCauseInstanceOf(SaslAuthenticationException.class),
                        thrown -> assertThat(thrown).hasMessageContaining("Failed to create new KafkaAdminClient"));
    }

    /** What the shared defaults say under {@code kafka.}, as Quarkus hands it to every client. */
    private static Map<String, Object> settings(String secret) throws Exception {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(Sql.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()
                        .resolve("META-INF/microprofile-config.properties")
                        .toURL()))
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "keycloak.url",
                                TestWorld.keycloak(),
                                "kafka.bootstrap.servers",
                                TestWorld.kafkaWithLogin(),
                                "tessera.client-id",
                                "honest-broker",
                                "tessera.client-secret",
                                secret),
                        "test",
                        500))
                .build();
        Map<String, Object> settings = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("kafka.")) {
                settings.put(name.substring("kafka.".length()), config.getValue(name, String.class));
            }
        }
        return settings;
    }
}
