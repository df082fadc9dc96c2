package org.tessera.endtoend.journey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Texts that must be nowhere, in every dress they could wear: plain (in any case), base64 at each of its three offsets
 * (both alphabets), hex, and hashed without a salt. Finding is one pass over the bytes, however many needles there are.
 */
final class Needles {
    private static final int PREFIX = 8;
    private final Map<Long, List<Needle>> byPrefix = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    private record Needle(byte[] bytes, String name) {}

    /** Adds a text under a name that tells what it is without repeating it. */
    void add(String name, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] lower = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        put(name + " (plain)", lower);
        for (byte[] form : List.of(plain, lower, text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))) {
            put(name + " (hex)", HexFormat.of().formatHex(form).getBytes(StandardCharsets.US_ASCII));
            base64(name, form);
            byte[] hash = sha256(form);
            put(name + " (sha-256, hex)", HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII));
            base64(name + " (sha-256)", hash);
        }
    }

    /** Adds bytes that are no text: as they are, in hex and in base64. */
    void add(String name, byte[] bytes) {
        put(name + " (plain)", bytes);
        put(name + " (hex)", HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        base64(name, bytes);
    }

    /** What a text looks like inside of a longer base64: the characters that its neighbours do not touch. */
    private void base64(String name, byte[] bytes) {
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            int from = (offset * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            for (Base64.Encoder encoder : List.of(
                    Base64.getEncoder().withoutPadding(), Base64.getUrlEncoder().withoutPadding())) {
                String inner = encoder.encodeToString(shifted).substring(from, to);
                put(name + " (base64)", inner.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void put(String name, byte[] bytes) {
        if (bytes.length >= PREFIX) {
            List<Needle> same = byPrefix.computeIfAbsent(prefix(bytes, 0), key -> new ArrayList<>());
            if (same.stream().noneMatch(known -> Arrays.equals(known.bytes(), bytes))) {
                same.add(new Needle(bytes, name));
            }
        }
    }

    /** Names of the needles that are in there. */
    Set<String> in(byte[] haystack) {
        Set<String> found = new TreeSet<>();
        find(haystack, found);
        byte[] lower = haystack.clone();
        for (int at = 0; at < lower.length; at++) {
            if (lower[at] >= 'A' && lower[at] <= 'Z') {
                lower[at] = (byte) (lower[at] + 32);
            }
        }
        find(lower, found);
        return found;
    }

    private void find(byte[] haystack, Set<String> found) {
        for (int at = 0; at + PREFIX <= haystack.length; at++) {
            List<Needle> candidates = byPrefix.get(prefix(haystack, at));
            if (candidates != null) {
                for (Needle needle : candidates) {
                    int end = at + needle.bytes().length;
                    if (end <= haystack.length
                            && Arrays.equals(needle.bytes(), 0, needle.bytes().length, haystack, at, end)) {
                        found.add(needle.name());
                    }
                }
            }
        }
    }

    private static long prefix(byte[] bytes, int at) {
        long value = 0;
        for (int offset = 0; offset < PREFIX; offset++) {
            value = value << 8 | (bytes[at + offset] & 0xff);
        }
        return value;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
