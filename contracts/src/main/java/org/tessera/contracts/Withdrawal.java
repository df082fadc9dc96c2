package org.tessera.contracts;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An opt-out: one reference of one domain. Batches are shuffled and delayed by the partner, so that the two of a person cannot be paired.
 *
 * @param domain whose reference it is
 * @param reference a commons subject id or an enclaveRef
 * @param salt 128 random bits (base64url, without padding), so that nobody who reads digests of what crossed, as in ledgers and
 *     quarantine, can try which reference one is of; null from senders who gave none
 */
public record Withdrawal(
        Domain domain, String reference, @Nullable String salt) implements Payload {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The opt-out of one reference, with a fresh salt. */
    public static Withdrawal of(Domain domain, String reference) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return new Withdrawal(
                domain, reference, Base64.getUrlEncoder().withoutPadding().encodeToString(salt));
    }
}
