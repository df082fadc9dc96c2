package org.tessera.representativeness.population;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Alignments that somebody added. */
public interface StoredAlignments {
    /** The newest version of each that an account may use: everybody's and its own. */
    List<CategoryAlignment> newest(String account);

    /**
     * One of them.
     *
     * @param version null for the newest
     */
    Optional<CategoryAlignment> find(String name, @Nullable String version, String attribute, String account);

    /** Waits until nobody else adds to this name, until the end of the transaction. */
    void oneAtATime(String name);

    /**
     * Adds a version.
     *
     * @param owner the account that alone may use it; null when it is everybody's
     */
    void add(CategoryAlignment alignment, @Nullable String owner);
}
