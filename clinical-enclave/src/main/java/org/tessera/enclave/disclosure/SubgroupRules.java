package org.tessera.enclave.disclosure;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tessera.contracts.Demographics;
import org.tessera.contracts.SubgroupReport;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.Findings.Verdict;

/** Rules for a model's performance in subgroups. */
final class SubgroupRules {
    private static final String MANUFACTURER = "manufacturer";

    private SubgroupRules() {}

    static void subgroups(String name, Disclosable.Subgroups subgroups, List<Finding> findings) {
        findings.addAll(ShownSubgroups.findings(name, subgroups.numbers()));
        for (SubgroupReport.Subgroup each : subgroups.report().subgroups()) {
            String row = each.attribute() + " = " + each.category();
            if (each.performance() != null && !ShownSubgroups.isShown(subgroups.numbers(), row)) {
                findings.add(new Finding(
                        name, "not-checked", Verdict.REJECT, row + " is shown, and its persons were not checked."));
            }
            if ("not-estimable".equals(each.withheld())) {
                findings.add(new Finding(
                        name,
                        "separated",
                        Verdict.REVIEW,
                        row + " is said to have no estimate: the model may tell everyone's outcome in it."));
            }
        }
        Demographics.ATTRIBUTES.forEach(attribute -> listed(name, subgroups, attribute, findings));
        rare(name, subgroups, findings);
        ModelRules.influence(name, "Subgroups of model " + subgroups.report().model(), subgroups.influence(), findings);
    }

    /** A category that is missing because nobody is in it tells of all the others that somebody is. */
    private static void listed(String name, Disclosable.Subgroups subgroups, String attribute, List<Finding> findings) {
        if (!categories(subgroups, attribute).equals(Set.copyOf(Demographics.categories(attribute)))) {
            findings.add(new Finding(
                    name,
                    "unlisted",
                    Verdict.REJECT,
                    "The subgroups by " + attribute
                            + " are not the categories of its enumeration: whether anybody is in one"
                            + " can be told from its absence."));
        }
    }

    /** The manufacturer is free text: a name stands for many, and the others together do so too. */
    private static void rare(String name, Disclosable.Subgroups subgroups, List<Finding> findings) {
        Set<String> named = categories(subgroups, MANUFACTURER);
        for (String category : named) {
            boolean everyone = named.size() == 1 && category.equals(RareCategories.OTHER);
            List<Disclosable.Cell> cells = subgroups.numbers().stream()
                    .flatMap(table -> table.cells().stream())
                    .filter(cell -> cell.row().equals(MANUFACTURER + " = " + category))
                    .toList();
            boolean many = !cells.isEmpty()
                    && cells.stream().allMatch(cell -> cell.persons().size() >= TableAudit.FLOOR);
            if (!everyone && !many) {
                findings.add(new Finding(
                        name,
                        "rare-named",
                        Verdict.REJECT,
                        "A manufacturer is named, shown or withheld, that fewer than " + TableAudit.FLOOR
                                + " persons with or without the outcome have."));
            }
        }
    }

    private static Set<String> categories(Disclosable.Subgroups subgroups, String attribute) {
        return subgroups.report().subgroups().stream()
                .filter(each -> each.attribute().equals(attribute))
                .map(SubgroupReport.Subgroup::category)
                .collect(Collectors.toSet());
    }
}
