package org.tessera.imaging.feasibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.tessera.messaging.ServiceKeys;

/**
 * What the broker knows an account by, for its budget: HMAC-SHA256 of the account under a key that is derived (HKDF, RFC
 * 5869) from the service's oldest signing key and never leaves it. Stable as long as that key stays in the service's file, also when
 * another one signs.
 */
@ApplicationScoped
public class AccountPseudonyms {
    private static final byte[] PURPOSE =
            "tessera/imaging-commons/account-pseudonym/1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;

    private final ServiceKeys keys;

    AccountPseudonyms(ServiceKeys keys) {
        this.keys = keys;
    }

    /** 64 hex digits. */
    public String of(String account) {
        try {
            HKDFParameterSpec derivation = HKDFParameterSpec.ofExtract()
                    .addIKM(keys.eldestSigningKey().getEncoded())
                    .thenExpand(PURPOSE, KEY_BYTES);
            SecretKey key = KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", derivation);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(account.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 platform has HKDF and HMAC with SHA-256", e);
        }
    }
}
