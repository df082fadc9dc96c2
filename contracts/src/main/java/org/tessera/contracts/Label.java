package org.tessera.enclave.analysis.release;

/** The label of what leaves as a message too: of a project's title, which people write freely, what the contract takes. */
final class Label {
    private static final int LONGEST = 120;
    private static final String STRANGE = "[^\\p{L}0-9 .,:;()%+<>=/&'_-]";
    private static final String NUMBER = "[0-9]{3}-?[0-9]{2}-?[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}";

    private Label() {}

    /**
     * "title: name", the title shortened so that the name stays whole.
     *
     * @param title title of the project
     * @param name of a model or a stage, at most 64 characters
     */
    static String of(String title, String name) {
        String ending = clean(name);
        String cleaned = clean(title);
        int room = Math.min(LONGEST - ": ".length() - ending.length(), cleaned.codePointCount(0, cleaned.length()));
        String shortened =
                cleaned.substring(0, cleaned.offsetByCodePoints(0, room)).strip();
        return shortened.isEmpty() ? ending : shortened + ": " + ending;
    }

    /** Dates, nine digits and characters that the contract does not take become spaces. */
    private static String clean(String text) {
        return text.replaceAll(STRANGE, " ")
                .replaceAll(NUMBER, " ")
                .replaceAll(" +", " ")
                .strip();
    }
}
