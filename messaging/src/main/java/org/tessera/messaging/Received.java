package org.tessera.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Payload;
import org.tessera.envelope.Actor;
import org.tessera.envelope.EventId;

/**
 * A message whose signature and schema were found good.
 *
 * @param id its identity
 * @param channel the topic it came on
 * @param writer client id of the service or partner that signed it
 * @param sentAt when the writer sent it
 * @param actor the person the writer vouches for, if any
 * @param project the project the writer names, if any
 * @param redriven whether it comes out of the quarantine, and so perhaps behind what its writer sent after it
 * @param payload the content
 */
public record Received<P extends Payload>(
        EventId id,
        String channel,
        String writer,
        Instant sentAt,
        @Nullable Actor actor,
        @Nullable String project,
        boolean redriven,
        P payload) {}
