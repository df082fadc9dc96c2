package org.tessera.enclave.upload;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.UploadBounds;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.upload.Admission.Submission;

/** Checks of a table by itself: its form, and nothing in it but keys and one measure. */
final class TableChecks {
    /** The columns of "imaging-index/1", in this order. */
    static final List<String> COLUMNS = List.of("submitter_id", "study_uid", "object_id", "imaging_index");

    private static final int MEASURE = 3;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,17})?([eE]-?[0-9]{1,2})?");
    private static final Pattern DATE =
            Pattern.compile("(19|20)\\d\\d[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\\d|3[01])([T ].*)?"
                    + "|(0?[1-9]|[12]\\d|3[01])[-/.](0?[1-9]|[12]\\d|3[01])[-/.](19|20)\\d\\d"
                    + "|(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r|-].*", Pattern.DOTALL);

    private TableChecks() {}

    static Optional<Refusal> columns(Submission submission) {
        var isRight = submission.table().header().equals(COLUMNS)
                && submission.table().rows().stream().allMatch(row -> row.size() == COLUMNS.size());
        return isRight
                ? Optional.empty()
                : Admission.refusal("columns", "The columns must be exactly " + String.join(", ", COLUMNS) + ".");
    }

    static Optional<Refusal> rowCount(Submission submission) {
        return submission.table().rows().size() == submission.announcement().rows()
                ? Optional.empty()
                : Admission.refusal("row-count", "The table has not as many rows as were announced.");
    }

    static Optional<Refusal> formulas(Submission submission) {
        return refuseCells(
                submission,
                cell -> FORMULA.matcher(cell).matches(),
                "formula",
                "A cell begins like a formula of a spreadsheet.");
    }

    static Optional<Refusal> dates(Submission submission) {
        return refuseCells(submission, cell -> DATE.matcher(cell).matches(), "date", "A cell is a calendar date.");
    }

    static Optional<Refusal> freeText(Submission submission) {
        var isKey = KEY.asMatchPredicate();
        var isClean = submission.table().rows().stream()
                .allMatch(row -> row.subList(0, MEASURE).stream().allMatch(isKey)
                        && NUMBER.matcher(row.get(MEASURE)).matches());
        return isClean
                ? Optional.empty()
                : Admission.refusal("text", "A cell is neither a key nor a plain decimal number.");
    }

    static Optional<Refusal> ranges(Submission submission) {
        var isInRange = submission.table().rows().stream()
                .mapToDouble(row -> Double.parseDouble(row.get(MEASURE)))
                .allMatch(value -> value >= 0 && value <= 1);
        return isInRange ? Optional.empty() : Admission.refusal("range", "An index is not between 0 and 1.");
    }

    static Optional<Refusal> duplicates(Submission submission) {
        var images = new HashSet<String>();
        return submission.table().rows().stream().allMatch(row -> images.add(row.get(2)))
                ? Optional.empty()
                : Admission.refusal("duplicates", "An image is there twice.");
    }

    static Optional<Refusal> cases(Submission submission) {
        var cases = submission.table().rows().stream()
                .map(List::getFirst)
                .distinct()
                .count();
        return cases >= UploadBounds.FEWEST_CASES
                ? Optional.empty()
                : Admission.refusal(
                        "few-cases", "The table names fewer than %d cases.".formatted(UploadBounds.FEWEST_CASES));
    }

    private static Optional<Refusal> refuseCells(
            Submission submission, Predicate<String> isBad, String code, String sentence) {
        return submission.table().rows().stream().flatMap(List::stream).anyMatch(isBad)
                ? Admission.refusal(code, sentence)
                : Optional.empty();
    }

    /** The rows as values; only after the checks of form have passed, except for a key that cannot be one. */
    static Optional<List<UploadRow>> rows(RawTable table) {
        try {
            return Optional.of(table.rows().stream()
                    .map(row -> new UploadRow(
                            new CommonsSubjectId(row.get(0)),
                            row.get(1),
                            row.get(2),
                            Double.parseDouble(row.get(MEASURE))))
                    .toList());
        } catch (IllegalArgumentException notAKey) {
            return Optional.empty();
        }
    }
}
