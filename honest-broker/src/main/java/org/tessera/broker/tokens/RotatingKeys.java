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

    /** Puts the use case together. */
    public RotatingKeys(
            StorageKeys keys, StorageEpochs epochs, HashKeys hashKeys, Reencryption reencryption, Ledger ledger) {
        this.keys = keys;
        this.epochs = epochs;
        this.hashKeys = hashKeys;
        this.reencryption = reencryption;
        this.ledger = ledger;
    }

    /** Before anything is stored: throws {@link IllegalStateException} when an epoch of the file had another key before. */
    @Transactional
    public void begin() {
        epochs.lock();
        for (String epoch : keys.epochs()) {
            if (!epochs.agrees(epoch, keys.fingerprintOf(epoch))) {
                throw new IllegalStateException("the storage key of epoch " + epoch + " is not the one it was");
            }
        }
        String current = keys.currentEpoch();
        hashKeys.keep(madeBefore(epochs.unordered()));
        if (epochs.begin(current, keys.fingerprintOf(current))) {
            ledger.transition(Ledger.Entry.of("storage-rotation.begun", current, null, null));
        }
        held = epochs.held();
    }

    /** Under which epoch an earlier version, which did not note it, made its hashes. */
    private String madeBefore(List<String> unordered) {
        boolean another = unordered.size() == 1 && keys.epochs().contains(unordered.getFirst());
        return another ? unordered.getFirst() : keys.currentEpoch();
    }

    /** Moves what is older, as far as its keys are there, unless a newer epoch has become current elsewhere. */
    public void move() {
        if (isLatest()) {
            Set<String> readable = new TreeSet<>(older());
            readable.retainAll(keys.epochs());
            if (!readable.isEmpty()) {
                reencryption.toCurrent(readable);
            }
        }
        held = epochs.held();
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

    /** Epochs other than the current one that something was under when this was last looked at: their keys are needed. */
    public Set<String> older() {
        Set<String> older = new TreeSet<>(held);
        older.remove(keys.currentEpoch());
        return older;
    }

    /** Those of them without a key: what is under them can be neither read nor moved, and nothing may be linked without it. */
    public Set<String> missing() {
        Set<String> missing = older();
        missing.removeAll(keys.epochs());
        return missing;
    }
}
