package org.tessera.index;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tessera.envelope.Digests;

/**
 * The manifest of a cohort's images, as the commons gives it out: CSV with submitter_id, study_uid, object_id and, to
 * check the files by, file_size and md5sum. A series may have held one image under two names: the second entry of it says
 * nothing new and is left out.
 *
 * @param entries the images, each once
 * @param digest "sha256:" and the hex digest of the file's bytes
 */
public record ImageManifest(List<ManifestEntry> entries, String digest) {
    private static final List<String> NEEDED = List.of("submitter_id", "study_uid", "object_id");

    /** Copies the entries. */
    public ImageManifest {
        entries = List.copyOf(entries);
    }

    /** Reads a manifest. */
    public static ImageManifest read(Path file) throws Refusal {
        List<ManifestEntry> entries = new ArrayList<>();
        Map<String, ManifestEntry> seen = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                ManifestEntry entry = entry(row, file);
                ManifestEntry before = seen.putIfAbsent(entry.objectId(), entry);
                if (before == null) {
                    entries.add(entry);
                } else if (!before.equals(entry)) {
                    throw new Refusal(file + ", line " + row.getStartingLineNumber()
                            + ": the image is named before, and told otherwise.");
                }
            }
            return new ImageManifest(entries, Digests.prefixed(Files.readAllBytes(file)));
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new Refusal(Files.exists(file) ? file + " is no manifest." : file + " is not there.", e);
        }
    }

    private static ManifestEntry entry(NamedCsvRecord row, Path file) throws Refusal {
        for (String column : NEEDED) {
            if (row.findField(column).filter(text -> !text.isBlank()).isEmpty()) {
                throw new Refusal(file + ", line " + row.getStartingLineNumber() + ": there is no " + column + ".");
            }
        }
        String size = row.findField("file_size").orElse("").strip();
        if (!size.matches("\\d{0,18}")) {
            throw new Refusal(file + ", line " + row.getStartingLineNumber() + ": file_size is no number of bytes.");
        }
        return new ManifestEntry(
                row.getField("submitter_id").strip(),
                row.getField("study_uid").strip(),
                row.getField("object_id").strip(),
                size.isEmpty() ? -1 : Long.parseLong(size),
                row.findField("md5sum").orElse("").strip().toLowerCase(Locale.ROOT));
    }
}
