package org.tessera.imaging.feasibility;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.envelope.Actor;

/** Questions that were asked. */
public interface Inquiries {
    /** Lets one question after the other be counted and asked, until the transaction ends. */
    void queue();

    /** When questions were asked since that moment, by the account or by everybody (null), newest first. */
    List<Instant> askedSince(Instant since, @Nullable Actor account);

    /** Keeps a new one. */
    void add(Inquiry.Requested inquiry);

    /** Keeps its new state. */
    void save(Inquiry inquiry);

    /** Locks and reads it, until the transaction ends. */
    Optional<Inquiry> lock(FeasibilityRequestId id);

    /** The account's question of that id. */
    Optional<Inquiry> find(FeasibilityRequestId id, Actor account);

    /** The account's questions, oldest first, after the given one. */
    List<Inquiry> list(Actor account, int limit, @Nullable FeasibilityRequestId after);

    /** Locks and reads open ones whose deadline has passed; what another process works on is left out. */
    List<Inquiry> late(Instant now, int limit);
}
