package org.tessera.imaging.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a submitted file, read field by field under the dictionary's rules. Every reader throws {@link BadRow}
 * with the field's name.
 *
 * @param line 1-based line on which the row begins
 * @param columns position of each column
 * @param fields the row's texts
 */
record TsvRow(long line, Map<String, Integer> columns, List<String> fields) {
    private static final int LONGEST_CODES = 32;
    private static final int MOST_ELEMENTS = 1_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final Pattern UID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/+-]{0,63}");
    private static final Pattern LABEL = Pattern.compile("(?!.*[0-9]{3}-?[0-9]{2}-?[0-9]{4})"
            + "(?!.*[0-9]{4}-[0-9]{2}-[0-9]{2})[A-Za-z0-9][A-Za-z0-9 ,.:;/()+'<>=_-]{0,63}");
    private static final Pattern MODALITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/+-]{0,31}");
    private static final Pattern MD5 = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9].{0,199}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}(?:\\.0*)?");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,9})?");
    private static final Pattern SURROUNDED = Pattern.compile("\\[(.*)]", Pattern.DOTALL);

    /** The field, trimmed; null when the column is absent or the field empty. */
    @Nullable
    String text(String column) {
        Integer position = columns.get(column);
        if (position == null || position >= fields.size()) {
            return null;
        }
        String text = fields.get(position).strip();
        return text.isEmpty() ? null : text;
    }

    /** A field that names a case or another row of the submission. */
    String id(String column) throws BadRow {
        String text = text(column);
        if (text == null) {
            throw new BadRow(column + ": missing");
        }
        return shaped(column, text, ID, "not an identifier of 1..64 letters, digits, '.', '_', ':' or '-'");
    }

    /** The same, where the field may be empty. */
    @Nullable
    String idIfGiven(String column) throws BadRow {
        return text(column) == null ? null : id(column);
    }

    /** A study or series id. */
    String uid(String column) throws BadRow {
        String text = text(column);
        if (text == null) {
            throw new BadRow(column + ": missing");
        }
        return shaped(column, text, UID, "not an identifier of 1..128 letters, digits, '.', '_', ':' or '-'");
    }

    /** A modality, in upper case. */
    @Nullable
    String modality(String column) throws BadRow {
        String text = text(column);
        return text == null
                ? null
                : shaped(column, text.toUpperCase(Locale.ROOT), MODALITY, "not a code of 1..32 plain characters");
    }

    /** The MD5 of a file, in lower case. */
    @Nullable
    String md5(String column) throws BadRow {
        String text = text(column);
        return text == null ? null : shaped(column, text.toLowerCase(Locale.ROOT), MD5, "not an MD5 of 32 hex digits");
    }

    /** The name of an image file. */
    @Nullable
    String fileName(String column) throws BadRow {
        String text = text(column);
        if (text != null && !(BundlePath.isSafe(text) && FILE_NAME.matcher(text).matches())) {
            throw new BadRow(column
                    + ": not a path below imaging/files of 1..200 plain characters that begins with a letter or digit");
        }
        return text;
    }

    /** A short code such as a site. */
    @Nullable
    String code(String column) throws BadRow {
        String text = text(column);
        return text == null ? null : shaped(column, text, CODE, "not a code of 1..64 plain characters");
    }

    /** A name of a thing such as a manufacturer, as the catalogue may publish it. */
    @Nullable
    String label(String column) throws BadRow {
        String text = text(column);
        return text == null
                ? null
                : shaped(column, text, LABEL, "not a label of 1..64 plain characters, without a date or nine digits");
    }

    /** One of the dictionary's values, as it is written there. */
    @Nullable
    String oneOf(String column, List<String> values) throws BadRow {
        String text = text(column);
        if (text == null) {
            return null;
        }
        for (String value : values) {
            if (value.equals(text)) {
                return value;
            }
        }
        throw new BadRow(column + ": not one of " + String.join(" | ", values));
    }

    /** A whole number within ±limit. */
    @Nullable
    Integer whole(String column, int limit) throws BadRow {
        String text = text(column);
        return text == null ? null : whole(column, text, limit);
    }

    /** Completed years; a fraction is cut off. */
    @Nullable
    Integer years(String column) throws BadRow {
        String text = text(column);
        if (text == null) {
            return null;
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new BadRow(column + ": not a number of years");
        }
        double years = Double.parseDouble(text);
        if (years > Dictionary.LARGEST_AGE) {
            throw new BadRow(column + ": greater than 89; use age_at_index_gt89");
        }
        return (int) years;
    }

    /** A list of whole numbers: "[]", "[-7]", "[0,3]", or one bare number; empty and absent are the empty list. */
    List<Integer> wholes(String column, int limit) throws BadRow {
        List<Integer> numbers = new ArrayList<>();
        for (String element : elements(column)) {
            numbers.add(whole(column, element, limit));
        }
        return numbers;
    }

    /** A list of codes in upper case, 32 characters together with their commas: "CR", "[CR]", "CR,DX". */
    List<String> codes(String column) throws BadRow {
        List<String> codes = new ArrayList<>();
        for (String element : elements(column)) {
            codes.add(shaped(column, element.toUpperCase(Locale.ROOT), CODE, "not a code of 1..64 plain characters"));
        }
        if (String.join(",", codes).length() > LONGEST_CODES) {
            throw new BadRow(column + ": longer than " + LONGEST_CODES + " characters together");
        }
        return codes;
    }

    /** The one code of a list, in upper case; null where there is none. */
    @Nullable
    String onlyCode(String column) throws BadRow {
        List<String> codes = codes(column).stream().distinct().toList();
        if (codes.size() > 1) {
            throw new BadRow(column + ": more than one");
        }
        return codes.isEmpty() ? null : codes.getFirst();
    }

    private List<String> elements(String column) throws BadRow {
        String text = text(column);
        if (text == null) {
            return List.of();
        }
        var surrounded = SURROUNDED.matcher(text);
        String inner = surrounded.matches() ? surrounded.group(1) : text;
        List<String> elements = new ArrayList<>();
        for (String element : inner.split(",", -1)) {
            String bare = element.strip().replaceAll("^[\"']|[\"']$", "").strip();
            if (!bare.isEmpty()) {
                elements.add(bare);
            }
        }
        if (elements.size() > MOST_ELEMENTS) {
            throw new BadRow(column + ": more than " + MOST_ELEMENTS);
        }
        return elements;
    }

    private static int whole(String column, String text, int limit) throws BadRow {
        if (!NUMBER.matcher(text).matches()) {
            throw new BadRow(column + ": not a whole number");
        }
        int point = text.indexOf('.');
        int number = Integer.parseInt(point < 0 ? text : text.substring(0, point));
        if (Math.abs(number) > limit) {
            throw new BadRow(column + ": not within " + limit);
        }
        return number;
    }

    private static String shaped(String column, String text, Pattern shape, String otherwise) throws BadRow {
        if (!shape.matcher(text).matches()) {
            throw new BadRow(column + ": " + otherwise);
        }
        return text;
    }
}
