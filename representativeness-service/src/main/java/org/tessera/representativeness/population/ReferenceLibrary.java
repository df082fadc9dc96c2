package org.tessera.representativeness.population;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The references and alignments that come with the service, read once from its resources. */
@ApplicationScoped
public class ReferenceLibrary {
    private final Map<String, ReferencePopulation> references = new LinkedHashMap<>();
    private final List<CategoryAlignment> alignments;

    /** Reads {@code references.yaml} and {@code alignments.yaml} of this package. */
    public ReferenceLibrary() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        List<ReferencePopulation> populations = read(yaml, "references.yaml", new TypeReference<>() {});
        populations.forEach(population -> references.put(population.name(), population));
        alignments = read(yaml, "alignments.yaml", new TypeReference<>() {});
    }

    /** All references, in the order of the file. */
    public List<ReferencePopulation> references() {
        return List.copyOf(references.values());
    }

    /** The reference of that name. */
    public Optional<ReferencePopulation> reference(String name) {
        return Optional.ofNullable(references.get(name));
    }

    /** All alignments. */
    public List<CategoryAlignment> alignments() {
        return List.copyOf(alignments);
    }

    /** The alignment of that name for an attribute. */
    public Optional<CategoryAlignment> alignment(String name, String attribute) {
        return alignments.stream()
                .filter(alignment ->
                        alignment.name().equals(name) && alignment.attribute().equals(attribute))
                .findFirst();
    }

    private static <T> T read(ObjectMapper yaml, String resource, TypeReference<T> type) {
        try (InputStream in = Objects.requireNonNull(
                ReferenceLibrary.class.getResourceAsStream(resource), "resource missing: " + resource)) {
            return yaml.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
