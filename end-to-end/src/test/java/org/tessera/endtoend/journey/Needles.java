package org.tessera.endtoend.journey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Texts that must be nowhere, in every dress they could wear: plain by their {@link Words}, whatever stands between them;
 * base64 at each of its three offsets (both alphabets), hex, and hashed without a salt. Finding is one pass over the bytes
 * and one over their words, however many needles there are.
 */
final class Needles {
    /** Fewer bytes would be found by chance. */
    private static final int PREFIX = 7;

    private static final long PREFIX_BITS = (1L << (8 * PREFIX)) - 1;

    /** What stands between the two names of a person where a list, a row or an object is written into base64 or hashed. */
    private static final List<String> BETWEEN = List.of(" ", ",", ", ", "\",\"", "\",\"last\":\"", "\",\"first\":\"");

    /** How objects call the second of two names. */
    private static final List<String> FIELDS = List.of(
            "last",
            "lastname",
            "last_name",
            "surname",
            "family",
            "family_name",
            "first",
            "firstname",
            "first_name",
            "given",
            "given_name");

    private final Map<Long, List<Needle>> byPrefix = new HashMap<>();

    /** Hashes of prefixes: most places of a haystack are passed by without a look into the map. */
    private final BitSet hashes = new BitSet();

    @SuppressWarnings("ArrayRecordComponent") // equality is never asked for
    private record Needle(byte[] bytes, String name) {}

    /**
     * Adds a text under a name that tells what it is without repeating it; throws {@link IllegalArgumentException} when the
     * text is so short that it would be found by chance.
     */
    void add(String name, String text) {
        plain(name, text);
        byte[] exact = text.getBytes(StandardCharsets.UTF_8);
        for (byte[] form : List.of(
                exact,
                text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))) {
            hex(name, form);
            base64(name, form);
            byte[] hash = sha256(form);
            hex(name + " (sha-256)", hash);
            base64(name + " (sha-256)", hash);
        }
    }

    /** Adds the two names of a person, in either order, as words, rows, lists and objects have them. */
    void addName(String name, String first, String last) {
        for (List<String> order : List.of(List.of(first, last), List.of(last, first))) {
            for (String between : BETWEEN) {
                add(name, String.join(between, order));
            }
            for (String field : FIELDS) {
                plain(name, String.join(" " + field + " ", order));
            }
        }
    }

    /** Adds bytes that are no text: as they are, in hex and in base64. */
    void add(String name, byte[] bytes) {
        put(name + " (plain)", bytes);
        hex(name, bytes);
        base64(name, bytes);
    }

    /** A name of six letters, and a number, is sought between blanks: in longer ones it is by chance. */
    private void plain(String name, String text) {
        byte[] words = Words.of(text);
        boolean isAlone = words.length < PREFIX || text.chars().allMatch(Character::isDigit);
        put(name + " (plain)", isAlone ? Words.of(" " + text + " ") : words);
    }

    private void hex(String name, byte[] bytes) {
        put(name + " (hex)", HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
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
        if (bytes.length < PREFIX) {
            throw new IllegalArgumentException(
                    name + ": " + bytes.length + " bytes are too few to be sought, they would be found by chance");
        }
        long prefix = 0;
        for (int at = 0; at < PREFIX; at++) {
            prefix = prefix << 8 | (bytes[at] & 0xff);
        }
        List<Needle> same = byPrefix.computeIfAbsent(prefix, key -> new ArrayList<>());
        if (same.stream().noneMatch(known -> Arrays.equals(known.bytes(), bytes))) {
            same.add(new Needle(bytes, name));
            hashes.set(hash(prefix));
        }
    }

    /** Names of the needles that are in there. */
    Set<String> in(byte[] haystack) {
        Set<String> found = new TreeSet<>();
        find(haystack, found);
        byte[] bounded = new byte[haystack.length + 2];
        System.arraycopy(haystack, 0, bounded, 1, haystack.length);
        find(Words.of(bounded), found);
        return found;
    }

    private void find(byte[] haystack, Set<String> found) {
        long prefix = 0;
        for (int last = 0; last < haystack.length; last++) {
            prefix = (prefix << 8 | (haystack[last] & 0xff)) & PREFIX_BITS;
            if (last >= PREFIX - 1 && hashes.get(hash(prefix))) {
                find(haystack, last - PREFIX + 1, byPrefix.getOrDefault(prefix, List.of()), found);
            }
        }
    }

    private static void find(byte[] haystack, int at, List<Needle> candidates, Set<String> found) {
        for (Needle needle : candidates) {
            int end = at + needle.bytes().length;
            if (end <= haystack.length && Arrays.equals(needle.bytes(), 0, needle.bytes().length, haystack, at, end)) {
                found.add(needle.name());
            }
        }
    }

    /** 24 bits of it. */
    private static int hash(long prefix) {
        return (int) ((prefix * 0x9E3779B97F4A7C15L) >>> 40);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
