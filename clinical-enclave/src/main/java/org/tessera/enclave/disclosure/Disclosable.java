package org.tessera.enclave.disclosure;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.SubgroupReport;

/**
 * What a resource says about persons, for the check; its JSON stands in the enclave only, beside the frozen bytes.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Disclosable.CountTable.class, name = "counts"),
    @JsonSubTypes.Type(value = Disclosable.ModelResult.class, name = "model"),
    @JsonSubTypes.Type(value = Disclosable.RocCurve.class, name = "roc"),
    @JsonSubTypes.Type(value = Disclosable.IdentifierList.class, name = "identifiers"),
    @JsonSubTypes.Type(value = Disclosable.Profile.class, name = "profile"),
    @JsonSubTypes.Type(value = Disclosable.Summaries.class, name = "summaries"),
    @JsonSubTypes.Type(value = Disclosable.Subgroups.class, name = "subgroups"),
    @JsonSubTypes.Type(value = Disclosable.Several.class, name = "several")
})
public sealed interface Disclosable {
    /** Each thing that it says. */
    default Stream<Disclosable> leaves() {
        return this instanceof Several several
                ? several.parts().stream().flatMap(Disclosable::leaves)
                : Stream.of(this);
    }

    /**
     * Counts of persons with the sums that are published beside them.
     *
     * @param cells the inner cells
     * @param margins published sums of cells: row totals, column totals, the total, a public constant
     */
    record CountTable(List<Cell> cells, List<Margin> margins) implements Disclosable {
        /** Copies. */
        public CountTable {
            cells = List.copyOf(cells);
            margins = List.copyOf(margins);
        }
    }

    /**
     * A cell.
     *
     * @param row its row, for sentences
     * @param column its column, for sentences
     * @param persons who is counted
     * @param published what is printed
     */
    record Cell(String row, String column, Set<PersonKey> persons, Published published) {
        /** Copies. */
        public Cell {
            persons = Set.copyOf(persons);
        }
    }

    /**
     * A published sum of cells.
     *
     * @param label its name, for sentences
     * @param cells indices of the cells that it sums
     * @param persons who is counted
     * @param published what is printed
     */
    record Margin(String label, List<Integer> cells, Set<PersonKey> persons, Published published) {
        /** Copies. */
        public Margin {
            cells = List.copyOf(cells);
            persons = Set.copyOf(persons);
        }
    }

    /**
     * A fitted model as printed.
     *
     * @param name name of the model
     * @param persons who is in it
     * @param events who of them has the outcome
     * @param groups for each 0/1 covariate, who has 1
     * @param degreesOfFreedom persons minus parameters
     * @param influence how much the printed numbers would change without one person
     */
    record ModelResult(
            String name,
            Set<PersonKey> persons,
            Set<PersonKey> events,
            List<Group> groups,
            int degreesOfFreedom,
            Influence influence)
            implements Disclosable {
        /** Copies. */
        public ModelResult {
            persons = Set.copyOf(persons);
            events = Set.copyOf(events);
            groups = List.copyOf(groups);
        }
    }

    /** Who has 1 in a 0/1 covariate. */
    record Group(String covariate, Set<PersonKey> persons) {
        /** Copies. */
        public Group {
            persons = Set.copyOf(persons);
        }
    }

    /**
     * The largest change that leaving any one person out makes.
     *
     * @param standardErrors largest change of a printed estimate, in its standard errors; a coefficient stands for its odds ratio
     * @param verdictChanges whether a model would have no estimate any more without some person
     * @param number the printed number that moves most, for the sentence
     */
    record Influence(double standardErrors, boolean verdictChanges, String number) {}

    /**
     * An ROC curve as printed.
     *
     * @param name name of the model
     * @param drawn how it is drawn
     * @param positives persons with the outcome
     * @param negatives persons without
     * @param fewestBetweenPoints fewest persons of one class between neighbouring points; 0 for a smooth curve
     * @param onePerson largest change of a parameter of a smooth curve that leaving any one person out makes, in its last
     *     printed digit; 0 for any other curve, and null for one that was frozen before anybody looked
     */
    record RocCurve(
            String name,
            Drawn drawn,
            Set<PersonKey> positives,
            Set<PersonKey> negatives,
            int fewestBetweenPoints,
            @Nullable Double onePerson)
            implements Disclosable {
        /** Copies. */
        public RocCurve {
            positives = Set.copyOf(positives);
            negatives = Set.copyOf(negatives);
        }

        /** How a curve is drawn. */
        public enum Drawn {
            /** A smooth (binormal) curve from rounded parameters. */
            SMOOTH,
            /** Points with many persons of each class between neighbours. */
            GROUPED,
            /** Every step, which tells each person's outcome. */
            EMPIRICAL
        }
    }

    /**
     * Identifiers of the commons without a label.
     *
     * @param subjects the identifiers
     * @param persons the persons behind them
     * @param shuffled whether the order says nothing
     * @param labelled whether any other column stands beside them
     */
    record IdentifierList(Set<CommonsSubjectId> subjects, Set<PersonKey> persons, boolean shuffled, boolean labelled)
            implements Disclosable {
        /** Copies; a list of identifiers, shuffled and without a label. */
        public IdentifierList {
            subjects = Set.copyOf(subjects);
            persons = Set.copyOf(persons);
        }

        /** A list as it should be. */
        public static IdentifierList of(Set<CommonsSubjectId> subjects, Set<PersonKey> persons) {
            return new IdentifierList(subjects, persons, true, false);
        }
    }

    /**
     * A cohort profile for representativeness.
     *
     * @param profile the message that leaves
     * @param counts the same counts with their persons
     */
    record Profile(CohortProfile profile, CountTable counts) implements Disclosable {}

    /**
     * How a model performs in subgroups, as printed.
     *
     * @param report the message that leaves
     * @param numbers a table per attribute of persons with and without the outcome, exact where the subgroup is shown; none
     *     of these numbers is printed
     * @param influence how much the printed numbers would change without one person
     */
    record Subgroups(SubgroupReport report, List<CountTable> numbers, Influence influence) implements Disclosable {
        /** Copies. */
        public Subgroups {
            numbers = List.copyOf(numbers);
        }
    }

    /** Means, percentages, extremes. */
    record Summaries(List<Summary> summaries) implements Disclosable {
        /** Copies. */
        public Summaries {
            summaries = List.copyOf(summaries);
        }
    }

    /**
     * One statistic.
     *
     * @param label its name, for sentences
     * @param kind what it is
     * @param persons whom it summarises
     * @param counted for a percentage, who of them is counted; else empty
     */
    record Summary(String label, Kind kind, Set<PersonKey> persons, Set<PersonKey> counted) {
        /** Copies. */
        public Summary {
            persons = Set.copyOf(persons);
            counted = Set.copyOf(counted);
        }

        /** Kinds of statistics. */
        public enum Kind {
            /** Mean or standard deviation. */
            MEAN,
            /** Median or quartile. */
            QUANTILE,
            /** A share of persons. */
            PERCENTAGE,
            /** Smallest value: one person's. */
            MINIMUM,
            /** Greatest value: one person's. */
            MAXIMUM
        }
    }

    /** A resource that says several things at once, for example three models. */
    record Several(List<Disclosable> parts) implements Disclosable {
        /** Copies. */
        public Several {
            parts = List.copyOf(parts);
        }
    }
}
