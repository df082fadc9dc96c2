package org.tessera.enclave.protocol;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The concept files shipped with the enclave: columns concept_id, vocabulary, concept_code, set, concept_name, source. */
final class ConceptFiles {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+\\.csv");

    /** The rows of a file, or nothing when no such file is shipped. */
    Optional<List<Row>> rows(String file) {
        String path = "/protocols/concepts/" + file;
        if (!NAME.matcher(file).matches() || Protocols.class.getResource(path) == null) {
            return Optional.empty();
        }
        try (var reader = CsvReader.builder().ofNamedCsvRecord(Protocols.resource(path))) {
            return Optional.of(reader.stream().map(Row::of).toList());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The concepts of some sets of a file. */
    ConceptSet set(String name, List<Row> rows, List<String> sets) {
        Set<Long> ids = new HashSet<>();
        Set<ConceptSet.Code> codes = new HashSet<>();
        Set<String> sources = new HashSet<>();
        for (Row row : rows) {
            if (!sets.contains(row.set())) {
                continue;
            }
            row.id().ifPresentOrElse(ids::add, () -> codes.add(new ConceptSet.Code(row.vocabulary(), row.code())));
            sources.add(row.source());
        }
        return new ConceptSet(name, ids, codes, sources);
    }

    /** One line. */
    record Row(Optional<Long> id, String vocabulary, String code, String set, String source) {
        static Row of(NamedCsvRecord line) {
            String id = line.getField("concept_id");
            return new Row(
                    id.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(id)),
                    line.getField("vocabulary"),
                    line.getField("concept_code"),
                    line.getField("set"),
                    line.getField("source"));
        }
    }
}
