package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** References that somebody registered, kept in memory. */
final class InMemoryReferences implements StoredReferences {
    private final Map<String, List<ReferencePopulation>> all = new HashMap<>();

    void clear() {
        all.clear();
    }

    @Override
    public List<ReferencePopulation> newest(String account) {
        return all.values().stream().map(List::getLast).toList();
    }

    @Override
    public Optional<ReferencePopulation> find(String name, @Nullable String version, String account) {
        return all.getOrDefault(name, List.of()).reversed().stream()
                .filter(one -> version == null || one.version().equals(version))
                .findFirst();
    }

    @Override
    public void oneAtATime(String name) {
        assertThat(name).isNotBlank();
    }

    @Override
    public void add(ReferencePopulation reference) {
        all.computeIfAbsent(reference.name(), key -> new ArrayList<>()).add(reference);
    }
}
