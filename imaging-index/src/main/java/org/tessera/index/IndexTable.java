package org.tessera.index;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.tessera.contracts.UploadBounds;
import org.tessera.envelope.Parts;

/** The table that is uploaded: schema "imaging-index/1", see {@link org.tessera.contracts.UploadRow}. */
final class IndexTable {
    static final String SCHEMA = "imaging-index/1";
    static final List<String> COLUMNS = List.of("submitter_id", "study_uid", "object_id", "imaging_index");

    private IndexTable() {}

    /** Takes the rows as they are computed. */
    static final class Writer implements AutoCloseable {
        private final BufferedWriter out;

        Writer(Path file) throws IOException {
            Files.createDirectories(file.toAbsolutePath().getParent());
            out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            out.write(String.join(",", COLUMNS) + "\n");
        }

        /** Six decimals: more than the method can carry. */
        void write(ManifestEntry entry, double index) throws IOException {
            out.write(String.format(
                            Locale.ROOT,
                            "%s,%s,%s,%.6f%n",
                            entry.submitterId(),
                            entry.studyUid(),
                            entry.objectId(),
                            index)
                    .replace("\r\n", "\n"));
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /**
     * Checks any table in the schema, of images of the manifest and within {@link UploadBounds}; gives its number of rows or
     * refuses with the line and the reason. Images without a row are lawful: they may have been refused.
     */
    static int check(Path file, ImageManifest manifest) throws Refusal {
        Set<List<String>> wanted =
                manifest.entries().stream().map(IndexTable::keys).collect(Collectors.toSet());
        Set<List<String>> images = new HashSet<>();
        refuseLarge(file);
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
            int line = 0;
            for (CsvRecord row : rows) {
                line++;
                if (line == 1 && !row.getFields().equals(COLUMNS)) {
                    throw new Refusal(file + ": the header must be " + String.join(",", COLUMNS) + ".");
                }
                if (line > 1) {
                    check(row, wanted, images, file);
                }
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new Refusal(Files.exists(file) ? file + " is no table." : file + " is not there.", e);
        }
        if (images.isEmpty()) {
            throw new Refusal(file + " has no rows.");
        }
        long cases = images.stream().map(List::getFirst).distinct().count();
        if (cases < UploadBounds.FEWEST_CASES) {
            throw new Refusal("%s names %d cases; the enclave takes a table of at least %d."
                    .formatted(file, cases, UploadBounds.FEWEST_CASES));
        }
        return images.size();
    }

    private static void refuseLarge(Path file) throws Refusal {
        if (file.toFile().length() > (long) UploadBounds.MOST_PARTS * Parts.CONTENT_BYTES) {
            throw new Refusal("%s is longer than %d sealed parts (12 MiB), which is the most that the enclave takes."
                    .formatted(file, UploadBounds.MOST_PARTS));
        }
    }

    private static List<String> keys(ManifestEntry entry) {
        return List.of(entry.submitterId(), entry.studyUid(), entry.objectId());
    }

    private static void check(CsvRecord row, Set<List<String>> wanted, Set<List<String>> images, Path file)
            throws Refusal {
        String where = file + ", line " + row.getStartingLineNumber() + ": ";
        if (row.getFieldCount() != COLUMNS.size() || row.getFields().stream().anyMatch(String::isBlank)) {
            throw new Refusal(where + "a row has four fields, none of them empty.");
        }
        List<String> keys = row.getFields().subList(0, 3);
        if (!wanted.contains(keys)) {
            throw new Refusal(where + "there is no such image of that case and study in the manifest.");
        }
        if (!images.add(keys)) {
            throw new Refusal(where + "the image has a row already.");
        }
        if (images.size() > UploadBounds.MOST_ROWS) {
            throw new Refusal(String.format(
                    Locale.ROOT,
                    "%s has more than %,d rows; the enclave takes no more.",
                    file,
                    UploadBounds.MOST_ROWS));
        }
        try {
            double index = Double.parseDouble(row.getField(3));
            if (index >= 0 && index <= 1) {
                return;
            }
        } catch (NumberFormatException e) {
            throw new Refusal(where + "imaging_index is no number.", e);
        }
        throw new Refusal(where + "imaging_index is not between 0 and 1.");
    }
}
