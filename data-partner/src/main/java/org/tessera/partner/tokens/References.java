package org.tessera.partner.tokens;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tessera.contracts.EnclaveRef;

/**
 * The partner's stable references of its clinical records: HMAC-SHA256(reference key, "enclave|" and the local record
 * number). Stable, so that a later batch or a withdrawal finds the record again; the key stays with the partner. Not for
 * several threads.
 */
public final class References {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /** @param key the partner's reference key, at least 16 bytes */
    public References(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a reference key has at least 16 bytes");
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a reference key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The enclaveRef of a local record number. */
    public EnclaveRef enclaveRef(String localRecord) {
        byte[] message = ("enclave|" + localRecord).getBytes(StandardCharsets.UTF_8);
        return new EnclaveRef(HexFormat.of().formatHex(mac.doFinal(message)));
    }
}
