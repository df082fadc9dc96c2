package org.tessera.enclave.disclosure;

import java.util.List;
import java.util.Set;

/**
 * The person sets that a released resource printed a number about: what later requests of the project are compared
 * with. {@link #of} takes them out of a resource; store its JSON when the resource is released.
 *
 * @param resource name of the resource and of the request it left with
 * @param sets the sets
 */
public record ReleasedCells(String resource, List<ReleasedSet> sets) {
    /** Copies. */
    public ReleasedCells {
        sets = List.copyOf(sets);
    }

    /**
     * A set of persons with what was printed of it.
     *
     * @param label cell, margin or list, for sentences
     * @param persons who
     * @param published what was printed
     */
    public record ReleasedSet(String label, Set<PersonKey> persons, Published published) {
        /** Copies. */
        public ReleasedSet {
            persons = Set.copyOf(persons);
        }
    }

    /** The same, once they have left with this request: one name may leave with several. */
    public ReleasedCells leftWith(String request) {
        return new ReleasedCells(resource + " of request " + request, sets);
    }

    /** The sets of a resource that has not left. */
    public static ReleasedCells of(FrozenResource resource) {
        return new ReleasedCells(resource.name(), PersonSets.of(resource.content()));
    }
}
