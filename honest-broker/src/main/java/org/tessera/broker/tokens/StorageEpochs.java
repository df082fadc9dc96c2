package org.tessera.broker.tokens;

import java.util.List;
import java.util.Set;

/** The epochs of the storage keys as the store knows them. */
public interface StorageEpochs {
    /** One at a time, over all replicas, until the transaction ends. */
    void lock();

    /** Epochs that something was stored under before anybody noted which one is current. */
    List<String> unordered();

    /** False when this epoch had another key before; remembers the key of one that is known without. */
    boolean agrees(String epoch, byte[] fingerprint);

    /** Notes that the epoch is current from now on, if it has not been before; true when it is so in the place of another. */
    boolean begin(String epoch, byte[] fingerprint);

    /** Whether no other became current after it. */
    boolean isLatest(String epoch);

    /** Notes that nothing older is left; false when that was noted before. */
    boolean reached(String epoch);

    /** Epochs that something is stored under now. */
    Set<String> held();
}
