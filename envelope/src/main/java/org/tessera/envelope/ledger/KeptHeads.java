package org.tessera.envelope.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.LedgerHead;

/**
 * Compares the signed heads that domains keep of each other's ledgers, with each other and with the ledgers themselves. Who
 * owns a database and its key can write its past anew and sign it; not what others keep of it.
 */
final class KeptHeads {
    private final Map<String, LedgerFile> ledgers = new HashMap<>();
    private final Map<Place, Kept> first = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private long fitting;

    /** An entry of somebody's ledger. */
    private record Place(String domain, long sequence) {}

    /** The hash of an entry, and the export that has it. */
    private record Kept(String hash, String by) {}

    /**
     * The result of comparing heads.
     *
     * @param fitting kept heads that are in the ledger of who signed them
     * @param mistakes what does not fit, a sentence each
     */
    record Result(long fitting, List<String> mistakes) {}

    private KeptHeads(List<LedgerFile> ledgers) {
        for (LedgerFile ledger : ledgers) {
            ledger.owner().ifPresent(owner -> this.ledgers.put(owner, ledger));
        }
    }

    /** Of a ledger in use, what its first export kept must be in the last export of who signed it, and of who keeps it. */
    static Result compare(SuccessiveExports exports) {
        KeptHeads heads = new KeptHeads(exports.latest());
        for (int owner = 0; owner < exports.earliest().size(); owner++) {
            LedgerFile before = exports.earliest().get(owner);
            LedgerFile now = exports.latest().get(owner);
            Set<LedgerHead> kept = new LinkedHashSet<>(now.kept());
            for (LedgerHead head : before.kept()) {
                heads.find(head, before);
                if (!kept.contains(head)) {
                    heads.mistakes.add(now.name() + " no longer keeps the head " + head.sequence() + " of "
                            + head.domain() + " that " + before.name() + " keeps.");
                }
            }
            kept.forEach(head -> heads.compare(head, now));
        }
        return new Result(heads.fitting, List.copyOf(heads.mistakes));
    }

    private void find(LedgerHead head, LedgerFile keeper) {
        LedgerFile ledger = ledgers.get(head.domain());
        if (ledger != null && ledger.hashOf(head.sequence()).isEmpty()) {
            mistakes.add(ledger.name() + " does not reach entry " + head.sequence() + ", whose signed head "
                    + keeper.name() + " keeps.");
        }
    }

    private void compare(LedgerHead head, LedgerFile keeper) {
        Kept kept = first.computeIfAbsent(
                new Place(head.domain(), head.sequence()), place -> new Kept(head.hash(), keeper.name()));
        if (!kept.hash().equals(head.hash())) {
            String where = kept.by().equals(keeper.name())
                    ? "both are kept in " + kept.by()
                    : "one is kept in " + kept.by() + ", another in " + keeper.name();
            mistakes.add(head.domain() + " signed two heads " + head.sequence() + ": " + where + ".");
        }
        LedgerFile ledger = ledgers.get(head.domain());
        if (ledger == null) {
            return;
        }
        Optional<String> hash = ledger.hashOf(head.sequence());
        if (hash.equals(Optional.of(head.hash()))) {
            fitting++;
        } else if (hash.isPresent()) {
            mistakes.add(ledger.name() + " has another entry " + head.sequence() + " than the signed head that "
                    + keeper.name() + " keeps.");
        }
    }
}
