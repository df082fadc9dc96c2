package org.tessera.envelope.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.tessera.contracts.LedgerHead;

/**
 * Holds the times of entries against those of the signed heads around them. An entry is dated within its transaction and
 * sealed after it, by the clock of any replica; so one that is dated well before the head before it was sealed, or after the
 * head that covers it, was dated wrongly. Or sealing was held up, or a clock was wrong: it is told, and is no mistake.
 */
final class EntryTimes {
    /** The longest transaction takes ten minutes; the rest is for the clocks of several replicas. */
    private static final Duration ALLOWED = Duration.ofMinutes(15);

    private EntryTimes() {}

    /** The sentence, without a full stop, on entries whose times do not fit; absent when all do. */
    static Optional<String> odd(NavigableMap<Long, ReadChain.Link> links, List<LedgerHead> heads) {
        NavigableMap<Long, Instant> sealed = new TreeMap<>();
        heads.forEach(head -> sealed.put(head.sequence(), head.sealedAt()));
        List<Long> odd = links.entrySet().stream()
                .filter(entry -> isOdd(entry.getKey(), entry.getValue().at(), sealed))
                .map(Map.Entry::getKey)
                .toList();
        if (odd.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(odd.size() + " entries, the first of them " + odd.getFirst() + ", are dated more than "
                + ALLOWED.toMinutes()
                + " minutes before the head before them was sealed, or after the one that covers them:"
                + " they were dated wrongly, sealing was held up, or a clock was wrong");
    }

    private static boolean isOdd(long sequence, Instant at, NavigableMap<Long, Instant> sealed) {
        Map.Entry<Long, Instant> before = sealed.lowerEntry(sequence);
        Map.Entry<Long, Instant> covering = sealed.ceilingEntry(sequence);
        boolean tooEarly = before != null && at.isBefore(before.getValue().minus(ALLOWED));
        boolean tooLate = covering != null && at.isAfter(covering.getValue().plus(ALLOWED));
        return tooEarly || tooLate;
    }
}
