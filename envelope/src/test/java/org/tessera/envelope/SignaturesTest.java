package org.tessera.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MessageType;

class SignaturesTest {
    private static final byte[] PAYLOAD = "{\"requestId\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    private static final String CHANNEL = "enclave.match-requests.v1";
    private final KeyPair pair = Keys.generate();
    private final Envelope envelope = Signatures.sign(
            EventId.random(),
            MessageType.MATCH_REQUEST,
            "clinical-enclave",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            new Actor("subject-1", "enclave"),
            "project-1",
            CHANNEL,
            "key-1",
            PAYLOAD,
            pair.getPrivate());

    @Test
    void what_was_signed_is_read_back_from_its_headers_and_verified() throws InvalidEnvelope {
        Envelope read = Envelope.read(envelope.traced("00-aa-bb-01").headers());
        assertThat(read).isEqualTo(envelope.traced("00-aa-bb-01"));
        Signatures.verify(read, CHANNEL, "key-1", PAYLOAD, List.of(pair.getPublic()));
    }

    @Test
    void a_change_of_any_signed_header_is_found() {
        Map<String, String> others = Map.of(
                "ce_id", EventId.random().toString(),
                "ce_type", "org.tessera.match-cancellation.v1",
                "ce_source", "urn:tessera:client:imaging-commons",
                "ce_time", "2026-01-02T03:04:06Z",
                "ce_subject", "added",
                "ce_project", "project-2",
                "ce_actorsubject", "subject-2",
                "ce_actorrealm", "commons",
                "ce_signature", envelope.signature().replaceFirst("\\.\\.(..)", "..AA"));
        others.forEach((header, other) -> {
            Map<String, String> headers = new LinkedHashMap<>(envelope.headers());
            headers.put(header, other);
            refused(headers, CHANNEL, "key-1", PAYLOAD);
        });
    }

    @Test
    void headers_that_no_store_takes_are_malformed() {
        for (String name :
                List.of("ce_subject", "ce_actorsubject", "ce_actorrealm", "ce_project", "ce_type", "traceparent")) {
            for (String value : List.of("nul \u0000", "two\nlines", "x".repeat(1025))) {
                Map<String, String> headers = new LinkedHashMap<>(envelope.headers());
                headers.put(name, value);
                assertThatThrownBy(() -> Envelope.read(headers)).hasMessage("header-malformed:" + name);
            }
        }
    }

    @Test
    void a_message_cannot_be_replayed_to_another_topic_or_key_or_with_another_payload() {
        refused(envelope.headers(), "broker.match-results.v1", "key-1", PAYLOAD);
        refused(envelope.headers(), CHANNEL, "key-2", PAYLOAD);
        for (int i = 0; i < PAYLOAD.length; i++) {
            byte[] changed = PAYLOAD.clone();
            changed[i] ^= 1;
            refused(envelope.headers(), CHANNEL, "key-1", changed);
        }
    }

    @Test
    void another_key_an_absent_signature_and_another_algorithm_are_refused() {
        KeyPair other = Keys.generate();
        assertThatThrownBy(() -> Signatures.verify(envelope, CHANNEL, "key-1", PAYLOAD, List.of(other.getPublic())))
                .isInstanceOf(InvalidEnvelope.class)
                .hasMessage("signature-wrong");
        Map<String, String> headers = new LinkedHashMap<>(envelope.headers());
        headers.put("ce_signature", "eyJhbGciOiJub25lIn0..");
        refused(headers, CHANNEL, "key-1", PAYLOAD);
        String numberedKey = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"ES256\",\"kid\":1}".getBytes(StandardCharsets.UTF_8));
        headers.put("ce_signature", envelope.signature().replaceFirst("^[^.]+", numberedKey));
        refused(headers, CHANNEL, "key-1", PAYLOAD);
        headers.put("ce_signature", envelope.signature().replaceFirst("\\.\\.", "*.."));
        refused(headers, CHANNEL, "key-1", PAYLOAD);
        headers.remove("ce_signature");
        assertThatThrownBy(() -> Envelope.read(headers)).hasMessage("header-missing:ce_signature");
    }

    @Test
    void a_malformed_header_is_named() {
        Map<String, String> wrong = Map.of(
                "ce_id", "header-malformed:ce_id",
                "ce_time", "header-malformed:ce_time",
                "ce_source", "header-malformed:ce_source",
                "ce_specversion", "spec-version-unknown",
                "ce_datacontenttype", "content-type-unknown");
        wrong.forEach((header, reason) -> {
            Map<String, String> headers = new LinkedHashMap<>(envelope.headers());
            headers.put(header, "garbage garbage");
            assertThatThrownBy(() -> Envelope.read(headers)).hasMessage(reason);
        });
    }

    private void refused(Map<String, String> headers, String channel, String key, byte[] payload) {
        assertThatThrownBy(() ->
                        Signatures.verify(Envelope.read(headers), channel, key, payload, List.of(pair.getPublic())))
                .as(headers.toString())
                .isInstanceOf(InvalidEnvelope.class);
    }
}
