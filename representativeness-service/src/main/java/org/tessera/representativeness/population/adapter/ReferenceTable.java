package org.tessera.representativeness.population.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.StoredReferences;
import org.tessera.representativeness.population.adapter.LibraryEntryRow.Kind;

/** Imported references in table {@code library_entry}. */
@ApplicationScoped
public class ReferenceTable implements StoredReferences {
    private final LibraryEntries entries;

    ReferenceTable(LibraryEntries entries) {
        this.entries = entries;
    }

    @Override
    @Transactional
    public List<ReferencePopulation> newest(String account) {
        return entries.newest(Kind.REFERENCE, account, ReferencePopulation.class);
    }

    @Override
    @Transactional
    public Optional<ReferencePopulation> find(String name, @Nullable String version, String account) {
        return entries.versions(Kind.REFERENCE, name, account, ReferencePopulation.class)
                .filter(reference -> version == null || reference.version().equals(version))
                .findFirst();
    }

    @Override
    public void oneAtATime(String name) {
        entries.oneAtATime(Kind.REFERENCE, name);
    }

    @Override
    @Transactional
    public void add(ReferencePopulation reference) {
        entries.add(Kind.REFERENCE, reference.name(), "", reference.version(), reference.owner(), reference);
    }
}
