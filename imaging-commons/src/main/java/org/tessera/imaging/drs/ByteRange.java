package org.tessera.imaging.drs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of bytes of a file (RFC 9110, section 14).
 *
 * @param first position of the first byte
 * @param last position of the last byte
 */
public record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** How many bytes. */
    public long length() {
        return last - first + 1;
    }

    /**
     * What a header asks for. Empty when there is none, or one that need not be honoured (several ranges, another unit):
     * then the whole file is the answer. A range with {@code length() <= 0} cannot be satisfied.
     */
    public static Optional<ByteRange> of(@Nullable String header, long size) {
        Matcher matcher = ONE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        if (first.isEmpty()) {
            long tail = Math.min(Long.parseLong(last), size);
            return Optional.of(new ByteRange(size - tail, size - 1));
        }
        long from = Long.parseLong(first);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return Optional.empty();
        }
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return Optional.of(new ByteRange(from, to));
    }
}
