package org.tessera.contracts;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The sealed content of a {@link TokenBatch}: token records in binary, written and read in bounded memory.
 *
 * <p>Layout, big endian: magic {@code "TSTK"}, version 1 (1 byte), number of rules (1 byte), each rule's name (length
 * byte, ASCII); then per record: length of the reference (1 byte, 1..255), reference (UTF-8), bit set of the rules
 * present (2 bytes, bit i = i-th rule of the header; bit 15 = an encoding is there), 16 bytes per present rule in header
 * order, 128 bytes of the encoding; at the end a zero byte and the number of records (8 bytes), so that a cut content is
 * noticed.
 */
public final class PackedTokens {
    static final int MAGIC = 0x5453544B;
    static final int VERSION = 1;
    static final int MAX_RULES = 15;
    static final int ENCODED = 1 << MAX_RULES;
    static final int MAX_REFERENCE_BYTES = 255;

    private PackedTokens() {}

    /** Writes the records; flushes, but does not close, the stream. Throws {@link IllegalArgumentException} for a record that has an unknown rule, an empty or overlong reference, or a token of another size than 16 bytes. */
    public static void write(OutputStream out, Iterable<TokenRecord> records) throws IOException {
        List<String> rules = new ArrayList<>();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.writeByte(VERSION);
        data.writeByte(TokenRule.values().length);
        for (TokenRule rule : TokenRule.values()) {
            rules.add(rule.name());
            data.writeByte(rule.name().length());
            data.write(rule.name().getBytes(StandardCharsets.US_ASCII));
        }
        long count = 0;
        for (TokenRecord tokens : records) {
            writeRecord(data, rules, tokens);
            count++;
        }
        data.writeByte(0);
        data.writeLong(count);
        data.flush();
    }

    private static void writeRecord(DataOutputStream data, List<String> rules, TokenRecord tokens) throws IOException {
        byte[] reference = tokens.reference().getBytes(StandardCharsets.UTF_8);
        if (reference.length == 0 || reference.length > MAX_REFERENCE_BYTES) {
            throw new IllegalArgumentException("a reference takes 1 to " + MAX_REFERENCE_BYTES + " bytes");
        }
        if (!rules.containsAll(tokens.tokens().keySet())) {
            throw new IllegalArgumentException("a token of an unknown rule");
        }
        Encoding encoding = tokens.encoding();
        int present = encoding == null ? 0 : ENCODED;
        for (int i = 0; i < rules.size(); i++) {
            present |= tokens.tokens().containsKey(rules.get(i)) ? 1 << i : 0;
        }
        data.writeByte(reference.length);
        data.write(reference);
        data.writeShort(present);
        for (String rule : rules) {
            byte[] token = tokens.tokens().get(rule);
            if (token == null) {
                continue;
            }
            if (token.length != TokenRecord.TOKEN_BYTES) {
                throw new IllegalArgumentException("a token has " + TokenRecord.TOKEN_BYTES + " bytes");
            }
            data.write(token);
        }
        if (encoding != null) {
            data.write(encoding.bytes());
        }
    }

    /**
     * Reads the records one after the other; does not close the stream. Content that is not of this format or is cut
     * makes the constructor or {@code next} throw {@link java.io.UncheckedIOException}.
     */
    public static Iterator<TokenRecord> read(InputStream in) {
        return new PackedTokensReader(in);
    }
}
