package org.tessera.contracts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one record of a partner.
 *
 * @param reference a commons subject id or an enclaveRef; never both domains in one content
 * @param tokens rule name ({@link TokenRule}) to the first 16 bytes of the HMAC; a rule whose attributes were not valid
 *     is absent, never filled up
 * @param encoding when the partner gives it, for a project whose approval names fuzzy matching
 */
public record TokenRecord(
        String reference,
        Map<String, byte[]> tokens,
        @Nullable Encoding encoding) {
    /** Bytes of a token. */
    public static final int TOKEN_BYTES = 16;

    /** A record for exact rules alone. */
    public TokenRecord(String reference, Map<String, byte[]> tokens) {
        this(reference, tokens, null);
    }

    @Override
    public String toString() {
        return "TokenRecord[hidden]";
    }
}
