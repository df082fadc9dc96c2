package org.tessera.endtoend.journey;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tessera.contracts.Domain;
import org.tessera.endtoend.world.Trouble;
import org.tessera.partner.bundle.Bundles;
import org.tessera.partner.table.Refusal;
import org.tessera.partner.tokens.Register;

/**
 * A data set in the layout that generator, loaders and demo share. Its truth and plan are read by the story alone, at
 * the end, to stand beside what was found.
 *
 * @param folder the folder
 */
public record DataSet(Path folder) {
    /** Checks that the tables are there and can be, by their headers; throws {@link Trouble} that names what is wrong. */
    public static DataSet open(Path folder) {
        for (String needed : new String[] {
            "pii/imaging_site_pii.csv", "pii/clinical_site_pii.csv", "imaging/case.tsv", "omop/person.csv"
        }) {
            if (!Files.isRegularFile(folder.resolve(needed))) {
                throw Trouble.beforehand(folder + " is no data set: " + needed + " is missing.");
            }
        }
        DataSet set = new DataSet(folder);
        try {
            Register.requireColumns(set.imagingRegister(), Domain.IMAGING);
            Register.requireColumns(set.clinicalRegister(), Domain.CLINICAL);
            Bundles.requireHeaders(set.imaging(), set.omop());
        } catch (Refusal refusal) {
            throw Trouble.beforehand(folder + " is no data set (docs/data-set.md): " + refusal.getMessage());
        } catch (IOException e) {
            throw Trouble.beforehand("The data set " + folder + " cannot be read.");
        }
        return set;
    }

    /** Names at the hospital with the images. */
    public Path imagingRegister() {
        return folder.resolve("pii/imaging_site_pii.csv");
    }

    /** Names at the hospital with the records. */
    public Path clinicalRegister() {
        return folder.resolve("pii/clinical_site_pii.csv");
    }

    /** The imaging cases. */
    public Path imaging() {
        return folder.resolve("imaging");
    }

    /** The OMOP tables. */
    public Path omop() {
        return folder.resolve("omop");
    }

    /** How many cases truly have a clinical record; empty when the data set does not say. */
    public Optional<Integer> trulyLinked() throws IOException {
        Path truth = folder.resolve("truth.csv");
        if (!Files.exists(truth)) {
            return Optional.empty();
        }
        Set<String> linked = new HashSet<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(truth)) {
            rows.forEach(row -> {
                if (!row.getField("person_id").isBlank()) {
                    linked.add(row.getField("midrc_id"));
                }
            });
        }
        return Optional.of(linked.size());
    }

    /** What a generated data set plans to be found: cases per linkage or verdict; empty when it does not say. */
    public Map<String, Integer> planned(String column) throws IOException {
        Path plan = folder.resolve("plan.csv");
        Map<String, Integer> counts = new TreeMap<>();
        if (Files.exists(plan)) {
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(plan)) {
                rows.forEach(row -> counts.merge(row.getField(column), 1, Integer::sum));
            }
        }
        return counts;
    }
}
