package org.tessera.broker.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tessera.messaging.Ledger;

/**
 * Takes the store to the key that is first in the file (linkage.md, Keys). Each row says under which epoch it is, and is
 * read by that one's key, so a join in between is neither wrong nor partial. A key is needed until nothing is under it.
 */
@ApplicationScoped
public class RotatingKeys {
    private final StorageKeys keys;
    private final StorageEpochs epochs;
    private final HashKeys hashKeys;
    private final Reencryption reencryption;
    private final Ledger ledger;
    private volatile Set<String> held = Set.of();
    private volatile Set<String> differing = Set.of();

    /** Puts the use case together. */
    public RotatingKeys(
            StorageKeys keys, StorageEpochs epochs, HashKeys hashKeys, Reencryption reencryption, Ledger ledger) {
        this.keys = keys;
        this.epochs = epochs;
        this.hashKeys = hashKeys;
        this.reencryption = reencryption;
        this.ledger = ledger;
    }

    /**
     * Before anything is stored: notes the keys of the file and which is current, and sees to the key of hashes. While a key
     * is missing it does not: that may be the one the hashes were made with. Throws {@link IllegalStateException} when an
     * epoch of the file had another key before, or has another one in another replica's file.
     */
    @Transactional
    public void begin() {
        epochs.lock();
        for (String epoch : keys.epochs()) {
            epochs.note(epoch, keys.fingerprintOf(epoch));
            if (!agrees(epoch)) {
                throw new IllegalStateException("the storage key of epoch " + epoch + " is not the one it was");
            }
        }
        String current = keys.currentEpoch();
        if (epochs.begin(current)) {
            ledger.transition(Ledger.Entry.of("storage-rotation.begun", current, null, null));
        }
        look();
        if (missing().isEmpty()) {
            hashKeys.keep(madeBefore(epochs.unordered()));
            epochs.ordered();
            look();
        }
    }

    /** Under which epoch an earlier version, which did not note it, made its hashes. */
    private String madeBefore(List<String> unordered) {
        return unordered.size() == 1 ? unordered.getFirst() : keys.currentEpoch();
    }

    private boolean agrees(String epoch) {
        return epochs.agrees(epoch, keys.fingerprintOf(epoch));
    }

    private void look() {
        Set<String> others = new TreeSet<>(keys.epochs());
        others.removeIf(this::agrees);
        differing = others;
        held = epochs.held();
    }

    /** Moves what is older, as far as its keys are there, unless a newer epoch has become current elsewhere. */
    public void move() {
        look();
        if (isLatest() && !differing.contains(keys.currentEpoch())) {
            Set<String> readable = older();
            readable.removeAll(missing());
            if (!readable.isEmpty()) {
                try {
                    reencryption.toCurrent(readable);
                } finally {
                    look();
                }
            }
        }
    }

    /** Notes, once, that nothing older is left; says whether it did. */
    @Transactional
    public boolean finish() {
        String current = keys.currentEpoch();
        boolean reached = isLatest() && older().isEmpty() && epochs.reached(current);
        if (reached) {
            ledger.transition(Ledger.Entry.of("storage-rotation.finished", current, null, null));
        }
        return reached;
    }

    /** Whether no other replica's file has a newer epoch first; one that has not moves nothing. */
    public boolean isLatest() {
        return epochs.isLatest(keys.currentEpoch());
    }

    /** Epochs other than the current one whose keys were needed when this was last looked at. */
    public Set<String> older() {
        Set<String> older = new TreeSet<>(held);
        older.remove(keys.currentEpoch());
        return older;
    }

    /**
     * Those of them without a key, and those whose key in the file is not the known one: what is under them can be neither read
     * nor moved, and nothing may be linked without it.
     */
    public Set<String> missing() {
        Set<String> missing = older();
        missing.removeAll(keys.epochs());
        missing.addAll(differing);
        return missing;
    }
}
