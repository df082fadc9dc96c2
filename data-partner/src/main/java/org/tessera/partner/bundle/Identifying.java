package org.tessera.partner.bundle;

import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises cells that look like a person's identity or a true date, whatever their column is called. */
final class Identifying {
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)(?!000|666|9\\d\\d)\\d{3}-\\d{2}-\\d{4}(?!\\d)");
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[A-Za-z]{2,}");
    private static final Pattern PHONE = Pattern.compile("(?<!\\d)\\(?\\d{3}\\)?[ -]\\d{3}-\\d{4}(?!\\d)");

    private static final String YEAR = "(?:19|20)\\d{2}";
    private static final String MONTH = "(?:0?[1-9]|1[0-2])";
    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final String NAME = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String TIME = "(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d)?";

    /**
     * Numbers between dashes, slashes or points, the parts of a UID aside: a part of a UID is a date only where it is a
     * whole one, "20200315" or "20200315101500". Two digits for the year are believed after slashes and names only, since
     * ids are written like "10-02-20".
     */
    private static final Pattern DATE = Pattern.compile(
            "(?<!\\d)(?<!\\d\\.)(?:"
                    + String.join(
                            "|",
                            YEAR + "-\\d{2}-\\d{2}",
                            YEAR + "([/.])\\d{1,2}\\1\\d{1,2}",
                            DAY + "([-/.])" + DAY + "\\2" + YEAR,
                            DAY + "/" + DAY + "/\\d{2}",
                            DAY + "[ -]?" + NAME + "[ ,-]*(?:" + YEAR + "|\\d{2})")
                    + ")(?!\\.?\\d)"
                    + "|(?<![a-z])" + NAME + "[ -]*" + DAY + ",?[ -]+" + YEAR + "(?!\\d)"
                    + "|(?<!\\d)" + YEAR + padded(MONTH) + padded(DAY) + "(?:" + TIME + ")?(?!\\d)",
            Pattern.CASE_INSENSITIVE);

    /** Digests and UUIDs are random: what looks like a date in one of them is none. */
    private static final Pattern RANDOM = Pattern.compile(
            "(?<![0-9a-z])(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z])",
            Pattern.CASE_INSENSITIVE);

    private Identifying() {}

    private static String padded(String number) {
        return number.replace("0?", "0");
    }

    /** What a cell of a de-identified case looks like, if it is something that must not leave. */
    static Optional<String> inCase(String cell) {
        if (DATE.matcher(RANDOM.matcher(cell).replaceAll("")).find()) {
            return Optional.of("a date");
        }
        return inRecord(cell);
    }

    /** What a cell of a clinical record, which may hold dates, looks like. */
    static Optional<String> inRecord(String cell) {
        if (NUMBER.matcher(cell).find()) {
            return Optional.of("a social security number");
        }
        if (MAIL.matcher(cell).find()) {
            return Optional.of("a mail address");
        }
        return PHONE.matcher(cell).find() ? Optional.of("a telephone number") : Optional.empty();
    }
}
