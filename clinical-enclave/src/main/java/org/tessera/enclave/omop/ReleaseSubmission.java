package org.tessera.enclave.omop;

import java.time.Instant;
import java.util.List;

/**
 * A bundle that was loaded into a release.
 *
 * @param id this load
 * @param partner client id of the partner that signed it
 * @param release the release its rows belong to
 * @param state whether its rows are in the release now
 * @param submittedAt when it was loaded
 * @param manifestDigest "sha256:..." of its manifest
 * @param files what became of each file
 */
public record ReleaseSubmission(
        ReleaseSubmissionId id,
        String partner,
        String release,
        State state,
        Instant submittedAt,
        String manifestDigest,
        List<FileTotals> files) {
    /** Whether its rows are in the release. */
    public enum State {
        /** They are. */
        LOADED,
        /** The partner submitted the release again: those rows are there instead. */
        REPLACED
    }

    public ReleaseSubmission {
        files = List.copyOf(files);
    }

    /** For who may know that there is such a release, and not how many persons, deaths or opt-outs a partner has. */
    public ReleaseSubmission withoutTotals() {
        return new ReleaseSubmission(id, partner, release, state, submittedAt, manifestDigest, List.of());
    }

    /** Rows of the person table that went in. */
    public long persons() {
        return files.stream()
                .filter(file -> file.file().equalsIgnoreCase("omop/person.csv"))
                .mapToLong(FileTotals::accepted)
                .sum();
    }
}
