package org.tessera.representativeness.population;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** References that were imported. */
public interface StoredReferences {
    /** The newest version of each that an account may use: everybody's and its own. */
    List<ReferencePopulation> newest(String account);

    /**
     * One of them.
     *
     * @param version null for the newest
     */
    Optional<ReferencePopulation> find(String name, @Nullable String version, String account);

    /** Waits until no other import of this name is under way, until the end of the transaction. */
    void oneAtATime(String name);

    /** Adds a version. */
    void add(ReferencePopulation reference);
}
