package org.tessera.partner.tokens;

import java.text.Normalizer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Normalises one attribute each, after OpenLinkToken 2.1. Empty where the attribute is missing, malformed or a
 * placeholder: then no rule that needs it makes a token. Upper case is made with {@link Locale#ROOT} and dates without a
 * time zone, so that the machine's settings change nothing.
 */
public final class Attributes {
    private static final LocalDate OLDEST = LocalDate.of(1910, 1, 1);
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^a-zA-Z]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern TITLE = Pattern.compile(
            "(?i)^(?:mr|mrs|ms|miss|dr|prof|capt|sir|col|gen|cmdr|lt|rabbi|father|brother|sister|hon|honorable"
                    + "|reverend|rev|doctor)\\.?\\s+");
    private static final Pattern SUFFIX =
            Pattern.compile("(?i)\\s+(?:jr\\.?|junior|sr\\.?|senior|i{1,3}|iv|v|vi{0,3}|ix|x|\\d+(?:st|nd|rd|th))$");
    private static final Pattern LAST_INITIAL = Pattern.compile("\\s\\S\\.?$");
    private static final Pattern SHORT_LAST_NAME = Pattern.compile("(?i)[a-z]*[aeiou][a-z]*|ng");
    private static final Set<String> PLACEHOLDERS = Set.of(
            "unknown",
            "n/a",
            "none",
            "test",
            "sample",
            "donor",
            "patient",
            "automation test",
            "automationtest",
            "patient not found",
            "patientnotfound",
            "<masked>",
            "anonymous",
            "zzztrash",
            "missing",
            "unavailable",
            "not available",
            "notavailable");
    private static final Pattern SEX = Pattern.compile("(?i)m(?:ale)?|f(?:emale)?");
    private static final Pattern DIGITS = Pattern.compile("\\d{7,9}");
    private static final Set<String> NUMBERS_OF_NOBODY = Set.of(
            "111111111",
            "222222222",
            "333333333",
            "444444444",
            "555555555",
            "777777777",
            "888888888",
            "001234567",
            "009999999",
            "010101010",
            "012345678",
            "087654321",
            "098765432",
            "099999999",
            "111223333",
            "121212121",
            "123456789",
            "123459999");
    private static final Pattern US_ZIP = Pattern.compile("(\\d{3,5})|(\\d{5})-?\\d{4}");
    private static final Pattern CANADIAN = Pattern.compile("[A-Z]\\d[A-Z](?:\\d(?:[A-Z]\\d?)?)?");
    private static final List<String> ZIPS_OF_NOWHERE = List.of(
            "11111", "22222", "33333", "66666", "77777", "99999", "01234", "12345", "54321", "98765", "000", "555",
            "888");
    private static final Set<String> CANADIAN_NOWHERE =
            Set.of("A1A1A1", "X0X0X0", "Y0Y0Y0", "Z0Z0Z0", "A0A0A0", "B1B1B1", "C2C2C2", "K1A0A6", "H0H0H0");
    private static final Set<String> CANADIAN_OFFICES = Set.of("K1A", "M7A", "H0H");
    private static final List<DateTimeFormatter> DATES = List.of(
            strict("uuuu-MM-dd"),
            strict("uuuu/MM/dd"),
            strict("MM/dd/uuuu"),
            strict("MM-dd-uuuu"),
            strict("dd.MM.uuuu"));
    private static final Pattern TIMESTAMP =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{3})?(?:Z|[+-]\\d{2}:\\d{2})?");

    private final Clock clock;

    /** @param clock says what is in the future: nobody was born there */
    public Attributes(Clock clock) {
        this.clock = clock;
    }

    /** Letters of the given name in upper case: no marks, titles, suffixes or trailing initial. */
    public Optional<String> first(String name) {
        String plain = withoutMarks(name);
        plain = unlessEmpty(TITLE.matcher(plain).replaceAll(""), plain);
        plain = unlessEmpty(SUFFIX.matcher(plain).replaceAll(""), plain);
        plain = LAST_INITIAL.matcher(plain).replaceAll("");
        return letters(name, plain);
    }

    /** Letters of the family name in upper case: no marks or suffixes; at least two letters, and a vowel if only two (or "Ng"). */
    public Optional<String> last(String name) {
        String plain = withoutMarks(name);
        plain = unlessEmpty(SUFFIX.matcher(plain).replaceAll(""), plain);
        plain = SUFFIX.matcher(plain).replaceAll("");
        return letters(name, plain)
                .filter(letters -> letters.length() > 1)
                .filter(letters ->
                        letters.length() > 2 || SHORT_LAST_NAME.matcher(letters).matches());
    }

    /** "MALE" or "FEMALE". */
    public Optional<String> sex(String sex) {
        if (!SEX.matcher(sex.trim()).matches()) {
            return Optional.empty();
        }
        return Optional.of(sex.trim().toUpperCase(Locale.ROOT).startsWith("M") ? "MALE" : "FEMALE");
    }

    /** ISO date from 1910 until today; a swapped day and month parse as they stand, where they are a date. */
    public Optional<String> birthDate(String date) {
        String text = date.trim();
        var timestamp = TIMESTAMP.matcher(text);
        if (timestamp.matches()) {
            text = timestamp.group(1);
        }
        for (DateTimeFormatter format : DATES) {
            Optional<LocalDate> parsed = parse(text, format);
            if (parsed.isPresent()) {
                return parsed.filter(day -> !day.isBefore(OLDEST) && !day.isAfter(LocalDate.now(clock)))
                        .map(LocalDate::toString);
            }
        }
        return Optional.empty();
    }

    /** Nine digits, in the ranges that are issued, no placeholder. */
    public Optional<String> ssn(String number) {
        String digits = SPACE.matcher(number).replaceAll("").replace("-", "");
        int point = digits.indexOf('.');
        digits = point < 0 ? digits : digits.substring(0, point);
        if (!DIGITS.matcher(digits).matches()) {
            return Optional.empty();
        }
        String nine = "0".repeat(9 - digits.length()) + digits;
        String area = nine.substring(0, 3);
        boolean issued = !"000".equals(area) && !"666".equals(area) && !area.startsWith("9");
        boolean complete = !nine.startsWith("00", 3) && !nine.endsWith("0000");
        return issued && complete && !NUMBERS_OF_NOBODY.contains(nine) ? Optional.of(nine) : Optional.empty();
    }

    /** First three characters of the postal code; a code of three or more characters is enough. */
    public Optional<String> zip3(String code) {
        return postalCode(code).map(valid -> valid.substring(0, 3));
    }

    /** The whole postal code: five digits, or six characters in Canada; a shortened code is none. */
    public Optional<String> zip5(String code) {
        return postalCode(code).filter(valid -> valid.length() >= 5 && (valid.length() == 6 || isDigits(valid)));
    }

    private static Optional<String> postalCode(String code) {
        String compact = SPACE.matcher(code).replaceAll("").toUpperCase(Locale.ROOT);
        var american = US_ZIP.matcher(compact);
        if (american.matches()) {
            String five = american.group(2) == null ? american.group(1) : american.group(2);
            String padded = (five + "00").substring(0, 5);
            boolean nowhere = ZIPS_OF_NOWHERE.stream().anyMatch(padded::startsWith);
            return nowhere ? Optional.empty() : Optional.of(five);
        }
        if (!CANADIAN.matcher(compact).matches() || CANADIAN_NOWHERE.contains(compact)) {
            return Optional.empty();
        }
        boolean shortened = compact.length() < 6;
        return shortened && CANADIAN_OFFICES.contains(compact.substring(0, 3))
                ? Optional.empty()
                : Optional.of(compact);
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    private static Optional<String> letters(String original, String plain) {
        String letters = NOT_LETTERS.matcher(plain).replaceAll("");
        return letters.isEmpty() || isPlaceholder(original.trim()) || isPlaceholder(letters)
                ? Optional.empty()
                : Optional.of(letters.toUpperCase(Locale.ROOT));
    }

    private static boolean isPlaceholder(String name) {
        return PLACEHOLDERS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String withoutMarks(String name) {
        return MARKS.matcher(Normalizer.normalize(name.trim(), Normalizer.Form.NFD))
                .replaceAll("");
    }

    private static String unlessEmpty(String shorter, String otherwise) {
        return shorter.isEmpty() ? otherwise : shorter;
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static Optional<LocalDate> parse(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDate.parse(text, format));
        } catch (DateTimeException otherFormat) {
            return Optional.empty();
        }
    }
}
