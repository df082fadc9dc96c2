package org.tessera.imaging.catalog.adapter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.imaging.catalog.Submission;
import org.tessera.imaging.catalog.Submission.RowError;
import org.tessera.imaging.catalog.Submission.State;
import org.tessera.imaging.catalog.Submission.Tally;

/**
 * A submission as it is shown, with the first of its errors.
 *
 * @param id this submission
 * @param partner who signed the bundle
 * @param release the partner's name of the delivery
 * @param manifestDigest "sha256:" and hex digest of the signed manifest
 * @param state whether every row went in
 * @param submittedAt when
 * @param files rows of each file; rows = accepted + rejected
 * @param warnings what a curator should know that kept no row out
 * @param errors the first 100 rows that did not go in
 */
@Schema(description = "A submission, with the first 100 of its errors.")
public record SubmissionAnswer(
        UUID id,
        String partner,
        String release,
        String manifestDigest,
        State state,
        Instant submittedAt,
        List<Tally> files,
        List<String> warnings,
        List<RowError> errors) {
    static SubmissionAnswer of(Submission submission, List<RowError> errors) {
        return new SubmissionAnswer(
                submission.id(),
                submission.partner(),
                submission.release(),
                submission.manifestDigest(),
                submission.state(),
                submission.submittedAt(),
                submission.files(),
                submission.warnings(),
                errors);
    }
}
