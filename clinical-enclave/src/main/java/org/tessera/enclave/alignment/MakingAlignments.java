package org.tessera.enclave.alignment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tessera.enclave.alignment.AligningCohorts.Aligned;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectEnded;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.match.Aliases;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.match.PersonAlias;
import org.tessera.enclave.match.SubjectAlias;
import org.tessera.messaging.Ledger;
import org.tessera.rest.Caller;

/** Makes an alignment and keeps it, with a ledger entry. */
@ApplicationScoped
public class MakingAlignments {
    private final AligningCohorts aligning;
    private final Admissions admissions;
    private final Alignments alignments;
    private final Aliases aliases;
    private final LoadedVocabulary vocabulary;
    private final OpenProjects projects;
    private final Ledger ledger;
    private final Clock clock;

    MakingAlignments(
            AligningCohorts aligning,
            Admissions admissions,
            Alignments alignments,
            Aliases aliases,
            LoadedVocabulary vocabulary,
            OpenProjects projects,
            Ledger ledger,
            Clock clock) {
        this.aligning = aligning;
        this.admissions = admissions;
        this.alignments = alignments;
        this.aliases = aliases;
        this.vocabulary = vocabulary;
        this.projects = projects;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Aligns the project's cohort and keeps the result; throws the problem "project-ended" (410) when it ended meanwhile. */
    @Transactional
    public Alignment make(Project project, Caller caller) {
        Aligned aligned = aligning.align(project);
        Funnel funnel = aligned.funnel(project);
        var alignment = new Alignment(
                AlignmentId.random(),
                project.id(),
                clock.instant(),
                provenance(project, aligned.match()),
                aligned.loads(),
                funnel.stages(),
                funnel.excluded(),
                funnel.disagreements(),
                vocabulary.missing(project.protocol().conceptSets().values()));
        List<LinkedPerson> linked = aligned.match().persons();
        List<AlignedPerson> members = aligned.members();
        Set<AlignedPerson> assumed = admissions.assumed(project.protocol(), members);
        List<Alignments.Kept> rows = IntStream.range(0, linked.size())
                .mapToObj(i -> kept(project, i, aligned.persons().get(i), linked.get(i), assumed))
                .toList();
        projects.hold(project.id()); // An end that comes now waits for this one, and finds it.
        alignments.keep(alignment, rows);
        ledger.transition(new Ledger.Entry(
                "alignment.made",
                alignment.id().toString(),
                caller.actor(),
                caller.role(),
                (long) members.size(),
                project.protocol().digest()));
        return alignment;
    }

    /** What a result of this project is made of now. */
    public static Alignment.Provenance provenance(Project project, ActiveMatch match) {
        var protocol = project.protocol();
        return new Alignment.Provenance(
                protocol.name(),
                protocol.version(),
                protocol.digest(),
                match.id(),
                match.clinicalRelease(),
                match.catalogueVersion());
    }

    void projectEnded(@Observes ProjectEnded ended) {
        alignments.forget(ended.project());
    }

    private static Alignment.Constellation constellation(Constellation.Answer answer) {
        Constellation.Shift best = answer.shifts().getFirst();
        return new Alignment.Constellation(best.studyDay(), best.explained(), best.of(), answer.ambiguity());
    }

    private Alignments.Kept kept(
            Project project, int ordinal, AlignedPerson person, LinkedPerson linked, Set<AlignedPerson> assumed) {
        Alignment.Row row = row(project, person, assumed.contains(person));
        Set<String> everyone = new HashSet<>(row.subjects());
        everyone.addAll(row.persons());
        if (row.persons().isEmpty()) {
            linked.persons()
                    .forEach(each ->
                            everyone.add(aliases.person(project.id(), each).value()));
        }
        return new Alignments.Kept(ordinal, everyone, row);
    }

    private Alignment.Row row(Project project, AlignedPerson person, boolean admissionAssumed) {
        var matching = new IntervalMatching(project.protocol().imaging());
        int images = (int) person.match().eligible().stream()
                .flatMap(each -> each.images().stream())
                .filter(matching::inView)
                .count();
        return new Alignment.Row(
                person.subjects().stream()
                        .map(each -> aliases.subject(project.id(), each))
                        .map(SubjectAlias::value)
                        .sorted()
                        .toList(),
                person.records().stream()
                        .map(each -> aliases.person(project.id(), each))
                        .map(PersonAlias::value)
                        .sorted()
                        .toList(),
                person.verdict(),
                person.intervals(),
                person.match().pairs().stream()
                        .map(each -> new Alignment.Pair(each.interval(), each.test(), each.procedure()))
                        .toList(),
                person.constellation().map(MakingAlignments::constellation).orElse(null),
                person.match().eligible().size(),
                images,
                person.disagreements(),
                person.verdict() == Verdict.SUBCOHORT_1 ? admissionAssumed : null);
    }
}
