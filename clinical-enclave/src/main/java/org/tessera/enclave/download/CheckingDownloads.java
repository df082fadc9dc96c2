package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.DisclosureCheck;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Published;
import org.tessera.enclave.disclosure.ReleasedCells;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.MatchTable;

/**
 * The check of a request: by the rules, against what left its project before, and whether other projects of the same people
 * have results out. With those nothing can be compared: their persons have other aliases, and those of an ended project are
 * forgotten. So a new project would begin without a past, and its reviewers must know. Nor does a list of identifiers leave that
 * names somebody whom the match table has dropped since. And a partner knows its own persons: of a count of 20 it may know 19.
 */
@ApplicationScoped
class CheckingDownloads {
    /** Fewest persons beside those of any one partner. */
    private static final int FEWEST_OTHERS = 20;

    private static final int MOST_NAMED = 5;

    private final Downloads downloads;
    private final DisclosureCheck check;
    private final MatchTable matches;
    private final Contributors contributors;

    CheckingDownloads(Downloads downloads, DisclosureCheck check, MatchTable matches, Contributors contributors) {
        this.downloads = downloads;
        this.check = check;
        this.matches = matches;
        this.contributors = contributors;
    }

    /**
     * What is found of resources that were frozen in this moment. Whose records a count is of does not change afterwards, and
     * who withdraws before the release is not to be told of by a finding that is new.
     */
    Findings ofFresh(Download.Order order, List<FrozenResource> frozen) {
        var findings = new ArrayList<>(of(order, frozen).findings());
        fewOthers(order.project(), frozen, findings);
        return Findings.of(findings);
    }

    /** What is found of these resources now. */
    Findings of(Download.Order order, List<FrozenResource> frozen) {
        var findings = new ArrayList<>(
                check.check(frozen, downloads.releasedCells(order.project())).findings());
        long others = downloads.leftOtherProjects(order.project(), order.author());
        if (others > 0) {
            findings.add(
                    new Finding(
                            "everything",
                            "other-project",
                            Findings.Verdict.REVIEW,
                            "Requests of other projects of these members, open or ended, whose results are out: "
                                    + others
                                    + ". Nothing is compared with them: of nearly the same cohort, the difference would be few persons."));
        }
        withdrawn(order.project(), frozen, findings);
        return Findings.of(findings);
    }

    /** Says of which counts and models one partner knows nearly all, never which partner. */
    private void fewOthers(ProjectId project, List<FrozenResource> frozen, List<Finding> findings) {
        var partners = contributors.of(project);
        for (FrozenResource resource : frozen) {
            List<String> known = printed(resource)
                    .filter(set -> isOfFewOthers(set.persons(), partners))
                    .map(ReleasedSet::label)
                    .distinct()
                    .toList();
            if (!known.isEmpty()) {
                findings.add(new Finding(
                        resource.name(),
                        "few-others",
                        Findings.Verdict.REVIEW,
                        "Without the persons of one partner, which knows its own, fewer than %d are left of %d counts and models: %s%s."
                                .formatted(
                                        FEWEST_OTHERS,
                                        known.size(),
                                        String.join("; ", known.subList(0, Math.min(MOST_NAMED, known.size()))),
                                        known.size() > MOST_NAMED ? "; and more" : "")));
            }
        }
    }

    /** What it counts; and its models, which beside a fit of one's own persons tell what the others change. */
    private static Stream<ReleasedSet> printed(FrozenResource resource) {
        return Stream.concat(
                ReleasedCells.of(resource).sets().stream().filter(set -> set.published() instanceof Published.Exact),
                resource.content()
                        .leaves()
                        .filter(Disclosable.ModelResult.class::isInstance)
                        .map(Disclosable.ModelResult.class::cast)
                        .map(model ->
                                new ReleasedSet("model " + model.name(), model.persons(), new Published.Withheld())));
    }

    /** Whether some partner, but for its own linked persons, has fewer than 20 others before it, and somebody. */
    private static boolean isOfFewOthers(Set<PersonKey> persons, Map<PersonKey, Set<String>> partners) {
        List<Set<String>> linked =
                persons.stream().map(partners::get).filter(Objects::nonNull).toList();
        return linked.stream().flatMap(Set::stream).distinct().anyMatch(partner -> {
            long others =
                    linked.stream().filter(each -> !each.contains(partner)).count();
            return 0 < others && others < FEWEST_OTHERS;
        });
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
