package org.tessera.endtoend.population;

import java.util.Locale;

/** What clerks do to names. A misspelt name is never another name of the lists. */
final class TypingErrors {
    private TypingErrors() {}

    /** Two neighbouring letters after the first change places; where all are alike, a letter is added. */
    static String transposed(String name, Chance chance) {
        int start = chance.below(name.length());
        for (int step = 0; step < name.length(); step++) {
            int at = 1 + (start + step) % Math.max(1, name.length() - 2);
            if (at + 1 < name.length() && name.charAt(at) != name.charAt(at + 1)) {
                String typed = name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
                if (!isName(typed)) {
                    return typed;
                }
            }
        }
        return name + "x";
    }

    /** A letter after the first is typed twice: it still sounds the same. */
    static String doubled(String name, Chance chance) {
        int at = 1 + chance.below(name.length() - 1);
        String typed = name.substring(0, at) + name.charAt(at) + name.substring(at);
        return isName(typed) ? doubled(typed, chance) : typed;
    }

    /** The same name with marks, as in Garc\u00eda. */
    static String accented(String name) {
        return name.substring(0, 1)
                + name.substring(1)
                        .replace('e', '\u00e9')
                        .replace('a', '\u00e1')
                        .replace('o', '\u00f6')
                        .replace('n', '\u00f1');
    }

    private static boolean isName(String typed) {
        String capital = typed.substring(0, 1).toUpperCase(Locale.ROOT) + typed.substring(1);
        return Names.LAST.contains(capital) || Names.FEMALE.contains(capital) || Names.MALE.contains(capital);
    }
}
