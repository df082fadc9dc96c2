package org.tessera.deploy.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.tessera.contracts.KafkaAccess;

/** Puts the topics and access rules made from channels.yaml into Kafka: what is not in the list cannot be touched. */
public final class AccessRules {
    private static final Optional<Integer> PARTITIONS = Optional.of(3);

    private AccessRules() {}

    /** Creates what is missing, for the services and these partners. */
    public static void apply(Admin admin, List<String> partners)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> there = admin.listTopics().names().get(15, TimeUnit.SECONDS);
        List<NewTopic> missing = KafkaAccess.topics().stream()
                .filter(topic -> !there.contains(topic.name()))
                .map(AccessRules::topic)
                .toList();
        admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        List<AclBinding> rules =
                KafkaAccess.bindings(partners).stream().map(AccessRules::rule).toList();
        admin.createAcls(rules).all().get(30, TimeUnit.SECONDS);
    }

    private static NewTopic topic(KafkaAccess.Topic topic) {
        String retention = Long.toString(topic.retention().toMillis());
        // As many replicas as the brokers say by themselves: one at home, three in a cluster.
        return new NewTopic(topic.name(), PARTITIONS, Optional.empty()).configs(Map.of("retention.ms", retention));
    }

    private static AclBinding rule(KafkaAccess.Binding binding) {
        ResourceType type = ResourceType.fromString(binding.resource().name());
        return new AclBinding(
                new ResourcePattern(type, binding.name(), PatternType.LITERAL),
                new AccessControlEntry(
                        "User:" + binding.principal(),
                        "*",
                        AclOperation.fromString(binding.operation().name()),
                        AclPermissionType.ALLOW));
    }
}
