package org.tessera.imaging.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A bundle that was taken in: what of it was accepted, and what was not and why.
 *
 * @param id this submission
 * @param partner who signed the bundle
 * @param release the partner's name of the delivery
 * @param manifestDigest "sha256:" and hex digest of the signed manifest
 * @param state whether every row went in
 * @param submittedAt when
 * @param files rows of each file; rows = accepted + rejected
 * @param warnings what a curator should know that kept no row out
 */
public record Submission(
        UUID id,
        String partner,
        String release,
        String manifestDigest,
        State state,
        Instant submittedAt,
        List<Tally> files,
        List<String> warnings) {
    /** How a submission ended; a bundle that is refused as a whole leaves no submission, only a denial in the ledger. */
    @Schema(name = "SubmissionState")
    public enum State {
        LOADED,
        LOADED_WITH_ERRORS
    }

    /**
     * Rows of one file.
     *
     * @param file path in the bundle
     * @param rows rows that the file has
     * @param accepted rows that went in
     * @param rejected rows that did not; each is in the list of errors
     */
    public record Tally(String file, long rows, long accepted, long rejected) {}

    /**
     * A row that did not go in.
     *
     * @param file path in the bundle
     * @param line 1-based line of the row's beginning
     * @param reason field and rule, without the value
     */
    public record RowError(String file, long line, String reason) {}
}
