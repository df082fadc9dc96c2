package org.tessera.deploy.rules;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.tessera.contracts.KafkaAccess;

/** Puts the topics and access rules made from channels.yaml into Kafka: what is not in the list cannot be touched. */
public final class AccessRules {
    private AccessRules() {}

    /**
     * Makes Kafka as the list says, for the services and these partners: creates what is missing, corrects how long a
     * topic keeps its messages and how fast a partner may write, and takes away whatever else is allowed on the house's own topics, groups and transactional
     * ids. Rules on other names, on patterns, and rules that deny are somebody else's, and stay.
     *
     * @return the rules that were taken away
     * @throws IllegalArgumentException when a partner's id is none that channels.yaml has a place for; nothing has changed
     */
    public static List<AclBinding> apply(Admin admin, List<String> partners)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (String partner : partners) {
            if (!KafkaAccess.isClient(partner)) {
                throw new IllegalArgumentException("\"" + partner + "\" is no client id of a partner");
            }
        }
        Topics.apply(admin);
        Quotas.apply(admin, partners);
        Set<AclBinding> wanted =
                KafkaAccess.bindings(partners).stream().map(AccessRules::rule).collect(Collectors.toSet());
        admin.createAcls(wanted).all().get(30, TimeUnit.SECONDS);
        List<AclBinding> others = admin.describeAcls(AclBindingFilter.ANY).values().get(30, TimeUnit.SECONDS).stream()
                .filter(rule ->
                        rule.entry().permissionType() == AclPermissionType.ALLOW && isOfTheHouse(rule.pattern()))
                .filter(rule -> !wanted.contains(rule))
                .toList();
        admin.deleteAcls(others.stream().map(AclBinding::toFilter).toList())
                .all()
                .get(30, TimeUnit.SECONDS);
        return others;
    }

    private static boolean isOfTheHouse(ResourcePattern resource) {
        if (resource.patternType() != PatternType.LITERAL) {
            return false;
        }
        return switch (resource.resourceType()) {
            case TOPIC ->
                KafkaAccess.topics().stream().anyMatch(topic -> topic.name().equals(resource.name()));
            case GROUP, TRANSACTIONAL_ID -> KafkaAccess.isClient(resource.name());
            default -> false;
        };
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
