package org.tessera.contracts;

import java.util.Map;

/**
 * The tokens of one record of a partner.
 *
 * @param reference a commons subject id or an enclaveRef; never both domains in one content
 * @param tokens rule name ({@link TokenRule}) to the first 16 bytes of the HMAC; a rule whose attributes were not valid
 *     is absent, never filled up
 */
public record TokenRecord(String reference, Map<String, byte[]> tokens) {
    /** Bytes of a token. */
    public static final int TOKEN_BYTES = 16;

    @Override
    public String toString() {
        return "TokenRecord[hidden]";
    }
}
