package org.tessera.messaging;

import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;

/**
 * The domain's append-only history: every transition, denial and crossing. Crossings are recorded by outbox and inbox
 * themselves. A sealer chains the entries; nothing can change one afterwards without the chain showing it.
 */
public interface Ledger {
    /** Records a transition in the caller's transaction. */
    void transition(Entry entry);

    /** Records a denial in a transaction of its own, so that it stays when the caller's rolls back. */
    void denial(Entry entry);

    /**
     * What is recorded.
     *
     * @param action what happened, "aggregate.verb": "upload-request.approved"
     * @param object id of the object it happened to; never an identifier of a person
     * @param actor who did it, null when the service itself
     * @param role the role she did it in, if any
     * @param persons how many persons it concerned, or null; stored as a bucket, never exactly
     * @param digest "sha256:..." of the bytes concerned, if any
     */
    record Entry(
            String action,
            String object,
            @Nullable Actor actor,
            @Nullable String role,
            @Nullable Long persons,
            @Nullable String digest) {
        /** A transition or denial without counts and bytes. */
        public static Entry of(String action, String object, @Nullable Actor actor, @Nullable String role) {
            return new Entry(action, object, actor, role, null, null);
        }
    }
}
