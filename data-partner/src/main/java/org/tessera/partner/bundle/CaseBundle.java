package org.tessera.partner.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;
import org.tessera.partner.table.TableRow;
import org.tessera.partner.table.TableWriter;

/**
 * Picks the imaging rows of a data set for the commons: relative days only. A table with a column that looks like a
 * person's identity is refused whole; a row with a cell that looks like one, alone.
 */
final class CaseBundle {
    static final List<String> TABLES = List.of("case.tsv", "imaging_study.tsv", "measurement.tsv", "series.tsv");

    /** In MIDRC's template, but never to be filled here: the one narrows down a home, the other is a linkage token. */
    private static final Set<String> EMPTIED = Set.of("zip", "token_record_id", "case_ids");

    private final Path source;
    private final Path target;
    private final Report report;

    /**
     * @param source the data set's imaging folder
     * @param target the bundle's folder
     */
    CaseBundle(Path source, Path target, Report report) {
        this.source = source;
        this.target = target;
        this.report = report;
    }

    /** Refuses a folder by the headers in it: a table is missing, cannot be understood, or holds a person's identity. */
    static void requireHeaders(Path source) throws Refusal {
        if (!Files.isRegularFile(source.resolve("case.tsv"))) {
            throw new Refusal(source + " holds no case.tsv: give the imaging folder of a data set.");
        }
        Table.require(source.resolve("case.tsv"), "submitter_id");
        for (String table : TABLES) {
            if (Files.isRegularFile(source.resolve(table))) {
                requireNoIdentity(source.resolve(table));
            }
        }
    }

    private static void requireNoIdentity(Path file) throws Refusal {
        for (String column : Table.header(file)) {
            if (Identifying.column(column)) {
                throw new Refusal(Table.name(file) + " has the column \"" + column
                        + "\", which looks like a person's identity or a true date: remove it from the export.");
            }
        }
    }

    /** Writes the tables and the images they name. */
    void write() throws Refusal, IOException {
        requireHeaders(source);
        for (String table : TABLES) {
            if (Files.isRegularFile(source.resolve(table))) {
                writeTable(table);
            }
        }
    }

    private void writeTable(String name) throws Refusal, IOException {
        Path file = source.resolve(name);
        List<String> columns = Table.header(file);
        boolean series = "series.tsv".equals(name);
        try (TableWriter out = new TableWriter(target.resolve("imaging").resolve(name), columns)) {
            Table.read(file, report, row -> {
                Optional<String> reason = series ? image(row).or(() -> reason(row)) : reason(row);
                if (reason.isPresent()) {
                    report.refused(name, row.line(), reason.get());
                } else {
                    out.write(cells(row));
                    report.accepted(name);
                }
            });
        }
    }

    private static List<String> cells(TableRow row) {
        List<String> cells = new ArrayList<>(row.fields().size());
        row.columns()
                .forEach((column, place) -> cells.add(
                        EMPTIED.contains(column) ? "" : row.fields().get(place).strip()));
        return cells;
    }

    private static Optional<String> reason(TableRow row) {
        for (var column : row.columns().entrySet()) {
            if (EMPTIED.contains(column.getKey())) {
                continue;
            }
            Optional<String> looksLike = Identifying.inCase(row.fields().get(column.getValue()));
            if (looksLike.isPresent() && !column.getKey().endsWith("_uid")) {
                return Optional.of("Column \"" + column.getKey() + "\" holds what looks like " + looksLike.get() + ".");
            }
        }
        return Optional.empty();
    }

    /** Copies the row's image, if it names one. */
    private Optional<String> image(TableRow row) throws IOException {
        String name = row.get("file_name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Path folder = source.resolve("files").normalize();
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            return Optional.of("The image file is not below imaging/files.");
        }
        Optional<String> reason = ImageFile.reasonToRefuse(file);
        if (reason.isPresent()) {
            return reason;
        }
        Path copy = target.resolve("imaging").resolve("files").resolve(name);
        Files.createDirectories(copy.toAbsolutePath().getParent());
        if (!Files.exists(copy)) {
            Files.copy(file, copy);
        }
        return Optional.empty();
    }
}
