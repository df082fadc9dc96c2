package org.tessera.messaging;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;

/**
 * Keeps out of the metrics what would count persons: on some channels every message is somebody who withdrew. Kafka's own
 * meters, which count records by topic and in all, are off ({@code quarkus.micrometer.binder.kafka.enabled}). Wrong messages
 * are counted everywhere: they are rare, and a channel of withdrawals that does not work must wake somebody.
 */
@Singleton
final class QuietMeters {
    private static final Set<String> CROSSINGS = Set.of("tessera.messages.sent", "tessera.messages.received");

    @Produces
    @Singleton
    MeterFilter withoutPersons(Channels channels) {
        Set<String> personal = channels.all().stream()
                .filter(Channel::hasOneMessagePerPerson)
                .map(Channel::name)
                .collect(Collectors.toSet());
        return MeterFilter.deny(
                id -> CROSSINGS.contains(id.getName()) && personal.contains(String.valueOf(id.getTag("channel"))));
    }
}
