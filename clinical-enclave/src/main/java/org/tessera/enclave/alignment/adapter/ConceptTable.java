package org.tessera.enclave.alignment.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.tessera.enclave.alignment.LoadedVocabulary;
import org.tessera.enclave.protocol.ConceptSet;
import org.tessera.messaging.Sql;

/** The vocabulary in {@code omop.concept}. */
@ApplicationScoped
public class ConceptTable implements LoadedVocabulary {
    private final Sql sql;

    ConceptTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<ConceptSet.Code> missing(Collection<ConceptSet> sets) {
        return sets.stream()
                .flatMap(set -> set.codes().stream())
                .distinct()
                .filter(code -> !isLoaded(code))
                .sorted(Comparator.comparing(ConceptSet.Code::vocabulary).thenComparing(ConceptSet.Code::code))
                .toList();
    }

    private boolean isLoaded(ConceptSet.Code code) {
        return sql.first(
                        "select 1 from omop.concept where vocabulary_id = ? and upper(concept_code) = upper(?) limit 1",
                        row -> 1,
                        code.vocabulary(),
                        code.code())
                .isPresent();
    }
}
