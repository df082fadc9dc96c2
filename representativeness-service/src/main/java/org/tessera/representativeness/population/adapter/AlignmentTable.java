package org.tessera.representativeness.population.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.StoredAlignments;
import org.tessera.representativeness.population.adapter.LibraryEntryRow.Kind;

/** Added alignments in table {@code library_entry}. */
@ApplicationScoped
public class AlignmentTable implements StoredAlignments {
    private final LibraryEntries entries;

    AlignmentTable(LibraryEntries entries) {
        this.entries = entries;
    }

    @Override
    @Transactional
    public List<CategoryAlignment> newest(String account) {
        return entries.newest(Kind.ALIGNMENT, account, CategoryAlignment.class);
    }

    @Override
    @Transactional
    public Optional<CategoryAlignment> find(String name, @Nullable String version, String attribute, String account) {
        return entries.versions(Kind.ALIGNMENT, name, account, CategoryAlignment.class)
                .filter(alignment -> alignment.attribute().equals(attribute))
                .filter(alignment -> version == null || alignment.version().equals(version))
                .findFirst();
    }

    @Override
    public void oneAtATime(String name) {
        entries.oneAtATime(Kind.ALIGNMENT, name);
    }

    @Override
    @Transactional
    public void add(CategoryAlignment alignment, @Nullable String owner) {
        entries.add(Kind.ALIGNMENT, alignment.name(), alignment.attribute(), alignment.version(), owner, alignment);
    }
}
