package org.tessera.broker.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.tessera.contracts.Domain;
import org.tessera.contracts.Encoding;

/**
 * Seals the encodings of one domain at rest: AES-256-GCM under a key per domain and storage epoch, bound to the reference,
 * so that not even equal ones look equal. Sealed: 12 bytes of nonce, the encoding, 16 bytes of tag. Not for several threads.
 */
public final class EncodingCipher {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final StorageKeys keys;
    private final Domain domain;
    private final Map<String, SecretKey> byEpoch = new HashMap<>();
    private final Cipher cipher;

    /** Of this domain, under these keys. */
    public EncodingCipher(StorageKeys keys, Domain domain) {
        this.keys = keys;
        this.domain = domain;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no AES-GCM", e);
        }
    }

    /** Seals under the current storage epoch. */
    public byte[] seal(String reference, Encoding encoding) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = work(Cipher.ENCRYPT_MODE, keys.currentEpoch(), reference, nonce, encoding.bytes());
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Opens what was sealed for the reference; throws {@link IllegalStateException} when it was changed or the key is not there. */
    public Encoding open(String reference, String storedUnder, byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return new Encoding(work(Cipher.DECRYPT_MODE, storedUnder, reference, nonce, sealed));
    }

    private byte[] work(int mode, String epoch, String reference, byte[] nonce, byte[] content) {
        try {
            SecretKey key = byEpoch.computeIfAbsent(epoch, each -> keys.encodingKeyOf(domain, each));
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(reference.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an encoding at rest does not open", e);
        }
    }
}
