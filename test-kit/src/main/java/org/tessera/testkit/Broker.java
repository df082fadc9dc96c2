package org.tessera.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One Kafka broker (KRaft) on free ports of 127.0.0.1, inside this JVM or in a container: one listener without a lock, and
 * one at which a client logs in with a token of the realm {@code mesh} (OAUTHBEARER), as in production. A service in a
 * Quarkus test uses the first: Java's SASL providers are one per JVM, and broker and service have different class loaders.
 */
final class Broker {
    private static final int PARTITIONS = 2;

    private final String plain = "127.0.0.1:" + FreePorts.next();
    private final String secure = "127.0.0.1:" + FreePorts.next();
    private final String controller = "127.0.0.1:" + FreePorts.next();
    private final String connect;
    private final Map<String, String> properties;
    private Runnable stop = () -> {};

    private Broker(String folder, String issuer) {
        this.connect = issuer + "/protocol/openid-connect";
        this.properties = new HashMap<>(properties(folder, controller));
        properties.put("listeners", "BROKER://" + plain + ",SECURE://" + secure + ",CONTROLLER://" + controller);
        properties.put("advertised.listeners", "BROKER://" + plain + ",SECURE://" + secure);
        properties.putAll(tokens(issuer));
    }

    /** Starts and returns when the broker answers. The issuer has to be up. */
    static Broker start(Path folder, String issuer) {
        Broker broker;
        if (Containers.wanted()) {
            broker = new Broker(KafkaContainer.DATA, issuer);
            broker.stop = KafkaContainer.start(broker.properties, broker.allowedUrls(), broker.plain);
        } else {
            broker = new Broker(folder.toString(), issuer);
            System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", broker.allowedUrls());
            broker.stop = EmbeddedKafka.start(folder, broker.properties);
        }
        return broker;
    }

    private String allowedUrls() {
        return connect + "/certs," + connect + "/token";
    }

    private static Map<String, String> tokens(String issuer) {
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
        return plain;
    }

    /** Where a client of the realm {@code mesh} logs in. */
    String authenticated() {
        return secure;
    }

    void createTopics(Set<String> names) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", plain))) {
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
        stop.run();
    }

    private static Map<String, String> properties(String folder, String controller) {
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + controller);
        properties.put("listener.security.protocol.map", "BROKER:PLAINTEXT,SECURE:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "BROKER");
        properties.put("log.dirs", folder);
        // Who comes without a login is the super user; for all others rules count where there are any.
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:ANONYMOUS");
        properties.put("allow.everyone.if.no.acl.found", "true");
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
}
