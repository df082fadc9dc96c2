package org.tessera.enclave.alignment;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.omop.ReleaseSubmissions;
import org.tessera.rest.Problems;

/** Aligns everyone in the catalogue version of the active match, by the project's protocol. */
@ApplicationScoped
public class AligningCohorts {
    private final MatchTable matches;
    private final Catalogue catalogue;
    private final ClinicalDays days;
    private final ReleaseSubmissions submissions;

    AligningCohorts(MatchTable matches, Catalogue catalogue, ClinicalDays days, ReleaseSubmissions submissions) {
        this.matches = matches;
        this.catalogue = catalogue;
        this.days = days;
        this.submissions = submissions;
    }

    /**
     * What came out, with real identifiers: inside the service only.
     *
     * @param match the match it used
     * @param loads loads of the release whose rows it used, as {@link ReleaseSubmissions#loaded} tells them
     * @param persons everyone: linked persons in the order of the match, then cases that are not linked
     */
    public record Aligned(ActiveMatch match, List<String> loads, List<AlignedPerson> persons) {
        /** Copies. */
        public Aligned {
            loads = List.copyOf(loads);
            persons = List.copyOf(persons);
        }

        /** The study population. */
        public List<AlignedPerson> members() {
            return persons.stream()
                    .filter(each -> each.verdict() == Verdict.SUBCOHORT_1)
                    .toList();
        }

        /** The funnel. */
        public Funnel funnel(Project project) {
            return Funnel.of(persons, project.protocol().imaging());
        }
    }

    /** Aligns; throws the problem "no-active-match" (409) when the project has none. */
    public Aligned align(Project project) {
        ActiveMatch match = matches.active(project.id()).orElseThrow(AligningCohorts::noMatch);
        // Before the rows: of a load that comes meanwhile an alignment says too little, and is outdated.
        List<String> loads = submissions.loaded(match.clinicalRelease());
        Set<PersonId> sure = new HashSet<>();
        for (LinkedPerson person : match.persons()) {
            if (person.linkage() == Linkage.UNIQUE) {
                sure.addAll(person.persons());
            }
        }
        var protocol = project.protocol();
        Map<PersonId, ClinicalDates> dates =
                days.days(sure, protocol.indexEvent(), protocol.imaging().procedure());
        var matching = new IntervalMatching(protocol.imaging());
        List<AlignedPerson> persons = new ArrayList<>();
        Set<CommonsSubjectId> linked = new HashSet<>();
        for (LinkedPerson person : match.persons()) {
            linked.addAll(person.subjects());
            persons.add(linked(person, match.catalogueVersion(), dates, matching));
        }
        try (Stream<CatalogueCase> cases = catalogue.cases(match.catalogueVersion())) {
            cases.filter(each -> !linked.contains(each.submitterId()))
                    .map(each -> notLinked(each, matching))
                    .forEach(persons::add);
        }
        return new Aligned(match, loads, persons);
    }

    private AlignedPerson linked(
            LinkedPerson person, String version, Map<PersonId, ClinicalDates> dates, IntervalMatching matching) {
        List<CatalogueCase> cases = person.subjects().stream()
                .sorted(java.util.Comparator.comparing(CommonsSubjectId::value))
                .flatMap(subject -> catalogue.find(version, subject).stream())
                .toList();
        ImagingHistory history = ImagingHistory.of(cases);
        boolean sure = person.linkage() == Linkage.UNIQUE;
        List<PersonId> records = sure ? person.persons() : List.of();
        ClinicalDates union = ClinicalDates.union(records.stream()
                .map(each -> dates.getOrDefault(each, new ClinicalDates(Set.of(), Set.of())))
                .toList());
        var link = sure ? IntervalMatching.Link.SURE : IntervalMatching.Link.UNSURE;
        IntervalMatch found = matching.match(history.studies(), link, sure ? Optional.of(union) : Optional.empty());
        return new AlignedPerson(
                person.subjects(),
                records,
                found,
                Constellation.of(found, history.studies(), union),
                history.disagreements());
    }

    private static AlignedPerson notLinked(CatalogueCase each, IntervalMatching matching) {
        ImagingHistory history = ImagingHistory.of(List.of(each));
        IntervalMatch found = matching.match(history.studies(), IntervalMatching.Link.NONE, Optional.empty());
        return new AlignedPerson(
                List.of(each.submitterId()), List.of(), found, Optional.empty(), history.disagreements());
    }

    private static HttpProblem noMatch() {
        return Problems.conflict("no-active-match", "The project has no active match to align; request one first.");
    }
}
