package org.tessera.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequestId;

class MatchPermitTest {
    private static final MatchPermit PERMIT =
            new MatchPermit(MatchRequestId.random(), "a-project", "R2026.1", "2026.1", false);

    private final KeyPair enclave = Keys.generate();

    @Test
    void a_permit_says_what_was_signed() {
        String permit = PERMIT.sign("clinical-enclave", enclave.getPrivate());

        assertThat(MatchPermit.verify(permit, "clinical-enclave", List.of(enclave.getPublic())))
                .contains(PERMIT);
    }

    @Test
    void another_signer_permits_nothing() {
        String permit = PERMIT.sign("clinical-enclave", Keys.generate().getPrivate());

        assertThat(MatchPermit.verify(permit, "clinical-enclave", List.of(enclave.getPublic())))
                .isEmpty();
        assertThat(MatchPermit.verify(
                        PERMIT.sign("imaging-commons", enclave.getPrivate()),
                        "clinical-enclave",
                        List.of(enclave.getPublic())))
                .isEmpty();
        assertThat(MatchPermit.verify("garbage", "clinical-enclave", List.of(enclave.getPublic())))
                .isEmpty();
    }
}
