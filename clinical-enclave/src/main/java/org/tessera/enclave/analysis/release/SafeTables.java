package org.tessera.enclave.analysis.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tessera.enclave.alignment.AlignedPerson;
import org.tessera.enclave.alignment.PersonKeys;
import org.tessera.enclave.alignment.Verdict;
import org.tessera.enclave.analysis.AnalysingCohorts;
import org.tessera.enclave.analysis.Cohort;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.Published;
import org.tessera.enclave.disclosure.ReleasedCells;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;
import org.tessera.enclave.disclosure.Suppression;
import org.tessera.enclave.protocol.Covariate;

/**
 * All tables of a project, suppressed together in one fixed order: identifier lists, funnel, final cohort, linked,
 * interval-aligned. So whichever of them are asked for, in whatever order, they do not give one another away.
 */
@ApplicationScoped
class SafeTables {
    static final String OUTCOME = "outcome";

    private final AnalysingCohorts analysing;
    private final Catalogue catalogue;
    private final PersonKeys keys;

    SafeTables(AnalysingCohorts analysing, Catalogue catalogue, PersonKeys keys) {
        this.analysing = analysing;
        this.catalogue = catalogue;
        this.keys = keys;
    }

    /**
     * The tables as counted, before suppression.
     *
     * @param cohort the study population
     * @param lists sets that identifier lists name exactly
     * @param funnel persons by verdict
     * @param stages persons by category, per stage
     */
    record Counted(
            Cohort cohort,
            List<ReleasedSet> lists,
            Disclosable.CountTable funnel,
            Map<Stage, Disclosable.CountTable> stages) {
        /** Everyone in the catalogue or the match: public, but for who has several cases. */
        int everybody() {
            return cohort.aligned().persons().size();
        }

        /** A number that no count of a stage exceeds: of the list of identifiers that it is a part of. */
        int around(Stage stage) {
            return stage == Stage.LINKED
                    ? everybody()
                    : lists.getLast().persons().size();
        }
    }

    /** Counts. */
    Counted count(Project project) {
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
        Map<PersonKey, Map<String, String>> findings = findings(project, cohort);
        Map<Stage, Disclosable.CountTable> stages = new LinkedHashMap<>();
        for (Stage stage : List.of(Stage.FINAL_COHORT, Stage.LINKED, Stage.INTERVAL_ALIGNED)) {
            Map<PersonKey, Map<String, String>> members = new HashMap<>();
            persons.forEach((key, person) -> {
                if (stage.holds(person)) {
                    Map<String, String> values = new HashMap<>(categories(cohort, person));
                    values.putAll(stage == Stage.FINAL_COHORT ? findings.getOrDefault(key, Map.of()) : Map.of());
                    members.put(key, values);
                }
            });
            Set<String> demographics = Set.copyOf(Categories.ATTRIBUTES);
            List<String> attributes = attributes(project, stage);
            Set<String> yesOrNo = new HashSet<>(attributes);
            yesOrNo.removeAll(demographics);
            stages.put(stage, Tables.byCategory(members, attributes, yesOrNo, stage.text()));
        }
        return new Counted(cohort, lists(verdicts), Tables.funnel(verdicts), stages);
    }

    /** The safe funnel. */
    Disclosable.CountTable funnel(Counted counted) {
        return new Suppression(counted.lists(), counted.everybody()).apply(counted.funnel());
    }

    /** The safe table of a stage. */
    Disclosable.CountTable stage(Counted counted, Stage wanted) {
        List<ReleasedSet> beside = new ArrayList<>(counted.lists());
        beside.addAll(sets(funnel(counted)));
        for (var stage : counted.stages().entrySet()) {
            Disclosable.CountTable safe =
                    new Suppression(beside, counted.around(stage.getKey())).apply(stage.getValue());
            if (stage.getKey() == wanted) {
                return safe;
            }
            beside.addAll(sets(safe));
        }
        throw new IllegalStateException("every stage is counted");
    }

    private static List<ReleasedSet> sets(Disclosable.CountTable table) {
        return ReleasedCells.of(new FrozenResource("table", "table", "", new byte[0], table))
                .sets();
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
        return Categories.of(person.subjects().stream()
                .flatMap(subject -> catalogue.find(version, subject).stream())
                .toList());
    }

    private static List<String> attributes(Project project, Stage stage) {
        List<String> attributes = new ArrayList<>(Categories.ATTRIBUTES);
        if (stage == Stage.FINAL_COHORT) {
            attributes.add(OUTCOME);
            attributes.addAll(binary(project));
            project.protocol().history().forEach(each -> attributes.add(each.name()));
        }
        return attributes.stream().distinct().toList(); // protocols of before may have one name twice
    }

    private static List<String> binary(Project project) {
        return project.protocol().covariates().stream()
                .filter(each -> !(each instanceof Covariate.Measure))
                .map(Covariate::name)
                .toList();
    }

    private static String said(boolean it) {
        return it ? Tables.YES : Tables.NO;
    }

    private static Map<PersonKey, Map<String, String>> findings(Project project, Cohort cohort) {
        Map<PersonKey, Map<String, String>> findings = new HashMap<>();
        for (Cohort.Member member : cohort.members()) {
            Map<String, String> values = new HashMap<>();
            values.put(OUTCOME, said(member.outcome()));
            for (String covariate : binary(project)) {
                Double value = member.covariates().get(covariate);
                values.put(covariate, value == null ? Categories.NOT_REPORTED : said(value > 0));
            }
            member.history().forEach((name, it) -> values.putIfAbsent(name, said(it)));
            findings.put(new PersonKey(member.key()), values);
        }
        return findings;
    }
}
