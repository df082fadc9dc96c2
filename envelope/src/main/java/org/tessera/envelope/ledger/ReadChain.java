package org.tessera.envelope.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.LedgerHead;
import org.tessera.contracts.MessageType;
import org.tessera.envelope.Digests;
import org.tessera.envelope.ledger.LedgerEntry.Direction;
import org.tessera.envelope.ledger.LedgerEntry.Kind;

/** The chain of one export as its lines are read: each entry must follow the one before. */
final class ReadChain {
    private final Consumer<String> mistakes;
    private final NavigableMap<Long, Link> links = new TreeMap<>();
    private final Map<Message, LedgerEntry> crossings = new HashMap<>();
    private final Map<String, LedgerEntry> headsReceived = new HashMap<>();
    private final Map<String, Long> headsSent = new HashMap<>();
    private String previousHash = LedgerChain.GENESIS;
    private long sequence;

    /**
     * An entry's place in the chain.
     *
     * @param hash of the entry
     * @param at when it happened, as it says
     */
    record Link(String hash, Instant at) {}

    /**
     * Identity of a message: each writer chooses its own event ids.
     *
     * @param writer client id of its writer
     * @param eventId the message's id
     */
    record Message(@Nullable String writer, String eventId) {}

    /** @param mistakes takes what is wrong, a sentence each without a full stop */
    ReadChain(Consumer<String> mistakes) {
        this.mistakes = mistakes;
    }

    void follow(ChainedEntry chained) {
        LedgerEntry entry = chained.entry();
        if (entry.sequence() != sequence + 1) {
            mistakes.accept("after entry " + sequence + " comes entry " + entry.sequence());
        }
        if (!chained.previousHash().equals(previousHash)) {
            mistakes.accept("entry " + entry.sequence() + " does not follow the one before");
        }
        if (!chained.hash().equals(LedgerChain.hash(chained.previousHash(), entry))) {
            mistakes.accept("entry " + entry.sequence() + " was changed");
        }
        sequence = entry.sequence();
        previousHash = chained.hash();
        links.put(sequence, new Link(previousHash, entry.at()));
        if (entry.kind() == Kind.CROSSING && entry.eventId() != null) {
            remember(entry, entry.eventId());
        }
    }

    private void remember(LedgerEntry entry, String eventId) {
        if (crossings.put(new Message(entry.writer(), eventId), entry) != null) {
            mistakes.accept("entry " + entry.sequence() + " records a message a second time");
        }
        if (entry.digest() == null || !MessageType.LEDGER_HEAD.typeName().equals(entry.action())) {
            return;
        }
        if (entry.direction() == Direction.IN) {
            headsReceived.putIfAbsent(entry.digest(), entry);
        } else {
            headsSent.put(entry.digest(), entry.sequence());
        }
    }

    /** Sequence of the last entry, 0 when there is none. */
    long end() {
        return sequence;
    }

    /** Hash of the last entry. */
    String endHash() {
        return previousHash;
    }

    /** When the last entry happened. */
    Instant endAt() {
        Map.Entry<Long, Link> last = links.lastEntry();
        return last == null ? Instant.MIN : last.getValue().at();
    }

    /** The entries by their sequence. */
    NavigableMap<Long, Link> links() {
        return Collections.unmodifiableNavigableMap(links);
    }

    /** Hash of the entry with that sequence, if the chain reaches so far. */
    Optional<String> hashOf(long entry) {
        return Optional.ofNullable(links.get(entry)).map(Link::hash);
    }

    /** Recorded crossings. */
    Map<Message, LedgerEntry> crossings() {
        return Collections.unmodifiableMap(crossings);
    }

    /** The entry with which a counterpart's head was first received, if it is in the chain. */
    Optional<LedgerEntry> received(LedgerHead head) {
        return Optional.ofNullable(headsReceived.get(digest(head)));
    }

    /** Entries of the heads of counterparts that were received. */
    Collection<LedgerEntry> headsReceived() {
        return Collections.unmodifiableCollection(headsReceived.values());
    }

    /** How many of the heads that the owner sent, up to the last of these, are not among these. */
    long headsSentBut(List<LedgerHead> own) {
        Set<String> there = own.stream().map(ReadChain::digest).collect(Collectors.toSet());
        long last = there.stream()
                .mapToLong(digest -> headsSent.getOrDefault(digest, 0L))
                .max()
                .orElse(0);
        return headsSent.entrySet().stream()
                .filter(sent -> sent.getValue() < last && !there.contains(sent.getKey()))
                .count();
    }

    /** Digest of a head's message, which holds nothing else. */
    static String digest(LedgerHead head) {
        return Digests.prefixed(ContractJson.bytes(head));
    }
}
