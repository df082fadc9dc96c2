package org.tessera.envelope;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.MatchRequestId;

/**
 * The enclave's word that an approved project stands behind a match request: {@code MatchRequest.permit}, a compact JWS
 * (ES256) over these fields.
 *
 * @param requestId the request it is for, and for no other
 * @param project the project, as the enclave names it
 * @param clinicalRelease release of the enclave's records that may be linked
 * @param imagingRelease catalogue version that may be linked
 * @param fuzzyApproved whether the approval names fuzzy matching
 */
public record MatchPermit(
        MatchRequestId requestId,
        String project,
        String clinicalRelease,
        String imagingRelease,
        boolean fuzzyApproved) {
    private static final AlgorithmConstraints ES256_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    /**
     * Signs it.
     *
     * @param enclave client id of the enclave, becomes {@code kid}
     * @param key the enclave's signing key
     */
    public String sign(String enclave, PrivateKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            jws.setKeyIdHeaderValue(enclave);
            jws.setPayloadBytes(ContractJson.bytes(this));
            jws.setKey(key);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException("the signing key is not a P-256 key", e);
        }
    }

    /** What this signer permits with it; empty when none of the keys signed it, it was changed, or it is no permit. */
    public static Optional<MatchPermit> verify(String permit, String enclave, Collection<PublicKey> keys) {
        return keys.stream()
                .flatMap(key -> verify(permit, enclave, key).stream())
                .findFirst();
    }

    private static Optional<MatchPermit> verify(String permit, String enclave, PublicKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ES256_ONLY);
            jws.setCompactSerialization(permit);
            jws.setKey(key);
            if (!enclave.equals(jws.getKeyIdHeaderValue()) || !jws.verifySignature()) {
                return Optional.empty();
            }
            return Optional.of(ContractJson.read(jws.getPayloadBytes(), MatchPermit.class));
        } catch (JoseException | IOException e) {
            return Optional.empty();
        }
    }
}
