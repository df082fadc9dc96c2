package org.tessera.envelope.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exports of several ledgers, possibly of several moments. History only grows, so of two exports of one ledger the longer
 * is the later one, and it begins with the earlier one.
 *
 * @param earliest the shortest export of each owner
 * @param latest the longest export of each owner
 * @param rewritten exports that do not go on where an earlier one ended, a sentence each
 */
record SuccessiveExports(List<LedgerFile> earliest, List<LedgerFile> latest, List<String> rewritten) {
    /** Groups the exports by the owner that their heads name; one without a head stands for itself. */
    static SuccessiveExports of(List<LedgerFile> exports) {
        Map<String, List<LedgerFile>> byOwner = new LinkedHashMap<>();
        for (LedgerFile export : exports) {
            byOwner.computeIfAbsent(export.owner().orElse("the file " + export.name()), owner -> new ArrayList<>())
                    .add(export);
        }
        List<LedgerFile> earliest = new ArrayList<>();
        List<LedgerFile> latest = new ArrayList<>();
        List<String> rewritten = new ArrayList<>();
        for (List<LedgerFile> ofOne : byOwner.values()) {
            ofOne.sort(Comparator.comparingLong(LedgerFile::entries));
            earliest.add(ofOne.getFirst());
            latest.add(ofOne.getLast());
            for (int i = 1; i < ofOne.size(); i++) {
                if (!ofOne.get(i).continues(ofOne.get(i - 1))) {
                    rewritten.add(ofOne.get(i).name() + " does not go on where "
                            + ofOne.get(i - 1).name() + " ended.");
                }
            }
        }
        return new SuccessiveExports(earliest, latest, rewritten);
    }
}
