package org.tessera.enclave.upload;

import java.util.Optional;
import org.tessera.enclave.upload.Admission.Submission;

/**
 * A measure that says something of a few rows only is a label, not a measure: a planted column turns any mean or odds
 * ratio into one person's record (statistics.md, section 5).
 */
final class MeasureChecks {
    /** Fewer rows than these must not stand apart. */
    static final int FEWEST_APART = 20;

    /** Distance, in the range 0..1, at which values stand apart from all others. */
    static final double APART = 0.5;

    private MeasureChecks() {}

    static Optional<Refusal> singlesNobodyOut(Submission submission) {
        var values = submission.table().rows().stream()
                .mapToDouble(row -> Double.parseDouble(row.get(TableChecks.COLUMNS.size() - 1)))
                .sorted()
                .toArray();
        if (isNearConstant(values) || isSplit(values)) {
            return Admission.refusal("singles-out", "The measure is the same for nearly all rows, or sets few apart.");
        }
        return Optional.empty();
    }

    /** Whether one value has more than half of the rows, and fewer than 20 rows have another. */
    private static boolean isNearConstant(double[] sorted) {
        var longest = 0;
        for (int i = 0, start = 0; i < sorted.length; i++) {
            start = Double.compare(sorted[i], sorted[start]) == 0 ? start : i;
            longest = Math.max(longest, i - start + 1);
        }
        return 2 * longest > sorted.length && sorted.length - longest < FEWEST_APART;
    }

    /** Whether a wide gap has fewer than 20 rows on one side. */
    private static boolean isSplit(double[] sorted) {
        for (int i = 1; i < sorted.length; i++) {
            var fewer = Math.min(i, sorted.length - i);
            if (sorted[i] - sorted[i - 1] >= APART && fewer < FEWEST_APART) {
                return true;
            }
        }
        return false;
    }
}
