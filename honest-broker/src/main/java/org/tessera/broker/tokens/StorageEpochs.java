package org.tessera.broker.tokens;

import java.util.List;
import java.util.Set;

/** The epochs of the storage keys as the store knows them. */
public interface StorageEpochs {
    /** One at a time, over all replicas, until the transaction ends. */
    void lock();

    /** Epochs that something was stored under before anybody noted which one is current, until {@link #ordered} is called. */
    List<String> unordered();

    /** Notes that it is not needed any more under which of the unordered ones something was made. */
    void ordered();

    /** Notes the key of this epoch, current or not, unless one is known. */
    void note(String epoch, byte[] fingerprint);

    /** False when another key of this epoch is known. */
    boolean agrees(String epoch, byte[] fingerprint);

    /** Notes that this noted epoch is current from now on, if it was not before; true when it is so in the place of another. */
    boolean begin(String epoch);

    /** Whether no other became current after it. */
    boolean isLatest(String epoch);

    /** Notes that nothing older is left; false when that was noted before. */
    boolean reached(String epoch);

    /** Epochs that something is stored under now, and the unordered ones: their keys are needed. */
    Set<String> held();
}
