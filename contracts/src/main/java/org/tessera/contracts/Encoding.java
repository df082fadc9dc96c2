package org.tessera.contracts;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** 1,024 bits of a person that are alike where attributes are alike (linkage.md, Fuzzy matching). Its text hides itself. */
public final class Encoding {
    /** Bytes of an encoding. */
    public static final int BYTES = 128;

    /** The same as 64-bit words. */
    public static final int WORDS = BYTES / Long.BYTES;

    private final byte[] bytes;

    /** Copies; throws {@link IllegalArgumentException} for another number of bytes. */
    public Encoding(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an encoding has " + BYTES + " bytes");
        }
        this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The same bits as words, big endian. */
    public long[] words() {
        long[] words = new long[WORDS];
        ByteBuffer.wrap(bytes).asLongBuffer().get(words);
        return words;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoding encoding && Arrays.equals(bytes, encoding.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Encoding[hidden]";
    }
}
