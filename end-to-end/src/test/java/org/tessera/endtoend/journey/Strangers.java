package org.tessera.endtoend.journey;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Of whom no match is about, as the data set truly has it.
 *
 * @param cases those without a record, in the order of their register
 * @param patients those who are nobody's case, in the order of theirs
 */
public record Strangers(List<String> cases, List<String> patients) {
    /** Those of a data set. */
    public static Strangers of(DataSet data) throws IOException {
        Predicate<NamedCsvRecord> isWithout = row -> row.getField("linkage").equals("NONE");
        Set<String> without = Set.copyOf(ids(data.folder().resolve("plan.csv"), "midrc_id", isWithout));
        Set<String> linked = Rows.of(data.folder().resolve("truth.csv")).stream()
                .map(row -> row.getField("person_id"))
                .collect(Collectors.toSet());
        return new Strangers(
                ids(data.imagingRegister(), "midrc_id", row -> without.contains(row.getField("midrc_id"))),
                ids(data.clinicalRegister(), "person_id", row -> !linked.contains(row.getField("person_id"))));
    }

    private static List<String> ids(Path file, String column, Predicate<NamedCsvRecord> wanted) throws IOException {
        return Rows.of(file).stream()
                .filter(wanted)
                .map(row -> row.getField(column))
                .toList();
    }
}
