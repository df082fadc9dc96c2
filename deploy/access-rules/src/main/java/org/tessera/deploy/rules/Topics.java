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

/**
 * The topics of channels.yaml, and how long each keeps its messages. None is bounded by its size: Kafka would make room by
 * deleting what nobody has read, opt-outs of other partners among it.
 */
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
                .map(topic -> new NewTopic(topic.name(), Optional.empty(), Optional.empty()).configs(kept(topic)))
                .toList();
        admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        keepAsLongAsTheListSays(
                admin,
                KafkaAccess.topics().stream()
                        .filter(topic -> there.contains(topic.name()))
                        .collect(Collectors.toMap(
                                topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), Topics::kept)));
    }

    private static void keepAsLongAsTheListSays(Admin admin, Map<ConfigResource, Map<String, String>> wanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<ConfigResource, Config> now =
                admin.describeConfigs(wanted.keySet()).all().get(30, TimeUnit.SECONDS);
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        wanted.forEach((topic, settings) -> {
            Config config = now.get(topic);
            Collection<AlterConfigOp> changed = settings.entrySet().stream()
                    .filter(setting -> config == null
                            || !setting.getValue()
                                    .equals(config.get(setting.getKey()).value()))
                    .map(setting -> new AlterConfigOp(
                            new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            if (!changed.isEmpty()) {
                changes.put(topic, changed);
            }
        });
        admin.incrementalAlterConfigs(changes).all().get(30, TimeUnit.SECONDS);
    }

    private static Map<String, String> kept(KafkaAccess.Topic topic) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG, Long.toString(KafkaAccess.SEGMENT.toMillis()));
    }
}
