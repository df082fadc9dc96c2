package org.tessera.envelope;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A compact JWS whose payload stays outside (RFC 7515, appendix F), always ES256. */
public final class DetachedJws {
    private static final AlgorithmConstraints ES256_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    /** Bytes of each of a signature's two numbers. */
    private static final int NUMBER = 32;

    private DetachedJws() {}

    /** Signs the content; {@code kid} names the signer. */
    public static String sign(byte[] content, String kid, PrivateKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            jws.setKeyIdHeaderValue(kid);
            jws.setPayloadBytes(content);
            jws.setKey(key);
            return jws.getDetachedContentCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException("the signing key is not a P-256 key", e);
        }
    }

    /** Whether this signer, with one of these keys, signed exactly this content. */
    public static boolean verify(byte[] content, String signature, String kid, Collection<PublicKey> keys) {
        return keys.stream().anyMatch(key -> verify(content, signature, kid, key));
    }

    private static boolean verify(byte[] content, String signature, String kid, PublicKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ES256_ONLY);
            jws.setCompactSerialization(signature);
            jws.setEncodedPayload(Base64.getUrlEncoder().withoutPadding().encodeToString(content));
            jws.setKey(key);
            return isCanonical(signature) && kid.equals(jws.getKeyIdHeaderValue()) && jws.verifySignature();
        } catch (JoseException | RuntimeException e) {
            // A header that is not as it should be, a number for the key's name, makes the library throw whatever it
            // likes.
            return false;
        }
    }

    /**
     * Whether both are one signature. Of a signature (r, s) anybody can make (r, n - s), n being the order of the curve, and
     * that is as good: who passes a message on could otherwise make its reader record another one than its writer.
     */
    public static boolean same(String one, String other) {
        return one.equals(other) || lowered(one).equals(lowered(other));
    }

    /** The JWS with the lower of s and n - s; what is no signature stays as it is. */
    private static String lowered(String jws) {
        int begin = jws.lastIndexOf('.') + 1;
        try {
            byte[] numbers = Base64.getUrlDecoder().decode(jws.substring(begin));
            if (numbers.length != 2 * NUMBER) {
                return jws;
            }
            BigInteger s = new BigInteger(1, Arrays.copyOfRange(numbers, NUMBER, 2 * NUMBER));
            String r = HexFormat.of().formatHex(numbers, 0, NUMBER);
            return jws.substring(0, begin)
                    + r
                    + '.'
                    + s.min(EllipticCurves.P256.getOrder().subtract(s));
        } catch (IllegalArgumentException e) {
            return jws;
        }
    }

    /**
     * Base64url leaves unused bits in its last character, and the library skips what is no base64url at all: only one
     * spelling of a signature's two numbers is accepted.
     */
    private static boolean isCanonical(String jws) {
        int payload = jws.indexOf("..");
        return payload >= 0 && isBase64Url(jws.substring(0, payload)) && isBase64Url(jws.substring(payload + 2));
    }

    private static boolean isBase64Url(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Signs text (UTF-8). */
    public static String sign(String content, String kid, PrivateKey key) {
        return sign(content.getBytes(StandardCharsets.UTF_8), kid, key);
    }
}
