package org.tessera.endtoend.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The released resources as they were fetched from the enclave: nothing else of it goes into the page. */
final class ReleasedTables {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Path> files;

    ReleasedTables(Map<String, Path> files) {
        this.files = files;
    }

    /** Names of everything that was released. */
    List<String> names() {
        return files.keySet().stream().sorted().toList();
    }

    /** Rows of a CSV table with its header; none when it was not released. */
    List<List<String>> csv(String name) {
        Path file = files.get(name);
        if (file == null) {
            return List.of();
        }
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
            return rows.stream().map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON resource; "missing" when it was not released. */
    JsonNode json(String name) {
        Path file = files.get(name);
        if (file == null) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
