package org.tessera.envelope;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MessageType;

/**
 * The signature of a message: a detached JWS (RFC 7515 appendix F, ES256) over everything that gives it its meaning, also
 * its topic and key, so that it cannot be replayed elsewhere. The sending domain vouches for its acting user with it.
 */
public final class Signatures {
    private Signatures() {}

    /**
     * Makes the envelope of a message.
     *
     * @param writer client id of the signer; becomes source and {@code kid}
     * @param channel the topic it goes to
     * @param key its Kafka key
     * @param payload the exact bytes of its value
     */
    public static Envelope sign(
            EventId id,
            MessageType type,
            String writer,
            Instant time,
            @Nullable Actor actor,
            @Nullable String project,
            String channel,
            String key,
            byte[] payload,
            PrivateKey signingKey) {
        Envelope unsigned = new Envelope(id, type.typeName(), writer, null, time, actor, project, "", null);
        String signature = DetachedJws.sign(statement(unsigned, channel, key, payload), writer, signingKey);
        return new Envelope(id, type.typeName(), writer, null, time, actor, project, signature, null);
    }

    /**
     * Checks the signature of a received message.
     *
     * @param channel the topic it was read from
     * @param key its Kafka key
     * @param payload the exact bytes of its value
     * @param signingKeys public keys of {@code envelope.writer()}, one of which must have signed
     * @throws InvalidEnvelope "signature-wrong" when anything of it was changed or another key signed it
     */
    public static void verify(
            Envelope envelope, String channel, String key, byte[] payload, Collection<PublicKey> signingKeys)
            throws InvalidEnvelope {
        byte[] statement = statement(envelope, channel, key, payload);
        if (!DetachedJws.verify(statement, envelope.signature(), envelope.writer(), signingKeys)) {
            throw new InvalidEnvelope("signature-wrong");
        }
    }

    /** "sha256:" and the hex digest of the bytes. */
    public static String digest(byte[] bytes) {
        return Digests.prefixed(bytes);
    }

    private static byte[] statement(Envelope envelope, String channel, String key, byte[] payload) {
        Map<String, String> signed = new TreeMap<>();
        signed.put("id", envelope.id().toString());
        signed.put("type", envelope.type());
        signed.put("source", envelope.writer());
        signed.put("time", envelope.time().toString());
        signed.put("channel", channel);
        signed.put("key", key);
        signed.put("digest", Digests.prefixed(payload));
        if (envelope.subject() != null) {
            signed.put("subject", envelope.subject());
        }
        if (envelope.project() != null) {
            signed.put("project", envelope.project());
        }
        Actor actor = envelope.actor();
        if (actor != null) {
            signed.put("actorSubject", actor.subject());
            signed.put("actorRealm", actor.realm());
        }
        return ContractJson.text(signed).getBytes(StandardCharsets.UTF_8);
    }
}
