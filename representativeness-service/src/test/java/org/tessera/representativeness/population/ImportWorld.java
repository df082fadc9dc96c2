package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.tessera.envelope.Actor;
import org.tessera.representativeness.population.ReferencePopulation.Counting;

/** An import of tables beside what is shipped, and what it is refused for. */
public final class ImportWorld {
    static final ReferenceLibrary LIBRARY = new ReferenceLibrary();
    static final Actor ROSALIND = new Actor("rosalind", "commons");
    static final String MONTHS = "date,Female,Male,Not reported\n2020-01-31,405,262,3557\n2020-02-29,926,719,5691\n";

    final InMemoryReferences kept = new InMemoryReferences();
    final ImportingReferences importing = new ImportingReferences(
            LIBRARY, InMemoryAlignments.beside(LIBRARY), kept, new InMemoryAlignments.UnreadLedger());

    ReferencePopulation load(Counting counting, boolean addUp, String csv) {
        return load(counting, addUp, "sex", csv);
    }

    ReferencePopulation load(Counting counting, boolean addUp, String attribute, String csv) {
        return load(counting, addUp, List.of(SourceTable.ofCsv(attribute, csv)));
    }

    /** Imports tables of cumulative counts. */
    public ReferencePopulation load(List<SourceTable> tables) {
        return load(Counting.CUMULATIVE_COUNTS, false, tables);
    }

    private ReferencePopulation load(Counting counting, boolean addUp, List<SourceTable> tables) {
        return importing.importTables(description(counting, addUp, Set.of()), tables, ROSALIND, "registered", false);
    }

    static ReferenceDescription description(Counting counting, boolean addUp, Set<String> dropped) {
        return new ReferenceDescription(
                "cdc",
                "Cases",
                "CDC",
                "2020",
                LocalDate.of(2020, 12, 31),
                "cases",
                counting,
                addUp,
                "midrc-cdc",
                "sex",
                dropped);
    }

    static AbstractThrowableAssert<?, ? extends Throwable> refused(String kind, ThrowingCallable load) {
        return assertThatThrownBy(load)
                .isInstanceOfSatisfying(
                        ImportRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(kind));
    }
}
