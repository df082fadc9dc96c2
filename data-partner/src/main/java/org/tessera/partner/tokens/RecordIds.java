package org.tessera.partner.tokens;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Domain;

/** What names a record in an export: the public id of a case, or the hospital's own number of a clinical record. */
public final class RecordIds {
    /** "7000001.0", "7.000001E+06": what spreadsheets and data frames make of 7000001. */
    private static final Pattern RECALCULATED = Pattern.compile("\\d+\\.0*|\\d(?:\\.\\d+)?[eE]\\+\\d+");

    private RecordIds() {}

    /** The column that holds them. */
    public static String column(Domain domain) {
        return switch (domain) {
            case IMAGING -> "midrc_id";
            case CLINICAL -> "person_id";
        };
    }

    /**
     * Why this is no id, as a sentence that does not repeat it; empty when it is one. A number that a spreadsheet wrote
     * anew would get a reference that belongs to nobody: no match and no withdrawal would find the record.
     */
    public static Optional<String> reasonToRefuse(Domain domain, String id) {
        if (id.isEmpty()) {
            return Optional.of("The row has no " + column(domain) + ".");
        }
        return switch (domain) {
            case IMAGING -> isCase(id) ? Optional.empty() : Optional.of("The midrc_id has another shape.");
            case CLINICAL ->
                RECALCULATED.matcher(id).matches()
                        ? Optional.of(
                                "The person_id has a decimal point or an exponent, as a spreadsheet writes numbers:"
                                        + " export it as it stands in the record.")
                        : Optional.empty();
        };
    }

    private static boolean isCase(String id) {
        try {
            return id.equals(new CommonsSubjectId(id).value());
        } catch (IllegalArgumentException otherShape) {
            return false;
        }
    }
}
