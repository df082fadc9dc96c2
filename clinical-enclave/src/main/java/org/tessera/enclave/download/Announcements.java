package org.tessera.enclave.download;

import java.util.List;
import java.util.UUID;

/** What the representativeness service was told of which release, so that a recall can take it back there too. */
public interface Announcements {
    /** It was told. */
    void announced(Announced announced, DownloadRequestId request);

    /** Marks what was told of a release as recalled, and gives it. */
    List<Announced> recalled(DownloadRequestId request);

    /**
     * Something that was told.
     *
     * @param releasedId the profile or report
     * @param channel where
     */
    record Announced(UUID releasedId, String channel) {}
}
