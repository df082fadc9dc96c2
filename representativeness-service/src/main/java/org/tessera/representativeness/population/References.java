package org.tessera.representativeness.population;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** All references that somebody may use. */
@ApplicationScoped
public class References {
    private final ReferenceLibrary library;

    References(ReferenceLibrary library) {
        this.library = library;
    }

    /** The newest version of each reference that an account may use. */
    public List<ReferencePopulation> visibleTo(String account) {
        return library.references();
    }

    /**
     * One reference.
     *
     * @param id its name, for the newest version, or "name/version"
     * @param account who asks
     */
    public Optional<ReferencePopulation> find(String id, String account) {
        return visibleTo(account).stream()
                .filter(reference ->
                        reference.name().equals(id) || reference.id().equals(id))
                .findFirst();
    }
}
