package org.tessera.envelope.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jose4j.keys.EllipticCurves;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.envelope.Actor;
import org.tessera.envelope.DetachedJws;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.envelope.ledger.LedgerEntry.Kind;

class CrossingAgreementTest {
    private static final String ENCLAVE = "clinical-enclave";
    private static final String BROKER = "honest-broker";
    private static final String TYPE = "org.tessera.match-request.v1";
    private static final Actor ROSE = new Actor("rose", "enclave");

    @TempDir
    private Path folder = Path.of(".");

    private Exports exports = new Exports(folder);

    @BeforeEach
    void everybody_has_keys() throws IOException {
        exports = new Exports(folder);
        exports.makeKeys(ENCLAVE, BROKER);
    }

    @Test
    void two_sides_that_recorded_another_type_actor_or_signature_are_found() throws IOException {
        String jws = DetachedJws.sign("content", ENCLAVE, exports.key(ENCLAVE));
        String another = DetachedJws.sign("content", ENCLAVE, exports.key(ENCLAVE));
        assertThat(compared(jws, TYPE, ROSE, jws)).contains("agree on 1 messages");
        assertThat(compared(jws, "org.tessera.match-result.v1", ROSE, jws)).contains("by the two (type).");
        assertThat(compared(jws, TYPE, new Actor("rosa", "enclave"), jws)).contains("by the two (actor).");
        assertThat(compared(jws, TYPE, null, jws)).contains("by the two (actor).");
        assertThat(compared(jws, TYPE, ROSE, another)).contains("by the two (signature).");
        assertThat(compared(jws, TYPE, ROSE, null)).contains("by the two (signature).");
    }

    @Test
    void who_passes_a_message_on_can_make_the_two_sides_disagree_by_no_other_form_of_its_signature()
            throws IOException {
        String jws = DetachedJws.sign("content", ENCLAVE, exports.key(ENCLAVE));
        String turned = turned(jws);
        assertThat(turned).isNotEqualTo(jws);
        assertThat(compared(jws, TYPE, ROSE, turned)).contains("agree on 1 messages");
    }

    /** The signature (r, n - s) for (r, s). */
    private static String turned(String jws) {
        int begin = jws.lastIndexOf('.') + 1;
        byte[] numbers = Base64.getUrlDecoder().decode(jws.substring(begin));
        byte[] s = EllipticCurves.P256
                .getOrder()
                .subtract(new BigInteger(1, Arrays.copyOfRange(numbers, 32, 64)))
                .toByteArray();
        Arrays.fill(numbers, 32, 64, (byte) 0);
        int length = Math.min(s.length, 32);
        System.arraycopy(s, s.length - length, numbers, 64 - length, length);
        return jws.substring(0, begin) + Base64.getUrlEncoder().withoutPadding().encodeToString(numbers);
    }

    private String compared(String sent, String type, @Nullable Actor actor, @Nullable String received)
            throws IOException {
        Path out = export(ENCLAVE, crossing(Direction.OUT, TYPE, ROSE, sent));
        Path in = export(BROKER, crossing(Direction.IN, type, actor, received));
        return exports.verify(out, in).said();
    }

    private Path export(String owner, LedgerEntry entry) throws IOException {
        return exports.write(owner, exports.chained(owner, List.of(entry)));
    }

    private static LedgerEntry crossing(Direction direction, String type, @Nullable Actor actor, @Nullable String jws) {
        return new LedgerEntry(
                1,
                Exports.NOON,
                Kind.CROSSING,
                type,
                "event-1",
                actor,
                null,
                null,
                "enclave.match-requests.v1",
                direction,
                "event-1",
                ENCLAVE,
                "sha256:aa",
                jws);
    }
}
