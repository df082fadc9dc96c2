package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.tessera.enclave.disclosure.DisclosureCheck;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.FrozenResource;

/**
 * The check of a request: by the rules, against what left its project before, and whether other projects of the same people
 * have results out. With those nothing can be compared: their persons have other aliases, and those of an ended project are
 * forgotten. So a new project would begin without a past, and its reviewers must know.
 */
@ApplicationScoped
class CheckingDownloads {
    private final Downloads downloads;
    private final DisclosureCheck check;

    CheckingDownloads(Downloads downloads, DisclosureCheck check) {
        this.downloads = downloads;
        this.check = check;
    }

    /** What is found of these resources now. */
    Findings of(Download.Order order, List<FrozenResource> frozen) {
        var findings = new ArrayList<>(
                check.check(frozen, downloads.releasedCells(order.project())).findings());
        if (downloads.haveLeftOtherProjects(order.project(), order.author())) {
            findings.add(new Finding(
                    "everything",
                    "other-project",
                    Findings.Verdict.REVIEW,
                    "Members of this project have results of another one out, open or ended, with which nothing is compared:"
                            + " of nearly the same cohort, the difference would be few persons."));
        }
        return Findings.of(findings);
    }
}
