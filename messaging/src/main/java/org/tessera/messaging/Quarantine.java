package org.tessera.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;

/**
 * Messages that were wrong, kept exactly as they came until somebody lets them in again or says that they stay out, and for
 * {@code tessera.quarantine.keep-settled} after that. Then the content goes, as it does at once when its writer takes it back, and
 * the item stays.
 */
public interface Quarantine {
    /**
     * One of them, without its content.
     *
     * @param id its number
     * @param channel the topic it came on
     * @param reason stable code of what is wrong
     * @param bytes size of its value, also when that is gone
     * @param digest "sha256:..." of its value, also when that is gone
     * @param quarantinedAt since when
     * @param redrivenAt when it was handled after all, null while it was not
     * @param dismissedAt since when nobody waits for it any more, null while somebody does
     */
    record Item(
            long id,
            String channel,
            String reason,
            int bytes,
            String digest,
            Instant quarantinedAt,
            @Nullable Instant redrivenAt,
            @Nullable Instant dismissedAt) {}

    /** The oldest ones after that number. */
    List<Item> list(long after, int limit);

    /** One of them. */
    Optional<Item> find(long id);

    /**
     * Tries again; records it in the ledger. What was handled before is not tried.
     *
     * @return empty when it was handled, now or before, else the reason why it is still wrong; "content-forgotten" of one that
     *     was dismissed too long ago or taken back
     * @throws IllegalArgumentException when there is no such item
     */
    Optional<String> redrive(long id, Actor by, String role);

    /**
     * Says that it stays out: it no longer counts as waiting, and is kept as it came for a while, in which it can still
     * be tried again. Records it in the ledger, once.
     *
     * @return false when it was handled, and so cannot be dismissed
     */
    boolean dismiss(long id, Actor by, String role);
}
