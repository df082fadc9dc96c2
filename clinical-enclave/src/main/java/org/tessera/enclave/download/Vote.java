package org.tessera.enclave.download;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.download.DownloadMoves.Move;
import org.tessera.enclave.workflow.MadeMove;

/**
 * What one reviewer thinks; the other does not see it before she has voted too.
 *
 * @param by the reviewer
 * @param verdict what she thinks
 * @param comment why
 * @param at when
 */
public record Vote(Account by, Verdict verdict, String comment, Instant at) {
    /** What a reviewer can think. */
    @Schema(name = "ReviewVerdict")
    public enum Verdict {
        /** May leave as it is. */
        APPROVE,
        /** Not like this: back to the author. */
        RETURN,
        /** Never. */
        REJECT
    }

    /** As the move that it was. */
    MadeMove<Move> made() {
        return by.made(Move.VOTE, verdict, comment);
    }
}
