package org.tessera.imaging.catalog;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.tessera.envelope.Actor;

/** Where the rows and files of a bundle go. */
public interface BundleLoads {
    /** Loads the bundle's rows and files under a new submission, in the caller's transaction. */
    Loaded load(UUID submission, Unpacked bundle, Actor curator) throws IOException;

    /** Records how the submission ended, in the same transaction. */
    void end(Submission submission);

    /**
     * What went in.
     *
     * @param cases cases that were accepted
     * @param files rows of each file
     * @param warnings sentences for the curator
     */
    record Loaded(long cases, List<Submission.Tally> files, List<String> warnings) {}
}
