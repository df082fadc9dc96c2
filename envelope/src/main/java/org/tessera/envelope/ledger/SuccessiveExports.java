package org.tessera.envelope.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tessera.contracts.LedgerHead;

/**
 * The exports of one ledger, possibly of several moments. History only grows, so of two of them the longer is the later one,
 * and it begins with the earlier one.
 */
final class SuccessiveExports {
    /**
     * Longest time between two rounds of fetching ledgers. An older export that is given along must not excuse what a
     * counterpart does not know since then.
     */
    private static final Duration ROUND = Duration.ofHours(1);

    private final List<LedgerFile> exports;

    private SuccessiveExports(List<LedgerFile> exports) {
        this.exports = exports;
    }

    /** Groups the exports by the owner that their heads name; one without a head stands for itself, by its file's name. */
    static Map<String, SuccessiveExports> byOwner(List<LedgerFile> exports) {
        Map<String, List<LedgerFile>> byOwner = new LinkedHashMap<>();
        for (LedgerFile export : exports) {
            byOwner.computeIfAbsent(export.owner().orElse("the file " + export.name()), owner -> new ArrayList<>())
                    .add(export);
        }
        Map<String, SuccessiveExports> successive = new LinkedHashMap<>();
        byOwner.forEach((owner, ofOne) -> {
            ofOne.sort(Comparator.comparingLong(LedgerFile::entries)
                    .thenComparingInt(export -> export.kept().size()));
            successive.put(owner, new SuccessiveExports(List.copyOf(ofOne)));
        });
        return successive;
    }

    /** The longest export. */
    LedgerFile latest() {
        return exports.getLast();
    }

    /** Exports that do not go on where an earlier one ended, a sentence each. */
    List<String> rewritten() {
        List<String> sentences = new ArrayList<>();
        for (int i = 1; i < exports.size(); i++) {
            if (!exports.get(i).continues(exports.get(i - 1))) {
                sentences.add(exports.get(i).name() + " does not go on where "
                        + exports.get(i - 1).name() + " ended.");
            }
        }
        return sentences;
    }

    /** Every head that any of the exports keeps, with the latest export that does. */
    Map<LedgerHead, LedgerFile> kept() {
        Map<LedgerHead, LedgerFile> kept = new LinkedHashMap<>();
        exports.reversed().forEach(export -> export.kept().forEach(head -> kept.putIfAbsent(head, export)));
        return kept;
    }

    /**
     * Whether what this ledger recorded there may be missing in all exports of the other, since it came after the other's
     * last export was made: when both were fetched twice, all before any again, what the last export but one has is known to
     * the other's last one.
     */
    boolean mayBeUnknownTo(SuccessiveExports other, LedgerEntry recorded) {
        return fetchedTwice(other)
                && recorded.sequence() > lastButOne().chain().end()
                && !recorded.at().isBefore(latest().chain().endAt().minus(ROUND));
    }

    /** The same for a head that is kept; it is kept before its crossing is in the chain. */
    boolean mayBeUnknownTo(SuccessiveExports other, LedgerHead kept) {
        Optional<LedgerEntry> received = latest().chain().received(kept);
        return received.isPresent()
                ? mayBeUnknownTo(other, received.get())
                : fetchedTwice(other) && !lastButOne().kept().contains(kept);
    }

    private boolean fetchedTwice(SuccessiveExports other) {
        return exports.size() > 1 && other.exports.size() > 1;
    }

    private LedgerFile lastButOne() {
        return exports.get(exports.size() - 2);
    }
}
