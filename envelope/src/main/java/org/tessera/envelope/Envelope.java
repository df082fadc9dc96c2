package org.tessera.envelope;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a payload: the attributes of CloudEvents 1.0 in Kafka's binary mode, and the writer's signature.
 *
 * @param id identity of the message
 * @param type CloudEvents type, {@code MessageType.typeName()}
 * @param writer client id of the service or partner that vouches for the message
 * @param subject what the message is about, if the writer says; never an identifier of a person
 * @param time when it was made
 * @param actor the person the writer vouches for, if any
 * @param project the enclave's project it belongs to, if any
 * @param signature detached JWS, see {@link Signatures}
 * @param traceparent W3C trace context, if any; not signed
 */
public record Envelope(
        EventId id,
        String type,
        String writer,
        @Nullable String subject,
        Instant time,
        @Nullable Actor actor,
        @Nullable String project,
        String signature,
        @Nullable String traceparent) {
    /** Name of the trace header. */
    public static final String TRACEPARENT = "traceparent";

    private static final String SPEC_VERSION = "1.0";
    private static final String CONTENT_TYPE = "application/json";
    private static final String SOURCE_PREFIX = "urn:tessera:client:";
    /** Longer than any of ours; what is kept of it is indexed. */
    private static final int LONGEST = 1024;

    private static final Pattern CLIENT = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** The Kafka headers, name to UTF-8 text. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", SPEC_VERSION);
        headers.put("ce_id", id.toString());
        headers.put("ce_type", type);
        headers.put("ce_source", SOURCE_PREFIX + writer);
        headers.put("ce_time", time.toString());
        headers.put("ce_datacontenttype", CONTENT_TYPE);
        headers.put("ce_signature", signature);
        putIfThere(headers, "ce_subject", subject);
        putIfThere(headers, "ce_project", project);
        if (actor != null) {
            headers.put("ce_actorsubject", actor.subject());
            headers.put("ce_actorrealm", actor.realm());
        }
        putIfThere(headers, TRACEPARENT, traceparent);
        return headers;
    }

    private static void putIfThere(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    /** The same message with a trace context. */
    public Envelope traced(@Nullable String context) {
        return new Envelope(id, type, writer, subject, time, actor, project, signature, context);
    }

    /**
     * Reads the headers of a message. Headers it does not know are ignored; the signature is not yet checked.
     *
     * @param headers name to text; a header that came twice must be refused before, with "header-repeated"
     */
    public static Envelope read(Map<String, String> headers) throws InvalidEnvelope {
        if (!SPEC_VERSION.equals(required(headers, "ce_specversion"))) {
            throw new InvalidEnvelope("spec-version-unknown");
        }
        if (!CONTENT_TYPE.equals(required(headers, "ce_datacontenttype"))) {
            throw new InvalidEnvelope("content-type-unknown");
        }
        return new Envelope(
                id(required(headers, "ce_id")),
                required(headers, "ce_type"),
                writer(required(headers, "ce_source")),
                optional(headers, "ce_subject"),
                time(required(headers, "ce_time")),
                actor(headers),
                optional(headers, "ce_project"),
                required(headers, "ce_signature"),
                optional(headers, TRACEPARENT));
    }

    private static String required(Map<String, String> headers, String name) throws InvalidEnvelope {
        String value = optional(headers, name);
        if (value == null || value.isBlank()) {
            throw new InvalidEnvelope("header-missing:" + name);
        }
        return value;
    }

    private static @Nullable String optional(Map<String, String> headers, String name) throws InvalidEnvelope {
        String value = headers.get(name);
        if (value != null && (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl))) {
            throw new InvalidEnvelope("header-malformed:" + name);
        }
        return value;
    }

    private static EventId id(String text) throws InvalidEnvelope {
        try {
            return new EventId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidEnvelope("header-malformed:ce_id");
        }
    }

    private static String writer(String source) throws InvalidEnvelope {
        String client = source.startsWith(SOURCE_PREFIX) ? source.substring(SOURCE_PREFIX.length()) : "";
        if (!CLIENT.matcher(client).matches()) {
            throw new InvalidEnvelope("header-malformed:ce_source");
        }
        return client;
    }

    private static Instant time(String text) throws InvalidEnvelope {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidEnvelope("header-malformed:ce_time");
        }
    }

    private static @Nullable Actor actor(Map<String, String> headers) throws InvalidEnvelope {
        String subject = optional(headers, "ce_actorsubject");
        String realm = optional(headers, "ce_actorrealm");
        if (subject == null && realm == null) {
            return null;
        }
        if (subject == null || realm == null) {
            throw new InvalidEnvelope("header-malformed:actor");
        }
        return new Actor(subject, realm);
    }
}
