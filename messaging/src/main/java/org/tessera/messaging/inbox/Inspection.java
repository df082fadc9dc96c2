package org.tessera.messaging.inbox;

import jakarta.inject.Singleton;
import java.io.IOException;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MessageType;
import org.tessera.contracts.MessageTypes;
import org.tessera.contracts.Payload;
import org.tessera.envelope.Envelope;
import org.tessera.envelope.InvalidEnvelope;
import org.tessera.envelope.Signatures;
import org.tessera.messaging.Limits;
import org.tessera.messaging.SchemaCheck;
import org.tessera.messaging.ServiceKeys;

/** Every check a message passes before a handler sees it: size, headers, kind, writer, signature, schema. */
@Singleton
final class Inspection {
    private final Channels channels;
    private final ServiceKeys keys;
    private final SchemaCheck schemas;

    Inspection(Channels channels, ServiceKeys keys, SchemaCheck schemas) {
        this.channels = channels;
        this.keys = keys;
        this.schemas = schemas;
    }

    /** A message that passed; {@code digest} is that of its exact bytes. */
    record Passed(Envelope envelope, Payload payload, String digest) {}

    Passed inspect(Arrived arrived) throws Wrong {
        byte[] bytes = arrived.payload();
        if (bytes == null) {
            throw new Wrong("value-missing");
        }
        if (bytes.length > Limits.MESSAGE_BYTES) {
            throw new Wrong("too-large");
        }
        try {
            Envelope envelope = Envelope.read(arrived.texts());
            MessageType type = type(envelope, arrived.channel());
            Signatures.verify(
                    envelope, arrived.channel(), arrived.keyText(), bytes, keys.signingKeysOf(envelope.writer()));
            return new Passed(envelope, payload(type, bytes), Signatures.digest(bytes));
        } catch (InvalidEnvelope e) {
            throw new Wrong(e.reason());
        } catch (IllegalArgumentException e) {
            throw new Wrong("writer-unknown");
        }
    }

    private MessageType type(Envelope envelope, String topic) throws Wrong {
        Channel channel = channels.require(topic);
        MessageType type = MessageTypes.named(envelope.type()).orElseThrow(() -> new Wrong("type-unknown"));
        if (!channel.messages().contains(type)) {
            throw new Wrong("type-not-on-channel");
        }
        if (!channel.mayWrite(envelope.writer())) {
            throw new Wrong("writer-not-allowed");
        }
        return type;
    }

    private Payload payload(MessageType type, byte[] bytes) throws Wrong {
        if (schemas.violation(type, bytes).isPresent()) {
            throw new Wrong("schema-violated");
        }
        try {
            return ContractJson.read(bytes, type.payload());
        } catch (IOException e) {
            throw new Wrong("not-readable");
        }
    }
}
