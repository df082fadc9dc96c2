package org.tessera.representativeness.population;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All references that somebody may use: those that come with the service, everybody's and one's own. */
@ApplicationScoped
public class References {
    private final ReferenceLibrary library;
    private final StoredReferences stored;

    References(ReferenceLibrary library, StoredReferences stored) {
        this.library = library;
        this.stored = stored;
    }

    /** The newest version of each reference that an account may use. */
    public List<ReferencePopulation> visibleTo(String account) {
        return Stream.concat(library.references().stream(), stored.newest(account).stream())
                .toList();
    }

    /**
     * One reference.
     *
     * @param id its name, for the newest version, or "name/version"
     * @param account who asks
     */
    public Optional<ReferencePopulation> find(String id, String account) {
        int slash = id.indexOf('/');
        String name = slash < 0 ? id : id.substring(0, slash);
        String version = slash < 0 ? null : id.substring(slash + 1);
        return shipped(name, version).or(() -> stored.find(name, version, account));
    }

    private Optional<ReferencePopulation> shipped(String name, @Nullable String version) {
        return library.reference(name)
                .filter(reference -> version == null || reference.version().equals(version));
    }
}
