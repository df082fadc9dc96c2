package org.tessera.enclave.disclosure;

import java.util.List;
import org.tessera.contracts.SubgroupReport;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.Findings.Verdict;

/** Rules for a model's performance in subgroups. */
final class SubgroupRules {
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
        ModelRules.influence(name, "Subgroups of model " + subgroups.report().model(), subgroups.influence(), findings);
    }
}
