package org.tessera.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;

/**
 * Large contents in parts of one size. A part holds {@link #PART_BYTES} bytes: the length of its content (4 bytes, big
 * endian), the content, zeros. So the size of a part says nothing, and the number of parts only how many started 192 KiB
 * there are; empty content takes one part too.
 */
public final class Parts {
    /** Bytes of a part before sealing or base64. */
    public static final int PART_BYTES = 192 * 1024;

    /** Bytes of content that fit into a part. */
    public static final int CONTENT_BYTES = PART_BYTES - Integer.BYTES;

    private Parts() {}

    /** Takes the parts as they are made. */
    @FunctionalInterface
    public interface Sink {
        /**
         * One part.
         *
         * @param index 0-based position
         * @param data the part's text: {@code TransferPart.data}
         */
        void accept(int index, String data);
    }

    /**
     * Cuts the content, part by part, in bounded memory; reads the stream to its end and does not close it.
     *
     * @param recipient whose key the parts are sealed to; null leaves them plain (base64)
     * @return what the message that ends the transfer says of the parts
     */
    public static Transfer cut(TransferId id, InputStream content, @Nullable PublicKey recipient, Sink sink)
            throws IOException {
        MessageDigest digest = Digests.sha256();
        int parts = 0;
        byte[] chunk = content.readNBytes(CONTENT_BYTES);
        do {
            byte[] padded = ByteBuffer.allocate(PART_BYTES)
                    .putInt(chunk.length)
                    .put(chunk)
                    .array();
            String data =
                    recipient == null ? Base64.getEncoder().encodeToString(padded) : Sealing.seal(padded, recipient);
            digest.update(data.getBytes(StandardCharsets.US_ASCII));
            sink.accept(parts++, data);
            chunk = content.readNBytes(CONTENT_BYTES);
        } while (chunk.length > 0);
        return new Transfer(id, parts, prefixed(digest));
    }

    /** The digest that a {@link Transfer} carries: over all parts' texts, joined in order. */
    public static String digest(Iterator<String> parts) {
        MessageDigest digest = Digests.sha256();
        parts.forEachRemaining(data -> digest.update(data.getBytes(StandardCharsets.UTF_8)));
        return prefixed(digest);
    }

    /** The content of one part; throws {@link Sealing.NotOpenable} when it is not one of ours or does not open. */
    public static byte[] open(String data, @Nullable PrivateKey key) throws Sealing.NotOpenable {
        byte[] padded = key == null ? decode(data) : Sealing.open(data, key);
        if (padded.length != PART_BYTES) {
            throw new Sealing.NotOpenable();
        }
        ByteBuffer buffer = ByteBuffer.wrap(padded);
        int length = buffer.getInt();
        if (length < 0 || length > CONTENT_BYTES) {
            throw new Sealing.NotOpenable();
        }
        byte[] content = new byte[length];
        buffer.get(content);
        return content;
    }

    private static byte[] decode(String data) throws Sealing.NotOpenable {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw new Sealing.NotOpenable();
        }
    }

    /**
     * The joined content, opened part by part while it is read. Check the {@link #digest} first: this does not. Reading
     * throws {@link IOException} with the message "not-openable" for a part that does not open.
     *
     * @param key opens the parts; null when they are plain
     */
    public static InputStream join(Iterator<String> parts, @Nullable PrivateKey key) {
        return new PartsStream(parts, key);
    }

    private static String prefixed(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
