package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.messaging.Ledger;

/** Alignments in memory, and a ledger that nobody reads. */
public final class InMemoryAlignments implements StoredAlignments {
    private record Kept(
            CategoryAlignment alignment, @Nullable String owner) {
        boolean visibleTo(String account) {
            return owner == null || owner.equals(account);
        }
    }

    private final List<Kept> all = new ArrayList<>();

    /** The shipped alignments and what is added to them. */
    public static Alignments beside(ReferenceLibrary library) {
        return new Alignments(library, new InMemoryAlignments(), new UnreadLedger());
    }

    @Override
    public List<CategoryAlignment> newest(String account) {
        return all.stream()
                .filter(kept -> kept.visibleTo(account))
                .map(Kept::alignment)
                .toList();
    }

    @Override
    public Optional<CategoryAlignment> find(String name, @Nullable String version, String attribute, String account) {
        return all.reversed().stream()
                .filter(kept -> kept.visibleTo(account))
                .map(Kept::alignment)
                .filter(kept -> kept.name().equals(name) && kept.attribute().equals(attribute))
                .filter(kept -> version == null || kept.version().equals(version))
                .findFirst();
    }

    @Override
    public void oneAtATime(String name) {
        assertThat(name).isNotBlank();
    }

    @Override
    public void add(CategoryAlignment alignment, @Nullable String owner) {
        all.add(new Kept(alignment, owner));
    }

    /** A ledger that nobody reads. */
    public static final class UnreadLedger implements Ledger {
        @Override
        public void transition(Entry entry) {
            assertThat(entry.object()).isNotBlank();
        }

        @Override
        public void denial(Entry entry) {
            throw new IllegalStateException("nothing is denied here");
        }
    }
}
