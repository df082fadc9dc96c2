package org.tessera.endtoend.journey;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A text by its words alone, so that one spelling is sought for all: letters without accents, in lower case, and digits; one
 * blank for whatever stands between (commas, quotes, carets, line ends); escapes of URLs and JSON as what they stand for.
 */
final class Words {
    private static final int ASCII = 0x80;

    private Words() {}

    static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are no UTF-8 stand between words. */
    static byte[] of(byte[] escaped) {
        byte[] bytes = unescaped(escaped);
        Line words = new Line(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] >= 0) {
                words.add(bytes[at]);
            } else {
                int end = at + 1;
                while (end < bytes.length && bytes[end] < 0) {
                    end++;
                }
                String foreign = new String(bytes, at, end - at, StandardCharsets.UTF_8);
                Normalizer.normalize(foreign, Normalizer.Form.NFD).codePoints().forEach(words::add);
                at = end - 1;
            }
        }
        return words.bytes.toByteArray();
    }

    /** What was written so far; never two blanks in a row. */
    private static final class Line {
        private final ByteArrayOutputStream bytes;
        private boolean blank;

        Line(int size) {
            this.bytes = new ByteArrayOutputStream(size);
        }

        void add(int letter) {
            if (letter < ASCII) {
                boolean upper = letter >= 'A' && letter <= 'Z';
                if (upper || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
                    bytes.write(upper ? letter + ('a' - 'A') : letter);
                    blank = false;
                } else if (!blank) {
                    bytes.write(' ');
                    blank = true;
                }
            } else if (Character.isLetterOrDigit(letter)) {
                bytes.writeBytes(
                        Character.toString(letter).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
                blank = false;
            } else if (Character.getType(letter) != Character.NON_SPACING_MARK) {
                add(' ');
            }
        }
    }

    private static byte[] unescaped(byte[] bytes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            int octet = bytes[at] == '%' ? number(bytes, at + 1, 2) : -1;
            int letter =
                    bytes[at] == '\\' && at + 1 < bytes.length && bytes[at + 1] == 'u' ? number(bytes, at + 2, 4) : -1;
            if (octet >= 0) {
                plain.write(octet);
                at += 2;
            } else if (letter >= 0) {
                plain.writeBytes(Character.toString(letter).getBytes(StandardCharsets.UTF_8));
                at += 5;
            } else {
                plain.write(bytes[at]);
            }
        }
        return plain.toByteArray();
    }

    /** The number that so many hex digits are; -1 when they are none. */
    private static int number(byte[] bytes, int from, int digits) {
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = at < bytes.length ? Character.digit(bytes[at], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
