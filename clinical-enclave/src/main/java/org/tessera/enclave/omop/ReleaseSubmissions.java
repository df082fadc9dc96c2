package org.tessera.enclave.omop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tessera.rest.Page;

/** What was loaded, with its errors. */
public interface ReleaseSubmissions {
    /** Whatever the partner loaded into this release before is REPLACED. */
    void replace(String partner, String release);

    /** Keeps a submission that begins. */
    void begin(ReleaseSubmission submission, String steward);

    /** Keeps what became of its files. */
    void finish(ReleaseSubmissionId id, List<FileTotals> files);

    /** Keeps errors; every error of a file comes in one or several calls. */
    void errors(ReleaseSubmissionId id, List<RowError> errors);

    /** The first error of a file, if it has one. */
    Optional<RowError> firstError(ReleaseSubmissionId id, String file);

    /** The submission of that id. */
    Optional<ReleaseSubmission> find(ReleaseSubmissionId id);

    /** When the load of rows that are in a release now last began, of whichever partner; empty when none were. */
    Optional<Instant> lastLoaded(String release);

    /**
     * Which loads' rows are in a release now, of every partner: "sha256:..." of their manifests, in a fixed order, and at last
     * one over the loads of concepts, which all releases share: by them a protocol's codes are looked up. Empty when there are
     * none. Another list means other rows or concepts.
     */
    List<String> loaded(String release);

    /** Newest first. */
    Page<ReleaseSubmission> list(int limit, long before);

    /** Errors in the order they were found. */
    Page<RowError> errors(ReleaseSubmissionId id, int limit, long after);
}
