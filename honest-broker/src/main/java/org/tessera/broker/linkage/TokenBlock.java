package org.tessera.broker.linkage;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.TokenRule;

/**
 * Some thousand records of a table, column by column. A rule of which no record has a token takes no memory; a reference
 * of 64 hexadecimal digits, as the enclave's are, takes the 32 bytes that it stands for.
 */
final class TokenBlock {
    /** How many records fit. */
    static final int SIZE = 1 << 12;

    private static final int DIGEST_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();
    private static final long[] NO_TOKENS = new long[SIZE];

    private final long[][] high = new long[TokenRule.values().length][];
    private final long[][] low = new long[high.length][];
    private int present;
    private byte @Nullable [] digests;
    private String @Nullable [] texts;

    TokenBlock() {
        Arrays.fill(high, NO_TOKENS);
        Arrays.fill(low, NO_TOKENS);
    }

    void reference(int at, String reference) {
        byte[] bytes = digests == null ? new byte[SIZE * DIGEST_BYTES] : digests;
        if (readDigest(reference, bytes, at * DIGEST_BYTES)) {
            digests = bytes;
        } else {
            String[] into = texts == null ? new String[SIZE] : texts;
            into[at] = reference;
            texts = into;
        }
    }

    /** Whether it is 64 hexadecimal digits, and what they stand for. Millions come through here: no text is made on the way. */
    private static boolean readDigest(String reference, byte[] into, int offset) {
        if (reference.length() != 2 * DIGEST_BYTES) {
            return false;
        }
        for (int i = 0; i < DIGEST_BYTES; i++) {
            int value = digit(reference.charAt(2 * i)) << 4 | digit(reference.charAt(2 * i + 1));
            if (value < 0) {
                return false;
            }
            into[offset + i] = (byte) value;
        }
        return true;
    }

    /** Negative for what {@link HexFormat} would not write: capital letters are another text. */
    private static int digit(char character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
    }

    String reference(int at) {
        String text = texts == null ? null : texts[at];
        if (text != null) {
            return text;
        }
        if (digests == null) {
            throw new IndexOutOfBoundsException("no record stands here");
        }
        return HEX.formatHex(digests, at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES);
    }

    void token(TokenRule rule, int at, long highHalf, long lowHalf) {
        int column = rule.rank();
        if (!hasAny(rule)) {
            high[column] = new long[SIZE];
            low[column] = new long[SIZE];
            present |= TokenTable.bit(rule);
        }
        high[column][at] = highHalf;
        low[column][at] = lowHalf;
    }

    /** Whether any record may have a token of the rule. */
    boolean hasAny(TokenRule rule) {
        return (present & TokenTable.bit(rule)) != 0;
    }

    /** Upper halves of the rule's tokens, one per record; 0 in both halves where there is none. */
    long[] high(TokenRule rule) {
        return high[rule.rank()];
    }

    /** Lower halves of the rule's tokens. */
    long[] low(TokenRule rule) {
        return low[rule.rank()];
    }
}
