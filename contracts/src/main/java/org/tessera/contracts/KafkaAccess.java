package org.tessera.contracts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Kafka's topics and access rules, made from the channels. A principal is a client id; its consumer group and its
 * transactional id are called like it. Whatever is not listed is forbidden.
 */
public final class KafkaAccess {
    /**
     * How much longer than its topic's retention a message may stay at most: Kafka deletes whole segments, and by itself
     * begins a new one after seven days only.
     */
    public static final Duration SEGMENT = Duration.ofHours(6);

    /**
     * What a partner's client may write, bytes per second and broker: 35,000 persons with five tokens, more than
     * {@code data-partner} makes and four times what the broker stores, and room for the others.
     */
    public static final int PARTNER_BYTES_PER_SECOND = 8 << 20;

    private KafkaAccess() {}

    /**
     * A topic.
     *
     * @param name its name
     * @param retention how long a message is kept, and {@link #SEGMENT} longer at most
     */
    public record Topic(String name, Duration retention) {}

    /** Kinds of things that access is given to. */
    public enum Resource {
        TOPIC,
        GROUP,
        TRANSACTIONAL_ID
    }

    /** What may be done; named as in Kafka. */
    public enum Operation {
        READ,
        WRITE,
        DESCRIBE
    }

    /**
     * One permission.
     *
     * @param principal a client id
     * @param resource kind of the thing
     * @param name its literal name
     * @param operation what the principal may do
     */
    public record Binding(String principal, Resource resource, String name, Operation operation) {}

    /** Every topic. */
    public static List<Topic> topics() {
        return Channels.load().all().stream()
                .map(channel -> new Topic(channel.name(), channel.retention()))
                .toList();
    }

    /** The client ids that channels.yaml names, without the partners. */
    public static Set<String> services() {
        Set<String> services = new TreeSet<>();
        for (Channel channel : Channels.load().all()) {
            services.addAll(channel.writers());
            services.addAll(channel.readers());
        }
        services.removeIf(name -> name.endsWith("*"));
        return services;
    }

    /** Whether a client of that id has anything to do here: a service, or a partner, also one that has left. */
    public static boolean isClient(String name) {
        return !Channels.load().readBy(name).isEmpty()
                || !Channels.load().writtenBy(name).isEmpty();
    }

    /**
     * Every permission.
     *
     * @param partners client ids of the partners that there are, "partner-north"
     */
    public static List<Binding> bindings(List<String> partners) {
        Set<String> principals = services();
        principals.addAll(partners);
        List<Binding> bindings = new ArrayList<>();
        for (String principal : principals) {
            Channels.load().writtenBy(principal).forEach(channel -> {
                bindings.add(new Binding(principal, Resource.TOPIC, channel.name(), Operation.WRITE));
                bindings.add(new Binding(principal, Resource.TOPIC, channel.name(), Operation.DESCRIBE));
            });
            Channels.load().readBy(principal).forEach(channel -> {
                bindings.add(new Binding(principal, Resource.TOPIC, channel.name(), Operation.READ));
                bindings.add(new Binding(principal, Resource.TOPIC, channel.name(), Operation.DESCRIBE));
            });
            if (!Channels.load().readBy(principal).isEmpty()) {
                bindings.add(new Binding(principal, Resource.GROUP, principal, Operation.READ));
                bindings.add(new Binding(principal, Resource.GROUP, principal, Operation.DESCRIBE));
            }
            if (!Channels.load().writtenBy(principal).isEmpty()) {
                bindings.add(new Binding(principal, Resource.TRANSACTIONAL_ID, principal, Operation.WRITE));
                bindings.add(new Binding(principal, Resource.TRANSACTIONAL_ID, principal, Operation.DESCRIBE));
            }
        }
        return bindings.stream().distinct().toList();
    }
}
