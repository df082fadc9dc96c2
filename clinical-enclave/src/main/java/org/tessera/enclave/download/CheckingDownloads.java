package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.DisclosureCheck;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.MatchTable;

/**
 * The check of a request: by the rules, against what left its project before, and whether other projects of the same people
 * have results out. With those nothing can be compared: their persons have other aliases, and those of an ended project are
 * forgotten. So a new project would begin without a past, and its reviewers must know. Nor does a list of identifiers leave that
 * names somebody whom the match table has dropped since.
 */
@ApplicationScoped
class CheckingDownloads {
    private final Downloads downloads;
    private final DisclosureCheck check;
    private final MatchTable matches;

    CheckingDownloads(Downloads downloads, DisclosureCheck check, MatchTable matches) {
        this.downloads = downloads;
        this.check = check;
        this.matches = matches;
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
        withdrawn(order.project(), frozen, findings);
        return Findings.of(findings);
    }

    /** Says that somebody has withdrawn, never who. */
    private void withdrawn(ProjectId project, List<FrozenResource> frozen, List<Finding> findings) {
        for (FrozenResource resource : frozen) {
            Set<CommonsSubjectId> named = resource.content()
                    .leaves()
                    .filter(Disclosable.IdentifierList.class::isInstance)
                    .map(Disclosable.IdentifierList.class::cast)
                    .flatMap(list -> list.subjects().stream())
                    .collect(Collectors.toSet());
            if (!named.isEmpty() && !linked(project).containsAll(named)) {
                findings.add(new Finding(
                        resource.name(),
                        "withdrawn-since",
                        Findings.Verdict.REJECT,
                        "Somebody on this list has withdrawn meanwhile, or is linked no longer: submit it again for a list of"
                                + " those who are."));
            }
        }
    }

    private Set<CommonsSubjectId> linked(ProjectId project) {
        return matches.active(project).stream()
                .flatMap(match -> match.persons().stream())
                .filter(person -> person.linkage() == Linkage.UNIQUE)
                .flatMap(person -> person.subjects().stream())
                .collect(Collectors.toSet());
    }
}
