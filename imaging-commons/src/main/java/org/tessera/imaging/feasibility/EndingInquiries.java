package org.tessera.imaging.feasibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.imaging.feasibility.Inquiry.Requested;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Ledger.Entry;
import org.tessera.messaging.Unacceptable;

/** Brings open questions to their end: by the broker's answer, or by their deadline. */
@ApplicationScoped
public class EndingInquiries {
    private static final int AT_ONCE = 100;

    private final Inquiries inquiries;
    private final Ledger ledger;
    private final Clock clock;

    EndingInquiries(Inquiries inquiries, Ledger ledger, Clock clock) {
        this.inquiries = inquiries;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Takes the broker's answer, in the caller's transaction. One that comes after the end is written into the ledger
     * and changes nothing. Throws {@link Unacceptable} "unknown-request" and "not-rounded".
     */
    public void told(FeasibilityResult result) {
        Inquiry inquiry = inquiries.lock(result.requestId()).orElseThrow(() -> new Unacceptable("unknown-request"));
        if (!(inquiry instanceof Requested requested)) {
            ledger.transition(Entry.of("feasibility-request.answered-late", id(inquiry), null, null));
            return;
        }
        Optional<Inquiry> ended = requested.told(result, clock.instant());
        end(ended.orElseThrow(() -> new Unacceptable("not-rounded")));
    }

    /** Fails what nobody answered in time, in the caller's transaction; says how many. */
    public int late() {
        Instant now = clock.instant();
        int count = 0;
        for (Inquiry inquiry : inquiries.late(now, AT_ONCE)) {
            if (inquiry instanceof Requested requested) {
                end(requested.late(now));
                count++;
            }
        }
        return count;
    }

    private void end(Inquiry ended) {
        inquiries.save(ended);
        String verb = ended.state().name().toLowerCase(Locale.ROOT);
        ledger.transition(Entry.of("feasibility-request." + verb, id(ended), null, null));
    }

    private static String id(Inquiry inquiry) {
        return inquiry.asked().id().toString();
    }
}
