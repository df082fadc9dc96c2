package org.tessera.deploy.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.tessera.contracts.KafkaAccess;

/** The topics of channels.yaml, and how long each keeps its messages. */
final class Topics {
    private Topics() {}

    /**
     * Creates what is missing, with as many partitions and replicas as the brokers say by themselves. A topic that is there
     * keeps its partitions: with more of them, messages of one key could overtake each other.
     */
    static void apply(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> there = admin.listTopics().names().get(15, TimeUnit.SECONDS);
        List<NewTopic> missing = KafkaAccess.topics().stream()
                .filter(topic -> !there.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), Optional.empty(), Optional.empty())
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, millis(topic))))
                .toList();
        admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        keepAsLongAsTheListSays(
                admin,
                KafkaAccess.topics().stream()
                        .filter(topic -> there.contains(topic.name()))
                        .collect(Collectors.toMap(
                                topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), Topics::millis)));
    }

    private static void keepAsLongAsTheListSays(Admin admin, Map<ConfigResource, String> wanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<ConfigResource, Config> now =
                admin.describeConfigs(wanted.keySet()).all().get(30, TimeUnit.SECONDS);
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        wanted.forEach((topic, retention) -> {
            Config config = now.get(topic);
            if (config == null
                    || !retention.equals(
                            config.get(TopicConfig.RETENTION_MS_CONFIG).value())) {
                ConfigEntry entry = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, retention);
                changes.put(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
            }
        });
        admin.incrementalAlterConfigs(changes).all().get(30, TimeUnit.SECONDS);
    }

    private static String millis(KafkaAccess.Topic topic) {
        return Long.toString(topic.retention().toMillis());
    }
}
