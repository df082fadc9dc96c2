package org.tessera.enclave.upload;

import java.util.List;
import org.tessera.contracts.UploadRow;

/**
 * What a reviewer looks at: shape and distribution of the measure, no key.
 *
 * @param digest "sha256:..." of the table's bytes
 * @param rows rows
 * @param cases cases of the commons that have a row
 * @param distinct different values of the measure
 * @param quantiles minimum, quartiles, maximum
 */
public record TableSummary(String digest, int rows, int cases, int distinct, List<Double> quantiles) {
    /** Copies the quantiles. */
    public TableSummary {
        quantiles = List.copyOf(quantiles);
    }

    /** Of these rows, at least one. */
    static TableSummary of(String digest, List<UploadRow> rows) {
        var sorted = rows.stream().mapToDouble(UploadRow::imagingIndex).sorted().toArray();
        var last = sorted.length - 1;
        return new TableSummary(
                digest,
                rows.size(),
                (int) rows.stream().map(UploadRow::submitterId).distinct().count(),
                (int) rows.stream()
                        .mapToDouble(UploadRow::imagingIndex)
                        .distinct()
                        .count(),
                List.of(sorted[0], sorted[last / 4], sorted[last / 2], sorted[(int) (3L * last / 4)], sorted[last]));
    }
}
