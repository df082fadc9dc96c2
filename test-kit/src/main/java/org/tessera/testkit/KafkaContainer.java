package org.tessera.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka in a container, with the very properties of the embedded one. It shares this machine's network, so that it listens
 * on 127.0.0.1 only and finds the tests' issuer there.
 */
final class KafkaContainer {
    static final String DATA = "/tmp/kafka-data";

    private static final String PROPERTIES = "/tmp/server.properties";

    private KafkaContainer() {}

    /** Starts and returns, when the broker answers at that address, how to stop it. */
    static Runnable start(Map<String, String> properties, String allowedUrls, String bootstrap) {
        String text = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
        String format =
                "/opt/kafka/bin/kafka-storage.sh format --cluster-id " + Uuid.randomUuid() + " --config " + PROPERTIES;
        String image = Containers.image("TESSERA_KAFKA_IMAGE", "apache/kafka:4.2.1");
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withEnv("KAFKA_OPTS", "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + allowedUrls)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx256m")
                .withCopyToContainer(Transferable.of(text.getBytes(StandardCharsets.UTF_8), 0644), PROPERTIES)
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("bash", "-c"))
                .withCommand(new String[] {format + " && exec /opt/kafka/bin/kafka-server-start.sh " + PROPERTIES});
        container.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInSameThread()
                .ignoreExceptions()
                .until(() -> answers(bootstrap));
        return container::stop;
    }

    private static boolean answers(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", 5000, "request.timeout.ms", 4000))) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        }
    }
}
