package org.tessera.envelope;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/** Content that only one recipient can open: compact JWE (RFC 7516), ECDH-ES+A256KW to a P-256 key, A256GCM. */
public final class Sealing {
    private static final AlgorithmConstraints KEY_MANAGEMENT =
            new AlgorithmConstraints(ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
    private static final AlgorithmConstraints CONTENT =
            new AlgorithmConstraints(ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

    private Sealing() {}

    /** A content that does not open: changed, or sealed to another key, or in another way than ours. */
    public static final class NotOpenable extends Exception {
        private static final long serialVersionUID = 1L;

        /** Says nothing about the content. */
        public NotOpenable() {
            super("not-openable");
        }
    }

    /** Seals the content to the recipient's public key. */
    public static String seal(byte[] content, PublicKey recipient) {
        try {
            JsonWebEncryption jwe = new JsonWebEncryption();
            jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
            jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
            jwe.setKey(recipient);
            jwe.setPlaintext(content);
            return jwe.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException("the recipient's key is not a P-256 key", e);
        }
    }

    /** Opens what was sealed to the key's public half. */
    public static byte[] open(String sealed, PrivateKey key) throws NotOpenable {
        try {
            JsonWebEncryption jwe = new JsonWebEncryption();
            jwe.setAlgorithmConstraints(KEY_MANAGEMENT);
            jwe.setContentEncryptionAlgorithmConstraints(CONTENT);
            jwe.setCompactSerialization(sealed);
            if (jwe.getHeaders().getStringHeaderValue(HeaderParameterNames.ZIP) != null) {
                throw new NotOpenable();
            }
            jwe.setKey(key);
            return jwe.getPlaintextBytes();
        } catch (JoseException | NullPointerException | IllegalArgumentException e) {
            // jose4j answers hostile headers, such as a missing ephemeral key, with these
            throw new NotOpenable();
        }
    }
}
