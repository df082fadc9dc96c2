package org.tessera.enclave.omop;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The OMOP tables, for loading. */
public interface OmopRows {
    /** The tables that the enclave keeps, in the order in which they have to be loaded. */
    List<CdmTable> tables();

    /** Makes sure that nobody else loads the same partner's release, until the transaction ends. */
    void lock(String partner, String release);

    /** Removes the partner's rows of the release; its references keep their numbers. */
    void clear(String partner, String release);

    /**
     * Marks everyone in the partner's rows of the release who has opted out, also while they were loaded; an opt-out that
     * comes after this waits until the transaction ends, and then finds them.
     */
    void markWithdrawn(String partner, String release);

    /** Loads one file; rows that do not fit are kept as errors of the submission. */
    FileTotals load(ReleaseSubmission submission, CdmTable table, String file, InputStream rows) throws IOException;
}
