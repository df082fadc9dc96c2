package org.tessera.enclave.match.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.catalogue.StudyFacts;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.match.KeyedAliases;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.protocol.Imaging;
import org.tessera.rest.Problems;

/**
 * The commons ids of the uniquely linked persons: without a label, in a keyed order that says nothing. With the parameter
 * {@code eligible=true} only cases that the catalogue shows with a study in the protocol's modality, window and view:
 * imaging facts that are public, never clinical ones, which would label the list.
 */
@ApplicationScoped
public class MatchedIdentifiers implements ReleasableSource {
    private final MatchTable matches;
    private final Catalogue catalogue;
    private final KeyedAliases aliases;

    /** Puts the source together. */
    public MatchedIdentifiers(MatchTable matches, Catalogue catalogue, KeyedAliases aliases) {
        this.matches = matches;
        this.catalogue = catalogue;
        this.aliases = aliases;
    }

    @Override
    public String kind() {
        return "matched-identifiers";
    }

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        boolean eligible = eligible(parameters);
        ActiveMatch match = matches.active(project.id())
                .orElseThrow(() -> Problems.conflict("no-active-match", "The project has no active match table."));
        Set<CommonsSubjectId> subjects = new HashSet<>();
        Set<PersonKey> persons = new HashSet<>();
        for (LinkedPerson person : match.persons()) {
            List<CommonsSubjectId> listed = person.subjects().stream()
                    .filter(subject -> !eligible || isEligible(match.catalogueVersion(), subject, project))
                    .toList();
            if (person.linkage() == Linkage.UNIQUE && !listed.isEmpty()) {
                subjects.addAll(listed);
                persons.add(key(project.id(), person));
            }
        }
        return new FrozenResource(
                eligible ? "eligible-identifiers.csv" : "matched-identifiers.csv",
                kind(),
                "text/csv",
                csv(project.id(), subjects),
                Disclosable.IdentifierList.of(subjects, persons));
    }

    private static boolean eligible(Map<String, String> parameters) {
        String value = parameters.getOrDefault("eligible", "false").toLowerCase(Locale.ROOT);
        boolean known = parameters.keySet().stream().allMatch("eligible"::equals);
        if (!known || !(value.equals("true") || value.equals("false"))) {
            throw Problems.unprocessable(
                    "parameter-invalid", "matched-identifiers knows one parameter, eligible, which is true or false.");
        }
        return value.equals("true");
    }

    private boolean isEligible(String version, CommonsSubjectId subject, Project project) {
        Imaging imaging = project.protocol().imaging();
        return catalogue.find(version, subject).stream()
                .flatMap(found -> found.imagingStudies().stream())
                .anyMatch(study -> imaging.isInModality(StudyFacts.modalities(study))
                        && inWindow(study, imaging)
                        && inView(study, imaging));
    }

    /** The list says days from study to test; the window counts from test to study. */
    private static boolean inWindow(CatalogueCase.Study study, Imaging imaging) {
        return study.daysFromStudyToPosCovidTest().stream()
                .anyMatch(days -> imaging.window().contains(-days));
    }

    private static boolean inView(CatalogueCase.Study study, Imaging imaging) {
        return study.series().isEmpty()
                ? imaging.isInView(StudyFacts.views(study))
                : study.series().stream()
                        .anyMatch(series -> imaging.isInModality(StudyFacts.modalities(study, series))
                                && imaging.isInView(StudyFacts.views(study, series)));
    }

    private PersonKey key(ProjectId project, LinkedPerson person) {
        return PersonKey.of(person.subjects().stream()
                .map(subject -> aliases.subject(project, subject).value())
                .toList());
    }

    private byte[] csv(ProjectId project, Set<CommonsSubjectId> subjects) {
        StringBuilder text = new StringBuilder("submitter_id\n");
        subjects.stream()
                .sorted(Comparator.comparing(subject -> aliases.placeInList(project, subject)))
                .forEach(subject -> text.append(subject.value()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
