package org.tessera.envelope.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tessera.contracts.LedgerHead;
import org.tessera.envelope.SigningKey;
import org.tessera.envelope.TrustedKeys;

/**
 * Which heads of an export count. A head that its owner has not signed proves nothing, and neither does one that a key signed
 * after its end: it may be a thief's.
 */
final class SignedHeads {
    private final TrustedKeys keys;
    private final ReadChain chain;
    private final Consumer<String> mistakes;
    private final Consumer<String> notes;

    private enum Worth {
        COUNTS,
        AFTER_THE_KEYS_END,
        WRONG
    }

    /**
     * Heads of an export that was read.
     *
     * @param mistakes takes what is wrong, a sentence each without a full stop
     * @param notes takes what is to be known, in the same way
     */
    SignedHeads(TrustedKeys keys, ReadChain chain, Consumer<String> mistakes, Consumer<String> notes) {
        this.keys = keys;
        this.chain = chain;
        this.mistakes = mistakes;
        this.notes = notes;
    }

    /** Of the heads of the export's owner, those that count; they must be of its chain. When each was sealed, she says. */
    List<LedgerHead> own(List<LedgerHead> heads) {
        if (heads.isEmpty()) {
            mistakes.accept("it has no signed head");
            return List.of();
        }
        String owner = heads.getFirst().domain();
        List<SigningKey> signing = keys.signingKeysOfAllTimes(owner);
        if (signing.isEmpty()) {
            mistakes.accept("there is no public key of " + owner);
            return List.of();
        }
        if (heads.stream().allMatch(head -> worth(head, signing, head.sealedAt()) == Worth.WRONG)) {
            mistakes.accept("no head is signed with a key of " + owner
                    + " that was given: the keys may be those of another world, or all heads are forged");
            return List.of();
        }
        return own(heads, owner, signing);
    }

    private List<LedgerHead> own(List<LedgerHead> heads, String owner, List<SigningKey> signing) {
        List<LedgerHead> counting = new ArrayList<>();
        long ended = 0;
        for (LedgerHead head : heads) {
            Worth worth = worth(head, signing, head.sealedAt());
            if (!head.domain().equals(owner)) {
                mistakes.accept("it has heads of two domains");
            } else if (worth == Worth.WRONG) {
                mistakes.accept("the signature of head " + head.sequence() + " is wrong");
            } else if (worth == Worth.AFTER_THE_KEYS_END) {
                ended++;
            } else if (head.sequence() > 0 && !chain.hashOf(head.sequence()).equals(Optional.of(head.hash()))) {
                mistakes.accept("the signed head " + head.sequence() + " is not of this chain");
            } else {
                counting.add(head);
            }
        }
        if (ended > 0) {
            notes.accept(
                    ended + " of its heads were sealed after the end of the key that signed them: they are left out");
            if (ended == heads.size()) {
                mistakes.accept("it has no head that a key signed before its end");
            }
        }
        return counting;
    }

    /** Of the heads that are kept of other ledgers, those that count. When each was received, the keeper's chain says. */
    List<LedgerHead> kept(List<LedgerHead> heads) {
        List<LedgerHead> counting = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        Map<String, Long> ended = new TreeMap<>();
        for (LedgerHead head : heads) {
            List<SigningKey> signing = keys.signingKeysOfAllTimes(head.domain());
            Instant received = chain.received(head).map(LedgerEntry::at).orElse(Instant.MAX);
            if (signing.isEmpty()) {
                unknown.add(head.domain());
                continue;
            }
            switch (worth(head, signing, received)) {
                case COUNTS -> counting.add(head);
                case AFTER_THE_KEYS_END -> ended.merge(head.domain(), 1L, Long::sum);
                case WRONG ->
                    mistakes.accept("the signature of the head " + head.sequence() + " that it keeps of "
                            + head.domain() + " is wrong");
            }
        }
        unknown.forEach(domain -> mistakes.accept("there is no public key of " + domain + ", whose heads it keeps"));
        ended.forEach((domain, count) -> notes.accept(count + " heads that it keeps of " + domain
                + " came after the end of the key that signed them: they are left out"));
        return counting;
    }

    private static Worth worth(LedgerHead head, List<SigningKey> keys, Instant when) {
        Worth worth = Worth.WRONG;
        for (SigningKey key : keys) {
            if (LedgerHeads.verify(head, List.of(key.key()))) {
                if (key.countsAt(when)) {
                    return Worth.COUNTS;
                }
                worth = Worth.AFTER_THE_KEYS_END;
            }
        }
        return worth;
    }
}
