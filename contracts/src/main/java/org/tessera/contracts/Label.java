package org.tessera.contracts;

/** The label of a profile or a report: what the contract takes of names that people write freely. */
public final class Label {
    private static final int LONGEST = 120;
    private static final String STRANGE = "[^\\p{L}0-9 .,:;()%+<>=/&'_-]";
    private static final String NUMBER = "[0-9]{3}-?[0-9]{2}-?[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String NOTHING_LEFT = "untitled";

    private Label() {}

    /** A name as a label; "untitled" when nothing of it may cross a border. */
    public static String of(String name) {
        String cleaned = shortened(clean(name), LONGEST);
        return cleaned.isEmpty() ? NOTHING_LEFT : cleaned;
    }

    /**
     * "title: name", the title shortened so that the name stays whole; a name that fills the label stands alone.
     *
     * @param title title of the project
     * @param name of a model or a stage
     */
    public static String of(String title, String name) {
        String ending = of(name);
        String beginning = shortened(clean(title), LONGEST - ": ".length() - ending.length());
        return beginning.isEmpty() ? ending : beginning + ": " + ending;
    }

    /** Dates, nine digits and characters that the contract does not take become spaces. */
    private static String clean(String text) {
        return text.replaceAll(STRANGE, " ")
                .replaceAll(NUMBER, " ")
                .replaceAll(" +", " ")
                .strip();
    }

    private static String shortened(String text, int longest) {
        int room = Math.clamp(longest, 0, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, room)).strip();
    }
}
