package org.tessera.enclave.disclosure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.Findings.Verdict;

/** Rules for statistics other than counts: models, curves, means, lists. */
final class ModelRules {
    private static final int FEWEST_DEGREES = 10;

    private ModelRules() {}

    static void model(String name, Disclosable.ModelResult model, List<Finding> findings) {
        String which = "Model " + model.name();
        fewPersons(name, which, model.persons().size(), findings);
        int events = model.events().size();
        int others = model.persons().size() - events;
        if (small(events) || small(others)) {
            reject(
                    name,
                    "few-outcomes",
                    which + " rests on fewer than 20 persons with, or without, the outcome.",
                    findings);
        }
        if (model.degreesOfFreedom() < FEWEST_DEGREES) {
            reject(name, "degrees-of-freedom", which + " has fewer than 10 degrees of freedom.", findings);
        }
        for (Disclosable.Group group : model.groups()) {
            int ill = in(group.persons(), model.events());
            int well = group.persons().size() - ill;
            if (small(ill) || small(well) || small(events - ill) || small(others - well)) {
                review(
                        name,
                        "few-exposed",
                        which + ": fewer than 20 persons with, or without, the outcome have, or have not, "
                                + group.covariate() + ". Beside the tables the odds ratio tells how few.",
                        findings);
            }
        }
        separated(name, model, findings);
        influence(name, which, model.influence(), findings);
    }

    /** Whether a model has an estimate is released too, and why not: because of some everyone or nobody has the outcome. */
    private static void separated(String name, Disclosable.ModelResult model, List<Finding> findings) {
        String which = "Model " + model.name();
        oneOutcome(name, which, model.persons(), model.events(), findings);
        for (Disclosable.Group group : model.groups()) {
            Set<PersonKey> without = new HashSet<>(model.persons());
            without.removeAll(group.persons());
            oneOutcome(name, which + ", with " + group.covariate(), group.persons(), model.events(), findings);
            oneOutcome(name, which + ", without " + group.covariate(), without, model.events(), findings);
        }
    }

    private static void oneOutcome(
            String name, String which, Set<PersonKey> persons, Set<PersonKey> events, List<Finding> findings) {
        int with = in(persons, events);
        if (!persons.isEmpty() && (with == 0 || with == persons.size())) {
            review(
                    name,
                    "all-of-them",
                    which + ": everyone or nobody has the outcome, so who is in the group has it, or has not.",
                    findings);
        }
    }

    private static int in(Set<PersonKey> some, Set<PersonKey> others) {
        return (int) some.stream().filter(others::contains).count();
    }

    static void influence(String name, String which, Disclosable.Influence influence, List<Finding> findings) {
        if (influence.verdictChanges() || influence.standardErrors() > Rounding.CARRIED) {
            onePerson(name, which, influence.number(), findings);
        }
    }

    private static void onePerson(String name, String which, String number, List<Finding> findings) {
        review(name, "one-person", which + ": leaving one person out would change " + number + " visibly.", findings);
    }

    static void roc(String name, Disclosable.RocCurve roc, List<Finding> findings) {
        String which = "The curve of " + roc.name();
        if (roc.positives().size() < TableAudit.FLOOR || roc.negatives().size() < TableAudit.FLOOR) {
            reject(name, "few-outcomes", which + " rests on fewer than 20 persons of a class.", findings);
        }
        switch (roc.drawn()) {
            case SMOOTH -> {
                // As with odds ratios: what moves by more than its last digit is printed otherwise, whatever it was.
                Double moved = roc.onePerson();
                if (moved == null) {
                    review(
                            name,
                            "one-person",
                            which + ": it was frozen before anybody looked whether one person moves it visibly.",
                            findings);
                } else if (moved > 1) {
                    onePerson(name, which, "a parameter of the smooth curve", findings);
                }
            }
            case GROUPED -> {
                if (roc.fewestBetweenPoints() < TableAudit.FLOOR) {
                    reject(
                            name,
                            "steps",
                            which + " has points with fewer than 20 persons of a class between.",
                            findings);
                }
            }
            case EMPIRICAL ->
                reject(name, "steps", which + " is empirical: each step tells one person's outcome.", findings);
        }
    }

    static void summaries(String name, Disclosable.Summaries summaries, List<Finding> findings) {
        for (Disclosable.Summary each : summaries.summaries()) {
            fewPersons(name, each.label(), each.persons().size(), findings);
            switch (each.kind()) {
                case MEAN, QUANTILE -> {}
                case MINIMUM, MAXIMUM -> reject(name, "extreme", each.label() + " is one person's value.", findings);
                case PERCENTAGE -> percentage(name, each, findings);
            }
        }
    }

    private static void percentage(String name, Disclosable.Summary each, List<Finding> findings) {
        int counted = each.counted().size();
        int others = each.persons().size() - counted;
        if (small(counted) || small(others)) {
            reject(
                    name,
                    "small-count",
                    each.label() + " is a share of fewer than 20 persons, or leaves as few.",
                    findings);
        }
        if (counted > 0 && others == 0) {
            review(name, "all-of-them", each.label() + ": everyone has it, so who is in the group has it.", findings);
        }
    }

    static void identifiers(String name, Disclosable.IdentifierList list, List<Finding> findings) {
        if (list.persons().size() < TableAudit.FLOOR || list.subjects().size() < TableAudit.FLOOR) {
            reject(name, "small-count", "The list names fewer than 20 persons.", findings);
        }
        if (list.labelled()) {
            reject(name, "labelled", "A column beside the identifiers labels patients of an open commons.", findings);
        }
        if (!list.shuffled()) {
            reject(name, "ordered", "The order of the list may say something: it must be shuffled.", findings);
        }
    }

    private static void fewPersons(String name, String which, int persons, List<Finding> findings) {
        if (persons < TableAudit.FLOOR) {
            reject(name, "small-count", which + " is a statistic of fewer than 20 persons.", findings);
        }
    }

    private static boolean small(int persons) {
        return 0 < persons && persons < TableAudit.FLOOR;
    }

    private static void reject(String name, String rule, String sentence, List<Finding> findings) {
        findings.add(new Finding(name, rule, Verdict.REJECT, sentence));
    }

    private static void review(String name, String rule, String sentence, List<Finding> findings) {
        findings.add(new Finding(name, rule, Verdict.REVIEW, sentence));
    }
}
