package org.tessera.imaging.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.UploadRequestId;
import org.tessera.envelope.Actor;

/** Upload requests that the commons carries. */
public interface Uploads {
    /** Keeps a new one. */
    void add(Upload.Submitted upload);

    /** Keeps its new state. */
    void save(Upload upload);

    /** Locks and reads it, until the transaction ends. */
    Optional<Upload> lock(UploadRequestId id);

    /** The account's request of that id. */
    Optional<Upload> find(UploadRequestId id, Actor account);

    /** The account's requests, oldest first, after the given one. */
    List<Upload> list(Actor account, int limit, @Nullable UploadRequestId after);

    /** Locks and reads those that wait for a machine beyond their deadline; what another process works on is left out. */
    List<Upload> late(Instant now, int limit);
}
