package org.tessera.endtoend.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;

/** Topics and Kafka's access rules out of channels.yaml: what is not in the list cannot be touched. */
final class AccessRules {
    private static final Optional<Integer> PARTITIONS = Optional.of(3);

    private final List<String> clients;

    /** Rules for the four services and these partners. */
    AccessRules(List<String> partners) {
        this.clients = Stream.concat(ServiceSpec.all().stream().map(ServiceSpec::clientId), partners.stream())
                .toList();
    }

    /** Creates what is missing. */
    void apply(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> there = admin.listTopics().names().get(15, TimeUnit.SECONDS);
        List<NewTopic> missing = Channels.load().all().stream()
                .filter(channel -> !there.contains(channel.name()))
                .map(AccessRules::topic)
                .toList();
        admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        admin.createAcls(rules()).all().get(30, TimeUnit.SECONDS);
    }

    private static NewTopic topic(Channel channel) {
        Map<String, String> settings = new HashMap<>();
        settings.put("retention.ms", Long.toString(channel.retention().toMillis()));
        return new NewTopic(channel.name(), PARTITIONS, Optional.of((short) 1)).configs(settings);
    }

    /** Every rule: who may write or read which topic, and each client's own consumer groups. */
    List<AclBinding> rules() {
        List<AclBinding> rules = new ArrayList<>();
        for (String client : clients) {
            Channels.load()
                    .writtenBy(client)
                    .forEach(channel -> rules.add(topicRule(client, channel, AclOperation.WRITE)));
            List<Channel> read = Channels.load().readBy(client);
            read.forEach(channel -> rules.add(topicRule(client, channel, AclOperation.READ)));
            if (!read.isEmpty()) {
                ResourcePattern own = new ResourcePattern(ResourceType.GROUP, client, PatternType.PREFIXED);
                rules.add(new AclBinding(own, allow(client, AclOperation.READ)));
            }
        }
        return rules;
    }

    private static AclBinding topicRule(String client, Channel channel, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, channel.name(), PatternType.LITERAL), allow(client, operation));
    }

    private static AccessControlEntry allow(String client, AclOperation operation) {
        return new AccessControlEntry("User:" + client, "*", operation, AclPermissionType.ALLOW);
    }
}
