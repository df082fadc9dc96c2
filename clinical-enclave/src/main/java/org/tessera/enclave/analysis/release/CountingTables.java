package org.tessera.enclave.analysis.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.PersonKeys;
import org.tessera.enclave.alignment.Verdict;
import org.tessera.enclave.analysis.AnalysingCohorts;
import org.tessera.enclave.analysis.Cohort;
import org.tessera.enclave.analysis.release.Sources.Source;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.catalogue.CatalogueVersions;
import org.tessera.enclave.catalogue.TakenVersion;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Published;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.omop.ReleaseSubmissions;

/** Counts the persons of a project's cohort for all its tables. */
@ApplicationScoped
class CountingTables {
    private final AnalysingCohorts analysing;
    private final Catalogue catalogue;
    private final CatalogueVersions versions;
    private final ReleaseSubmissions loads;
    private final PersonKeys keys;

    CountingTables(
            AnalysingCohorts analysing,
            Catalogue catalogue,
            CatalogueVersions versions,
            ReleaseSubmissions loads,
            PersonKeys keys) {
        this.analysing = analysing;
        this.catalogue = catalogue;
        this.versions = versions;
        this.loads = loads;
        this.keys = keys;
    }

    /** The tables of a project. */
    ProjectTables count(Project project) {
        Cohort cohort = analysing.cohort(project);
        Map<PersonKey, Verdict> verdicts = new HashMap<>();
        Map<PersonKey, AlignedPerson> persons = new HashMap<>();
        for (AlignedPerson person : cohort.aligned().persons()) {
            if (person.verdict() != Verdict.NOT_LINKED) {
                PersonKey key = keys.of(project.id(), person.subjects());
                verdicts.put(key, person.verdict());
                persons.put(key, person);
            }
        }
        Map<Stage, Map<PersonKey, Map<String, String>>> members = new LinkedHashMap<>();
        for (Stage stage : List.of(Stage.FINAL_COHORT, Stage.LINKED, Stage.INTERVAL_ALIGNED)) {
            Map<PersonKey, Map<String, String>> of = new HashMap<>();
            persons.forEach((key, person) -> {
                if (stage.holds(person)) {
                    of.put(key, new HashMap<>(categories(cohort, person)));
                }
            });
            members.put(stage, of);
        }
        var described = new Described(project.protocol());
        Map<PersonKey, Map<String, String>> studied = Objects.requireNonNull(members.get(Stage.FINAL_COHORT));
        for (Cohort.Member member : cohort.members()) {
            Map<String, String> values = studied.get(new PersonKey(member.key()));
            if (values != null) {
                values.putAll(described.values(member));
            }
        }
        SequencedMap<Stage, Disclosable.CountTable> stages = new LinkedHashMap<>();
        members.forEach((stage, of) -> stages.put(stage, byCategory(of, described.attributes(stage), stage)));
        return new ProjectTables(
                cohort.aligned().persons().size(),
                lists(verdicts),
                Tables.funnel(verdicts),
                stages,
                byCategory(studied, described.history(), Stage.FINAL_COHORT),
                sources(cohort.aligned().match()));
    }

    private Sources sources(ActiveMatch match) {
        return new Sources(
                Source.of(
                        "imaging-commons",
                        match.catalogueVersion(),
                        versions.find(match.catalogueVersion()).map(TakenVersion::publishedAt)),
                Source.of("clinical-enclave", match.clinicalRelease(), loads.lastLoaded(match.clinicalRelease())));
    }

    private static Disclosable.CountTable byCategory(
            Map<PersonKey, Map<String, String>> members, List<String> attributes, Stage stage) {
        Set<String> yesOrNo = new HashSet<>(attributes);
        Categories.ATTRIBUTES.forEach(yesOrNo::remove);
        return Tables.byCategory(members, attributes, yesOrNo, stage.text());
    }

    private static List<ReleasedSet> lists(Map<PersonKey, Verdict> verdicts) {
        Set<PersonKey> unique = new HashSet<>();
        Set<PersonKey> eligible = new HashSet<>();
        verdicts.forEach((key, verdict) -> {
            if (verdict.compareTo(Verdict.NO_STUDY_WITHIN_WINDOW) >= 0) {
                unique.add(key);
            }
            if (verdict.compareTo(Verdict.MISSING_POSITIVE_TEST) >= 0) {
                eligible.add(key);
            }
        });
        return List.of(
                new ReleasedSet("identifiers", unique, new Published.Exact(unique.size())),
                new ReleasedSet("identifiers (eligible)", eligible, new Published.Exact(eligible.size())));
    }

    /** Attribute to category of a person, by the catalogue. */
    Map<String, String> categories(Cohort cohort, AlignedPerson person) {
        String version = cohort.aligned().match().catalogueVersion();
        return Categories.of(person, subject -> catalogue.find(version, subject));
    }
}
