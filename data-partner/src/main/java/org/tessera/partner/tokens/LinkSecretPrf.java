package org.tessera.partner.tokens;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tessera.envelope.Digests;

/** HMAC-SHA256 under the link secret over the lower-case hex text of the signature's SHA-256, as {@code olt-1} has it. Not for several threads. */
public final class LinkSecretPrf implements TokenPrf {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /** @param secret the link secret; at least one byte */
    public LinkSecretPrf(byte[] secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("not a link secret", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public byte[] evaluate(String signature) {
        byte[] digest = Digests.sha256().digest(signature.getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
    }
}
