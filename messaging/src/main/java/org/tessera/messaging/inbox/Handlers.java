package org.tessera.messaging.inbox;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tessera.contracts.Payload;
import org.tessera.messaging.MessageHandler;
import org.tessera.messaging.Received;

/** Who handles what: one bean for a kind of message on a channel. */
@Singleton
final class Handlers {
    private record Kind(String channel, Class<? extends Payload> payload) {}

    private final Map<Kind, MessageHandler<?>> handlers = new HashMap<>();

    Handlers(@All List<MessageHandler<?>> beans) {
        for (MessageHandler<?> handler : beans) {
            for (String channel : handler.channels()) {
                if (handlers.put(new Kind(channel, handler.payload()), handler) != null) {
                    throw new IllegalStateException(
                            "two handlers of " + handler.payload().getSimpleName() + " on " + channel);
                }
            }
        }
    }

    Optional<MessageHandler<?>> find(String channel, Payload payload) {
        return Optional.ofNullable(handlers.get(new Kind(channel, payload.getClass())));
    }

    static <P extends Payload> void handle(MessageHandler<P> handler, Received<?> message) {
        handler.handle(new Received<>(
                message.id(),
                message.channel(),
                message.writer(),
                message.sentAt(),
                message.actor(),
                message.project(),
                message.redriven(),
                handler.payload().cast(message.payload())));
    }
}
