package org.tessera.partner.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;
import org.tessera.partner.table.TableRow;
import org.tessera.partner.table.TableWriter;

/**
 * Picks the imaging rows of a data set for the commons: relative days only. Only columns of the dictionary travel; a row
 * with a cell that looks like a person's identity or a true date stays, and its image with it.
 */
final class CaseBundle {
    private static final String ENDING = ".tsv";
    private static final String IMAGES = "files";
    private static final String SERIES = "series";
    private static final String SERIES_UID = "series_uid";
    private static final String FILE_NAME = "file_name";

    /** The tables, and the columns without which the commons understands no row of them. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "case",
            List.of("submitter_id"),
            "imaging_study",
            List.of("cases.submitter_id"),
            "measurement",
            List.of("cases.submitter_id"),
            SERIES,
            List.of("study_uid", SERIES_UID));

    private final Path source;
    private final Path target;
    private final Report report;
    private final SeriesImages images;
    private final Map<String, Set<String>> dictionary = AllowedColumns.of("midrc-columns.txt");

    /**
     * @param source the data set's imaging folder
     * @param target the bundle's folder
     */
    CaseBundle(Path source, Path target, Report report) {
        this.source = source;
        this.target = target;
        this.images = new SeriesImages(
                source.resolve(IMAGES), target.resolve("imaging").resolve(IMAGES));
        this.report = report;
    }

    /** Refuses a folder by the headers in it: there are no cases, or a table cannot be understood. */
    static void requireHeaders(Path source) throws Refusal, IOException {
        tables(source);
    }

    private static Tables tables(Path source) throws Refusal, IOException {
        Tables tables = Tables.in(source, ENDING, NEEDED.keySet());
        if (!tables.files().containsKey("case")) {
            throw new Refusal(source + " holds no case.tsv: give the imaging folder of a data set.");
        }
        for (Map.Entry<String, Path> table : tables.files().entrySet()) {
            for (String column : NEEDED.getOrDefault(table.getKey(), List.of())) {
                Table.require(table.getValue(), column);
            }
        }
        return tables;
    }

    /** Writes the tables and the images they name. */
    void write() throws Refusal, IOException {
        Tables tables = tables(source);
        tables.noteOthersBut(IMAGES, report);
        for (Map.Entry<String, Path> table : tables.files().entrySet()) {
            writeTable(table.getKey(), table.getValue());
        }
    }

    private void writeTable(String table, Path file) throws Refusal, IOException {
        String name = Table.name(file);
        List<String> kept = AllowedColumns.kept(file, dictionary.getOrDefault(table, Set.of()), report);
        if (kept.contains(FILE_NAME)) {
            report.note(name + ": an image travels under its series_uid; its own name stays here.");
        }
        try (TableWriter out = new TableWriter(target.resolve("imaging").resolve(table + ENDING), kept)) {
            Table.read(file, report, row -> {
                Optional<String> reason = reasonToRefuse(row, kept);
                if (reason.isPresent()) {
                    report.refused(name, row.line(), reason.get());
                } else {
                    out.write(cells(row, kept));
                    report.accepted(name);
                }
            });
        }
    }

    private Optional<String> reasonToRefuse(TableRow row, List<String> kept) throws IOException {
        for (String column : kept) {
            Optional<String> looksLike =
                    column.equals(FILE_NAME) ? Optional.empty() : Identifying.inCase(row.get(column));
            if (looksLike.isPresent()) {
                return Optional.of("Column \"" + column + "\" holds what looks like " + looksLike.get() + ".");
            }
        }
        return kept.contains(FILE_NAME)
                ? images.reasonToRefuse(row.get(SERIES_UID), row.get(FILE_NAME))
                : Optional.empty();
    }

    private List<String> cells(TableRow row, List<String> kept) throws IOException {
        List<String> cells = new ArrayList<>(kept.size());
        for (String column : kept) {
            String cell = row.get(column);
            cells.add(column.equals(FILE_NAME) ? images.copy(row.get(SERIES_UID), cell) : cell);
        }
        return cells;
    }
}
