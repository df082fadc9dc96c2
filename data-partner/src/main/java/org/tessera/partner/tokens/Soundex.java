package org.tessera.partner.tokens;

/** American Soundex (Russell 1918, as the US National Archives use it): H and W do not separate letters of one code, vowels do. */
public final class Soundex {
    private static final String CODES = "01230120022455012623010202";
    private static final int LENGTH = 4;

    private Soundex() {}

    /**
     * The code of a name, one letter and three digits.
     *
     * @param name upper-case letters A to Z, at least one
     */
    public static String of(String name) {
        StringBuilder code = new StringBuilder(LENGTH).append(name.charAt(0));
        char before = digit(name.charAt(0));
        for (int i = 1; i < name.length() && code.length() < LENGTH; i++) {
            char letter = name.charAt(i);
            char digit = digit(letter);
            if (digit != '0' && digit != before) {
                code.append(digit);
            }
            if (letter != 'H' && letter != 'W') {
                before = digit;
            }
        }
        return code.append("000").substring(0, LENGTH);
    }

    private static char digit(char letter) {
        return CODES.charAt(letter - 'A');
    }
}
