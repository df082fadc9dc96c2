package org.tessera.partner.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.Domain;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.table.Report;
import org.tessera.partner.table.Table;
import org.tessera.partner.table.TableRow;
import org.tessera.partner.table.TableWriter;
import org.tessera.partner.tokens.RecordIds;
import org.tessera.partner.tokens.References;

/**
 * Turns a hospital's OMOP tables into a bundle for the enclave: every person_id becomes the enclaveRef, only columns of
 * the model travel, the hospital's own numbers stay, and a source value that looks like an identifier is emptied.
 */
final class OmopBundle {
    private static final String PERSON = "person_id";
    private static final String MODEL = "omop-5.4-columns.txt";

    /** OMOP's tables of words, which hospitals have from Athena. */
    private static final Set<String> VOCABULARY = Set.of(
            "concept",
            "concept_ancestor",
            "concept_relationship",
            "concept_class",
            "domain",
            "vocabulary",
            "relationship");

    private final Path source;
    private final Path target;
    private final References references;
    private final Report report;
    private final Map<String, Set<String>> model;

    /**
     * @param source the data set's omop folder
     * @param target the bundle's folder
     */
    OmopBundle(Path source, Path target, References references, Report report) {
        this.source = source;
        this.target = target;
        this.references = references;
        this.report = report;
        this.model = AllowedColumns.of(MODEL);
    }

    /** Refuses a folder by the headers in it: there are no persons, or a table does not say whose its rows are. */
    static void requireHeaders(Path source) throws Refusal, IOException {
        tables(source, AllowedColumns.of(MODEL));
    }

    private static Tables tables(Path source, Map<String, Set<String>> model) throws Refusal, IOException {
        Tables tables = Tables.in(source, ".csv", model.keySet());
        if (!tables.files().containsKey("person")) {
            throw new Refusal(source + " holds no person.csv: give the omop folder of a data set.");
        }
        for (Map.Entry<String, Path> table : tables.files().entrySet()) {
            if (model.getOrDefault(table.getKey(), Set.of()).contains(PERSON)) {
                Table.require(table.getValue(), PERSON);
            }
        }
        return tables;
    }

    /** Writes every table that the model knows. */
    void write() throws Refusal, IOException {
        Tables tables = tables(source, model);
        tables.noteOthersBut("", report);
        for (Map.Entry<String, Path> table : tables.files().entrySet()) {
            writeTable(table.getValue(), table.getKey(), model.getOrDefault(table.getKey(), Set.of()));
        }
    }

    private void writeTable(Path file, String table, Set<String> allowed) throws Refusal, IOException {
        List<String> kept = AllowedColumns.kept(file, allowed, report);
        try (TableWriter out = new TableWriter(target.resolve("omop").resolve(table + ".csv"), kept)) {
            Table.Rows rows = row -> {
                Optional<String> reason = kept.contains(PERSON)
                        ? RecordIds.reasonToRefuse(Domain.CLINICAL, row.get(PERSON))
                        : Optional.empty();
                if (reason.isPresent()) {
                    report.refused(Table.name(file), row.line(), reason.get());
                } else {
                    out.write(cells(Table.name(file), row, kept));
                    report.accepted(Table.name(file));
                }
            };
            if (VOCABULARY.contains(table)) {
                Table.readVocabulary(file, report, rows);
            } else {
                Table.read(file, report, rows);
            }
        }
    }

    private List<String> cells(String name, TableRow row, List<String> kept) {
        List<String> cells = new ArrayList<>(kept.size());
        for (String column : kept) {
            String cell = row.get(column);
            if (column.equals(PERSON)) {
                cells.add(references.enclaveRef(cell).value());
            } else if (isText(column) && Identifying.inRecord(cell).isPresent()) {
                report.emptied(
                        name,
                        row.line(),
                        column,
                        "it looks like " + Identifying.inRecord(cell).get());
                cells.add("");
            } else {
                cells.add(cell);
            }
        }
        return cells;
    }

    private static boolean isText(String column) {
        return column.endsWith("_source_value") || column.startsWith("value_as_string") || column.equals("stop_reason");
    }
}
