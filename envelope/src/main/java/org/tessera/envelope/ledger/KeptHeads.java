package org.tessera.envelope.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tessera.contracts.LedgerHead;

/**
 * Compares the signed heads that domains keep of each other's ledgers, with each other and with the ledgers themselves. Who
 * owns a database and its key can write its past anew and sign it; not what others keep of it.
 */
final class KeptHeads {
    private final Map<String, SuccessiveExports> ledgers;
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

    private KeptHeads(Map<String, SuccessiveExports> ledgers) {
        this.ledgers = ledgers;
    }

    /** What any export kept must be in the last export of who signed it, and of who keeps it. */
    static Result compare(Map<String, SuccessiveExports> ledgers) {
        KeptHeads heads = new KeptHeads(ledgers);
        for (SuccessiveExports keeper : ledgers.values()) {
            keeper.kept().forEach((head, export) -> {
                if (export != keeper.latest()) {
                    heads.mistakes.add(keeper.latest().name() + " no longer keeps the head " + head.sequence() + " of "
                            + head.domain() + " that " + export.name() + " keeps.");
                }
                heads.compare(head, export, keeper);
            });
            heads.requireReceived(keeper.latest());
        }
        return new Result(heads.fitting, List.copyOf(heads.mistakes));
    }

    /**
     * A head that is kept stands outside of its keeper's chain; that it was received, with which digest, stands in it. A
     * service keeps each and exports all, what it keeps after its entries. An export of before needs only to be followed by
     * a later one.
     */
    private void requireReceived(LedgerFile keeper) {
        Map<String, NavigableSet<Long>> missing = new TreeMap<>();
        for (LedgerEntry received : keeper.headsNotKept()) {
            missing.computeIfAbsent(String.valueOf(received.writer()), domain -> new TreeSet<>())
                    .add(received.sequence());
        }
        missing.forEach((domain, entries) -> mistakes.add(
                keeper.name() + " does not keep the head of " + domain + " that it received by entry " + entries.first()
                        + (entries.size() == 1 ? "." : ", nor " + (entries.size() - 1) + " of later ones.")));
    }

    private void compare(LedgerHead head, LedgerFile keeper, SuccessiveExports exports) {
        Kept kept = first.computeIfAbsent(
                new Place(head.domain(), head.sequence()), place -> new Kept(head.hash(), keeper.name()));
        if (!kept.hash().equals(head.hash())) {
            String where = kept.by().equals(keeper.name())
                    ? "both are kept in " + kept.by()
                    : "one is kept in " + kept.by() + ", another in " + keeper.name();
            mistakes.add(head.domain() + " signed two heads " + head.sequence() + ": " + where + ".");
        }
        SuccessiveExports owner = ledgers.get(head.domain());
        if (owner == null) {
            return;
        }
        LedgerFile ledger = owner.latest();
        Optional<String> hash = ledger.chain().hashOf(head.sequence());
        if (hash.equals(Optional.of(head.hash()))) {
            fitting++;
        } else if (hash.isPresent()) {
            mistakes.add(ledger.name() + " has another entry " + head.sequence() + " than the signed head that "
                    + keeper.name() + " keeps.");
        } else if (!exports.mayBeUnknownTo(owner, head)) {
            mistakes.add(ledger.name() + " does not reach entry " + head.sequence() + ", whose signed head "
                    + keeper.name() + " keeps.");
        }
    }
}
