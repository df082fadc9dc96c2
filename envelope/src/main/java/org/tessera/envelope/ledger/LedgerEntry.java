package org.tessera.envelope.ledger;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;

/**
 * What a ledger says about one thing that happened.
 *
 * @param sequence position in the chain, from 1 without gaps
 * @param at when it happened; kept to microseconds
 * @param kind transition, denial or crossing
 * @param action what happened, "upload-request.approved"; for a crossing the message's type
 * @param object id of the object; for a crossing the message's key or id; never an identifier of a person
 * @param actor who did it, absent when the service itself
 * @param role the role it was done in, if any
 * @param personsBucket how many persons it concerned, see {@link PersonsBucket}, if any
 * @param channel topic of a crossing
 * @param direction OUT at the writer, IN at the reader
 * @param eventId the message's id, of a crossing
 * @param writer client id of the message's writer, of a crossing
 * @param digest "sha256:..." of the bytes concerned; of a crossing: the message's value
 * @param jws the message's signature, of a crossing
 */
@JsonPropertyOrder({
    "sequence",
    "at",
    "kind",
    "action",
    "object",
    "actor",
    "role",
    "personsBucket",
    "channel",
    "direction",
    "eventId",
    "writer",
    "digest",
    "jws"
})
public record LedgerEntry(
        long sequence,
        Instant at,
        Kind kind,
        String action,
        String object,
        @Nullable Actor actor,
        @Nullable String role,
        @Nullable String personsBucket,
        @Nullable String channel,
        @Nullable Direction direction,
        @Nullable String eventId,
        @Nullable String writer,
        @Nullable String digest,
        @Nullable String jws) {
    /** What kind of thing happened. */
    public enum Kind {
        TRANSITION,
        DENIAL,
        CROSSING
    }

    /** Which way a message crossed the border. */
    public enum Direction {
        IN,
        OUT
    }

    /** Cuts the time to microseconds, which every store keeps. */
    public LedgerEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
