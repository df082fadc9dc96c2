package org.tessera.partner.tokens;

/**
 * The keyed function that makes a token of a signature. Today an HMAC under the partners' shared link secret; the seam
 * where an oblivious function (RFC 9497) can stand later, so that no partner holds the secret.
 */
@FunctionalInterface
public interface TokenPrf {
    /**
     * The whole output, at least 16 bytes; the same for the same signature and secret everywhere.
     *
     * @param signature a rule's attributes joined with "|"
     */
    byte[] evaluate(String signature);
}
