package org.tessera.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.security.PrivateKey;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Joins parts while it is read. */
final class PartsStream extends InputStream {
    private final Iterator<String> parts;
    private final @Nullable PrivateKey key;
    private byte[] current = new byte[0];
    private int position;

    PartsStream(Iterator<String> parts, @Nullable PrivateKey key) {
        this.parts = parts;
        this.key = key;
    }

    private boolean exhausted() throws IOException {
        while (position == current.length) {
            if (!parts.hasNext()) {
                return true;
            }
            try {
                current = Parts.open(parts.next(), key);
                position = 0;
            } catch (Sealing.NotOpenable e) {
                throw new IOException("not-openable", e);
            }
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        return exhausted() ? -1 : current[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (exhausted()) {
            return -1;
        }
        int taken = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, taken);
        position += taken;
        return taken;
    }
}
