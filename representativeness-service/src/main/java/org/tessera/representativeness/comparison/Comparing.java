package org.tessera.representativeness.comparison;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tessera.contracts.Count;
import org.tessera.representativeness.comparison.Compared.Against;
import org.tessera.representativeness.distance.TooLittlePublished;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.CategoryAlignment;
import org.tessera.representativeness.population.JointAttribute;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.ReferencePopulation.Snapshot;

/** Answers a question: one comparison for each cohort, attribute and reference, and a reason for each that is not made. */
@ApplicationScoped
public class Comparing {
    /**
     * Categories of all comparisons, under both treatments: room for 500 dates by race against two references, 5 MB as JSON.
     */
    static final int MOST_PARTS = 20_000;

    private final Alignments alignments;

    Comparing(Alignments alignments) {
        this.alignments = alignments;
    }

    /**
     * All comparisons.
     *
     * @throws IllegalArgumentException with a sentence, when counts do not fit together, a name is not known or nothing at
     *     all can be compared
     * @throws org.tessera.representativeness.population.UnmappedCategories listing categories without a place
     * @throws AnswerTooLarge when it would hold more than {@link #MOST_PARTS} shares, before the rest is computed
     */
    public Answer answer(Question question) {
        Set<String> reached = new HashSet<>();
        List<Compared> compared = new ArrayList<>();
        List<NotCompared> not = new ArrayList<>();
        int parts = 0;
        for (Cohort cohort : question.cohorts()) {
            not.addAll(withoutAttribute(question, cohort));
            for (String attribute : attributes(question, cohort)) {
                for (ReferencePopulation reference : question.references()) {
                    Optional<Snapshot> snapshot = reference.snapshot(attribute, cohort.asOf());
                    if (snapshot.isEmpty()) {
                        not.add(notCompared(cohort, attribute, reference));
                        continue;
                    }
                    reached.add(attribute);
                    if (cohort.countsNobodyBy(attribute)) {
                        not.add(new NotCompared(cohort.label(), attribute, reference.id(), "nobody-counted"));
                        continue;
                    }
                    try {
                        compared.add(compare(question, cohort, attribute, reference, snapshot.get()));
                    } catch (TooLittlePublished saysNothing) {
                        not.add(new NotCompared(cohort.label(), attribute, reference.id(), "too-much-hidden"));
                        continue;
                    }
                    parts += compared.getLast().parts();
                    if (parts > MOST_PARTS) {
                        throw new AnswerTooLarge(MOST_PARTS);
                    }
                }
            }
        }
        Set<String> nowhere = new TreeSet<>(question.attributes());
        nowhere.removeIf(JointAttribute::isJoint);
        if (reached.isEmpty() && !nowhere.isEmpty()) {
            throw new IllegalArgumentException(
                    "no cohort can be compared with any of the references by: " + String.join(", ", nowhere));
        }
        return new Answer(compared, not);
    }

    private static Set<String> attributes(Question question, Cohort cohort) {
        Set<String> attributes = new TreeSet<>(cohort.attributes().keySet());
        if (!question.attributes().isEmpty()) {
            attributes.retainAll(question.attributes());
        }
        return attributes;
    }

    private Compared compare(
            Question question, Cohort cohort, String attribute, ReferencePopulation reference, Snapshot snapshot) {
        Map<String, Count> counts = cohort.attributes().getOrDefault(attribute, Map.of());
        Set<String> sources = new HashSet<>(counts.keySet());
        sources.addAll(snapshot.weights().keySet());
        CategoryAlignment alignment =
                alignments.between(question.alignment(), attribute, question.account(), question.ageCuts(), sources);
        Comparison comparison = new Comparison(
                alignment,
                counts,
                cohort.persons(),
                cohort.margins().getOrDefault(attribute, List.of()),
                snapshot.weights(),
                question.base());
        Treatment raw = comparison.rawInFull(question.bootstrap());
        Treatment adjusted = comparison.adjustedInFull(question.bootstrap());
        return new Compared(
                cohort.label(),
                cohort.stage(),
                cohort.asOf(),
                attribute,
                new Against(
                        reference.name(),
                        reference.version(),
                        snapshot.date(),
                        reference.definition(),
                        reference.persons(snapshot)),
                alignment.id(),
                question.base(),
                raw,
                adjusted,
                Warnings.of(raw, adjusted));
    }

    private static NotCompared notCompared(Cohort cohort, String attribute, ReferencePopulation reference) {
        Set<String> published = reference.attributes().keySet();
        return new NotCompared(
                cohort.label(),
                attribute,
                reference.id(),
                published.contains(attribute) ? "reference-begins-later" : without(published, attribute, "reference"));
    }

    /** Attributes that are asked for and the cohort does not have; of margins no joint can be made. */
    private static List<NotCompared> withoutAttribute(Question question, Cohort cohort) {
        Set<String> counted = cohort.attributes().keySet();
        return question.attributes().stream()
                .filter(attribute -> !counted.contains(attribute))
                .sorted()
                .flatMap(attribute -> question.references().stream()
                        .map(reference -> new NotCompared(
                                cohort.label(), attribute, reference.id(), without(counted, attribute, "cohort"))))
                .toList();
    }

    private static String without(Set<String> there, String attribute, String side) {
        boolean margins = JointAttribute.isJoint(attribute)
                && there.containsAll(JointAttribute.of(attribute).factors());
        return (margins ? "only-margins-in-" : "attribute-not-in-") + side;
    }

    /**
     * The answer.
     *
     * @param comparisons by cohort, attribute and reference, in the order asked
     * @param notCompared what could not be compared, and why
     */
    @Schema(description = "All comparisons, and what could not be compared with its reason")
    public record Answer(List<Compared> comparisons, List<NotCompared> notCompared) {}

    /**
     * What could not be compared.
     *
     * @param cohort label of the cohort
     * @param attribute the attribute
     * @param reference name and version of the reference
     * @param reason "reference-begins-later", "attribute-not-in-reference", "attribute-not-in-cohort", "nobody-counted" (all
     *     counts are 0), "too-much-hidden" (an interval would say nothing), and for a joint also "only-margins-in-reference" or "only-margins-in-cohort" (a
     *     joint cannot be made of its margins)
     */
    @Schema(description = "What could not be compared, and why")
    public record NotCompared(String cohort, String attribute, String reference, String reason) {}
}
