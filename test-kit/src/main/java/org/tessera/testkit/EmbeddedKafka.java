package org.tessera.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker (KRaft) inside this JVM, on free ports of 127.0.0.1: one listener without a lock, and one at which a
 * client logs in with a token of the realm {@code mesh} (OAUTHBEARER), as in production. A service in a Quarkus test uses
 * the first: Java's SASL providers are one per JVM, and broker and service have different class loaders.
 */
final class EmbeddedKafka {
    private static final int PARTITIONS = 2;

    private final KafkaRaftServer server;
    private final String bootstrap;
    private final String authenticated;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrap, String authenticated) {
        this.server = server;
        this.bootstrap = bootstrap;
        this.authenticated = authenticated;
    }

    /** Formats the folder and starts; returns when the broker answers. The issuer has to be up. */
    static EmbeddedKafka start(Path folder, String issuer) {
        String broker = "127.0.0.1:" + freePort();
        String secure = "127.0.0.1:" + freePort();
        String controller = "127.0.0.1:" + freePort();
        format(folder);
        String connect = issuer + "/protocol/openid-connect";
        System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", connect + "/certs," + connect + "/token");
        Map<String, Object> properties = properties(folder, controller);
        properties.put("listeners", "BROKER://" + broker + ",SECURE://" + secure + ",CONTROLLER://" + controller);
        properties.put("advertised.listeners", "BROKER://" + broker + ",SECURE://" + secure);
        properties.putAll(tokens(issuer));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, broker, secure);
    }

    private static Map<String, Object> tokens(String issuer) {
        String listener = "listener.name.secure.";
        return Map.of(
                listener + "sasl.enabled.mechanisms",
                "OAUTHBEARER",
                listener + "oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;",
                listener + "oauthbearer.sasl.server.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler",
                listener + "sasl.oauthbearer.jwks.endpoint.url",
                issuer + "/protocol/openid-connect/certs",
                listener + "sasl.oauthbearer.expected.issuer",
                issuer,
                listener + "sasl.oauthbearer.expected.audience",
                "kafka",
                listener + "sasl.oauthbearer.sub.claim.name",
                "client_id");
    }

    String bootstrap() {
        return bootstrap;
    }

    /** Where a client of the realm {@code mesh} logs in. */
    String authenticated() {
        return authenticated;
    }

    void createTopics(Set<String> names) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            List<NewTopic> topics = names.stream()
                    .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics could not be created", e);
        }
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's folder could not be formatted", e);
        }
    }

    private static Map<String, Object> properties(Path folder, String controller) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + controller);
        properties.put("listener.security.protocol.map", "BROKER:PLAINTEXT,SECURE:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "BROKER");
        properties.put("log.dirs", folder.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("log.cleaner.enable", "false");
        return properties;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
