package org.tessera.endtoend.journey;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The clinical register once more, with some patients who are nobody's case turned into cases that have no record, and
 * a wrong digit in their birth dates, which hides them from every exact rule.
 *
 * @param register the written register
 * @param caseToRecord case to record number, who truly belong together now
 */
record Misspelt(Path register, Map<String, String> caseToRecord) {
    /** Where the hospital keeps it, once it was written. */
    static final String FILE = "misspelt.csv";

    private static final int PATIENTS = 5;

    static Misspelt of(DataSet data, Path file) throws IOException {
        Strangers strangers = Strangers.of(data);
        Iterator<NamedCsvRecord> unlinked = plainlyNamed(data, strangers).iterator();
        Map<String, String> caseToRecord = new HashMap<>();
        List<NamedCsvRecord> records = Rows.of(data.clinicalRegister());
        try (CsvWriter out = CsvWriter.builder().build(file)) {
            out.writeRecord(records.getFirst().getHeader());
            for (NamedCsvRecord row : records) {
                String id = row.getField("person_id");
                if (!strangers.patients().contains(id) || caseToRecord.size() == PATIENTS) {
                    out.writeRecord(row.getFields());
                } else {
                    NamedCsvRecord twin = unlinked.next();
                    caseToRecord.put(twin.getField("midrc_id"), id);
                    out.writeRecord(row.getHeader().stream()
                            .map(column -> column.equals("person_id") ? id : mistyped(column, twin.getField(column)))
                            .toList());
                }
            }
        }
        return new Misspelt(file, Map.copyOf(caseToRecord));
    }

    /** Cases with neither a record nor a number, whose names are of plain letters. */
    private static List<NamedCsvRecord> plainlyNamed(DataSet data, Strangers strangers) throws IOException {
        return Rows.of(data.imagingRegister()).stream()
                .filter(row -> strangers.cases().contains(row.getField("midrc_id")))
                .filter(row -> row.getField("ssn").isBlank())
                .filter(row -> (row.getField("first") + row.getField("last")).matches("[A-Za-z]{8,}"))
                .toList();
    }

    private static String mistyped(String column, String text) {
        int last = text.length() - 1;
        return column.equals("birth_date") ? text.substring(0, last) + (text.charAt(last) == '1' ? '2' : '1') : text;
    }
}
