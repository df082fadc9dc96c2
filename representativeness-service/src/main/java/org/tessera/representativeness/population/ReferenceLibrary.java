package org.tessera.representativeness.population;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tessera.representativeness.population.ReferencePopulation.Counting;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;

/** The references and alignments that come with the service, read once from its resources. */
@ApplicationScoped
public class ReferenceLibrary {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());

    private final List<ReferencePopulation> references;
    private final List<CategoryAlignment> alignments;
    private final List<String> standard;

    /** Reads {@code references.yaml} and {@code alignments.yaml} of this package. */
    public ReferenceLibrary() {
        List<Shipped> shipped = read("references.yaml", new TypeReference<>() {});
        references = shipped.stream().map(Shipped::population).toList();
        standard =
                shipped.stream().filter(Shipped::inReports).map(Shipped::name).toList();
        alignments = read("alignments.yaml", new TypeReference<>() {});
    }

    /** All references, in the order of the file. */
    public List<ReferencePopulation> references() {
        return references;
    }

    /** The references that every profile is reported against. */
    public List<ReferencePopulation> standardReferences() {
        return references.stream()
                .filter(reference -> standard.contains(reference.name()))
                .toList();
    }

    /** The reference of that name. */
    public Optional<ReferencePopulation> reference(String name) {
        return references.stream()
                .filter(reference -> reference.name().equals(name))
                .findFirst();
    }

    /** All alignments. */
    public List<CategoryAlignment> alignments() {
        return alignments;
    }

    /** The alignment of that name for an attribute. */
    public Optional<CategoryAlignment> alignment(String name, String attribute) {
        return alignments.stream()
                .filter(alignment ->
                        alignment.name().equals(name) && alignment.attribute().equals(attribute))
                .findFirst();
    }

    private static <T> T read(String resource, TypeReference<T> type) {
        try (InputStream in = open(resource)) {
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(
                ReferenceLibrary.class.getResourceAsStream(resource), "resource missing: " + resource);
    }

    /** An entry of {@code references.yaml}: its numbers stand in it, or in a table beside it. */
    private record Shipped(
            String name,
            String version,
            String title,
            String source,
            String asOf,
            LocalDate date,
            String definition,
            Counting counting,
            boolean inReports,
            @Nullable String table,
            @Nullable Map<String, Map<String, Double>> attributes) {

        ReferencePopulation population() {
            return new ReferencePopulation(name, version, title, source, asOf, definition, counting, null, snapshots());
        }

        private Map<String, List<Snapshot>> snapshots() {
            Map<String, List<Snapshot>> snapshots = new LinkedHashMap<>();
            if (attributes != null) {
                attributes.forEach(
                        (attribute, weights) -> snapshots.put(attribute, List.of(new Snapshot(date, weights))));
            }
            if (table != null) {
                SourceTable read = SourceTable.ofCsv("", text(table));
                new SnapshotReading(date)
                        .read(read)
                        .attributes()
                        .forEach((attribute, byDate) -> snapshots.put(attribute, ascending(byDate)));
            }
            return snapshots;
        }

        private static List<Snapshot> ascending(SortedMap<LocalDate, Map<String, Double>> byDate) {
            return byDate.entrySet().stream()
                    .map(entry -> new Snapshot(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static String text(String resource) {
            try (InputStream in = open(resource)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
