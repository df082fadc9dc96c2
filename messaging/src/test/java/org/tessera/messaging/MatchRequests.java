package org.tessera.messaging;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.envelope.EventId;
import org.tessera.envelope.Keys;
import org.tessera.testkit.Border;

/** Match requests for tests. */
final class MatchRequests {
    private MatchRequests() {}

    static MatchRequest ofRelease(String release) {
        return new MatchRequest(
                MatchRequestId.random(),
                release,
                "2026.1",
                "hb-1",
                List.of("T1", "T2"),
                false,
                "eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2lnbmF0dXJl",
                Keys.publicJwk(Keys.generate().getPublic(), "request", "enc"),
                Instant.parse("2030-01-01T00:00:00Z"));
    }

    /** Under this event id, and so that it can be sent twice. */
    static ProducerRecord<String, byte[]> signed(Border enclave, EventId id, MatchRequest request) {
        return enclave.signed(id, MatchRequestsOfTheTest.CHANNEL, "key", request, null, null);
    }
}
