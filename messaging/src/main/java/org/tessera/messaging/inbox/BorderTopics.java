package org.tessera.messaging.inbox;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;

/** Tells the consumer its topics: what channels.yaml lets this client read, so that nothing is listed twice. */
public final class BorderTopics implements ConfigSourceFactory {
    private static final int ORDINAL = 120;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue client = context.getValue("tessera.client-id");
        if (client == null || client.getValue() == null) {
            return List.of();
        }
        String topics = Channels.load().readBy(client.getValue()).stream()
                .map(Channel::name)
                .collect(Collectors.joining(","));
        return List.of(new PropertiesConfigSource(
                Map.of("mp.messaging.incoming.border-in.topics", topics), "channels.yaml", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
