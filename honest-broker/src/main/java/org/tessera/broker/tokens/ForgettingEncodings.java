package org.tessera.broker.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.tessera.messaging.Ledger;

/** Encodings are there for a match that is near; those that none has used in time are deleted. */
@ApplicationScoped
public class ForgettingEncodings {
    private static final int PORTION = 100_000;

    private final HeldEncodings encodings;
    private final TokenSettings settings;
    private final Ledger ledger;
    private final Clock clock;

    /** Puts the use case together. */
    public ForgettingEncodings(HeldEncodings encodings, TokenSettings settings, Ledger ledger, Clock clock) {
        this.encodings = encodings;
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Deletes a portion of what is too old; says how many there were, 0 when nothing is left. */
    @Transactional
    public long run() {
        long deleted = encodings.deleteBefore(clock.instant().minus(settings.keepEncodings()), PORTION);
        if (deleted > 0) {
            ledger.transition(new Ledger.Entry("encodings.expired", "encodings", null, null, deleted, null));
        }
        return deleted;
    }
}
