package org.tessera.broker.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.broker.linkage.TokenTable;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.TokenBatch;
import org.tessera.contracts.TokenRecord;
import org.tessera.envelope.Keys;
import org.tessera.envelope.MatchPermit;

/** A permit is for one request of one project over two releases, and for nothing else. */
final class AdmissionTest {
    private static final String PROJECT = "project-1";

    private final KeyPair enclave = Keys.generate();
    private final MatchRequestId id = MatchRequestId.random();

    @Test
    void what_the_enclave_permits_is_admitted() {
        assertThat(refusal(new MatchPermit(id, PROJECT, "R1", "I1", false), PROJECT, false))
                .isEmpty();
        assertThat(refusal(new MatchPermit(id, PROJECT, "R1", "I1", true), PROJECT, true))
                .isEmpty();
        assertThat(refusal(new MatchPermit(id, PROJECT, "R1", "I1", true), PROJECT, false))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"project-2,R1,I1", "project-1,R2,I1", "project-1,R1,I2"})
    void a_permit_of_another_project_or_release_permits_nothing(String project, String clinical, String imaging) {
        assertThat(refusal(new MatchPermit(id, project, clinical, imaging, false), PROJECT, false))
                .contains("permit-wrong");
    }

    @Test
    void a_permit_of_another_request_or_another_signer_or_without_fuzzy_matching_permits_nothing() {
        assertThat(refusal(new MatchPermit(MatchRequestId.random(), PROJECT, "R1", "I1", false), PROJECT, false))
                .contains("permit-wrong");
        assertThat(refusal(new MatchPermit(id, PROJECT, "R1", "I1", false), PROJECT, true))
                .contains("permit-wrong");
        var good = new MatchPermit(id, PROJECT, "R1", "I1", false);
        assertThat(refusal(good.sign("clinical-enclave", Keys.generate().getPrivate()), PROJECT, false))
                .contains("permit-wrong");
        assertThat(refusal(good.sign("imaging-commons", enclave.getPrivate()), PROJECT, false))
                .contains("permit-wrong");
        assertThat(refusal("not a permit", PROJECT, false)).contains("permit-wrong");
    }

    private Optional<String> refusal(MatchPermit permit, @Nullable String project, boolean fuzzy) {
        return refusal(permit.sign("clinical-enclave", enclave.getPrivate()), project, fuzzy);
    }

    private Optional<String> refusal(String permit, @Nullable String project, boolean fuzzy) {
        var request = new MatchRequest(
                id, "R1", "I1", "hb-1", List.of("T1"), fuzzy, permit, Map.of(), Instant.EPOCH.plusSeconds(60));
        return new Admission(new Whole(), List.of(enclave.getPublic()))
                .refusal(MatchRun.received(request, project, Instant.EPOCH));
    }

    /** Holds every release. */
    private static final class Whole implements Holdings {
        @Override
        public Optional<Holding> find(Domain domain, String release) {
            return Optional.of(new Holding(domain, release, Set.of("hb-1"), Set.of("e1"), 1, true, 100, 1));
        }

        @Override
        public long store(TokenBatch batch, Instant sentAt, Iterator<TokenRecord> records) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Holding> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Holding> latest(Domain domain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TokenTable load(Domain domain, String release) {
            throw new UnsupportedOperationException();
        }
    }
}
