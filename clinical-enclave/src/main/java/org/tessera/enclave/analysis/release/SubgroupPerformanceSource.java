package org.tessera.enclave.analysis.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tessera.contracts.ContractJson;
import org.tessera.contracts.Demographics;
import org.tessera.contracts.Label;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReport.Performance;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.enclave.alignment.Alignment;
import org.tessera.enclave.alignment.IntervalMatching;
import org.tessera.enclave.analysis.Cohort;
import org.tessera.enclave.analysis.Evaluation;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.analysis.Observation;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.RareCategories;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.disclosure.Rounding;
import org.tessera.enclave.disclosure.ShownSubgroups;
import org.tessera.enclave.disclosure.ShownSubgroups.Subgroup;
import org.tessera.enclave.protocol.Protocol;
import org.tessera.rest.Problems;

/**
 * Discrimination and calibration of a model by sex, race, ethnicity, age and device manufacturer; subgroups that are small, or
 * would give a small one away, are withheld, categories that nobody is in look the same, and rare manufacturers are one group. Parameter model: the name of a model of the protocol; the last one by default.
 */
@ApplicationScoped
public class SubgroupPerformanceSource implements ReleasableSource {
    private static final List<String> ATTRIBUTES = Stream.concat(
                    Demographics.ATTRIBUTES.stream(), Stream.of(Categories.MANUFACTURER))
            .toList();
    private static final String FEW = "few-persons";

    private final ReleasedModels models;
    private final CountingTables tables;
    private final Clock clock;

    SubgroupPerformanceSource(ReleasedModels models, CountingTables tables, Clock clock) {
        this.models = models;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "subgroup-performance";
    }

    /** The released file. */
    record File(Alignment.Provenance provenance, String note, SubgroupReport report) {}

    /** Observations of a subgroup, and how many of the study population are in it, with every covariate or not. */
    private record Group(Subgroup subgroup, List<Observation> observations, int members) {}

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        List<Protocol.Model> known = project.protocol().models();
        String name = new Parameters(parameters, Set.of("model"))
                .choice(
                        "model",
                        known.reversed().stream().map(Protocol.Model::name).toList());
        ReleasedModels.Models fitted = models.fit(project);
        int index = known.stream().map(Protocol.Model::name).toList().indexOf(name);
        if (!(fitted.fits().get(index) instanceof Fit.Estimated fit)) {
            throw notEstimable();
        }
        Evaluation overall = Evaluation.of(fit, fitted.observations()).orElseThrow(() -> notEstimable());
        List<Group> groups = groups(project, fitted, ScoreLevels.of(fit, fitted.observations()));
        List<Disclosable.CountTable> numbers =
                ShownSubgroups.of(groups.stream().map(Group::subgroup).toList());
        double influence = 0;
        List<SubgroupReport.Subgroup> shown = new ArrayList<>();
        for (Group group : groups) {
            boolean open = ShownSubgroups.isShown(numbers, group.subgroup().row());
            Optional<Evaluation> evaluation = open ? Evaluation.of(fit, group.observations()) : Optional.empty();
            if (evaluation.isPresent()) {
                influence = Math.max(influence, evaluation.get().largestInfluence(fit, group.observations()));
            }
            shown.add(new SubgroupReport.Subgroup(
                    group.subgroup().attribute(),
                    group.subgroup().category(),
                    evaluation
                            .map(it -> performance(it, group.observations(), group.members()))
                            .orElse(null),
                    evaluation.isPresent() ? null : open ? "not-estimable" : FEW));
        }
        shown.addAll(empty(groups));
        shown.sort(Comparator.comparingInt((SubgroupReport.Subgroup each) -> ATTRIBUTES.indexOf(each.attribute()))
                .thenComparing(SubgroupReport.Subgroup::category));
        var report = new SubgroupReport(
                SubgroupReportId.random(),
                null,
                null,
                Label.of(project.title(), name),
                clock.instant(),
                project.protocol().outcome(),
                name,
                performance(
                        overall,
                        fitted.observations(),
                        fitted.cohort().members().size()),
                shown);
        Sendable.check(report.to("account", null));
        var file = new File(
                fitted.provenance(),
                "Apparent performance, on the persons that the model was fitted on; rounded to what the sample can carry.",
                report);
        return new FrozenResource(
                "subgroup-performance-" + name + ".json",
                kind(),
                "application/json",
                ContractJson.bytes(file),
                new Disclosable.Several(List.of(
                        ModelResultsSource.content(project.protocol(), known.get(index), fit, fitted),
                        new Disclosable.Subgroups(
                                report, numbers, new Disclosable.Influence(influence, false, "a subgroup's number")))));
    }

    private List<Group> groups(Project project, ReleasedModels.Models fitted, Map<PersonKey, String> levels) {
        var matching = new IntervalMatching(project.protocol().imaging());
        Map<String, Map<String, String>> categories = new HashMap<>();
        for (Cohort.Member member : fitted.cohort().members()) {
            Map<String, String> of = new LinkedHashMap<>(tables.categories(fitted.cohort(), member.person()));
            of.put(Categories.MANUFACTURER, Categories.manufacturer(member.person(), matching));
            categories.put(member.key(), of);
        }
        List<Group> groups = new ArrayList<>();
        for (String attribute : ATTRIBUTES) {
            List<Group> of = by(fitted.observations(), attribute, categories, levels);
            groups.addAll(attribute.equals(Categories.MANUFACTURER) ? named(of, levels) : of);
        }
        return groups;
    }

    private static List<Group> by(
            List<Observation> observations,
            String attribute,
            Map<String, Map<String, String>> categories,
            Map<PersonKey, String> levels) {
        Function<String, String> category =
                person -> categories.getOrDefault(person, Map.of()).getOrDefault(attribute, Categories.NOT_REPORTED);
        Map<String, Long> members =
                categories.keySet().stream().collect(Collectors.groupingBy(category, Collectors.counting()));
        Map<String, List<Observation>> of = observations.stream()
                .collect(Collectors.groupingBy(
                        each -> category.apply(each.person()), TreeMap::new, Collectors.toList()));
        return of.entrySet().stream()
                .map(each -> group(
                        attribute,
                        each.getKey(),
                        each.getValue(),
                        Math.toIntExact(members.getOrDefault(each.getKey(), 0L)),
                        levels))
                .toList();
    }

    private static Group group(
            String attribute,
            String category,
            List<Observation> observations,
            int members,
            Map<PersonKey, String> levels) {
        return new Group(
                new Subgroup(attribute, category, persons(observations, true), persons(observations, false), levels),
                observations,
                members);
    }

    /** The manufacturers that may be named; all others are one group. */
    private static List<Group> named(List<Group> groups, Map<PersonKey, String> levels) {
        Set<String> rare =
                RareCategories.of(groups.stream().map(Group::subgroup).toList());
        List<Group> named = new ArrayList<>(groups.stream()
                .filter(each -> !rare.contains(each.subgroup().category()))
                .toList());
        List<Observation> others = groups.stream()
                .filter(each -> rare.contains(each.subgroup().category()))
                .flatMap(each -> each.observations().stream())
                .toList();
        if (!others.isEmpty()) {
            int members = groups.stream()
                    .filter(each -> rare.contains(each.subgroup().category()))
                    .mapToInt(Group::members)
                    .sum();
            named.add(group(Categories.MANUFACTURER, RareCategories.OTHER, others, members, levels));
        }
        return named;
    }

    /** The categories of the enumerations that nobody is in look like the others that are withheld. */
    private static List<SubgroupReport.Subgroup> empty(List<Group> groups) {
        Set<String> rows = groups.stream().map(each -> each.subgroup().row()).collect(Collectors.toSet());
        return Demographics.ATTRIBUTES.stream()
                .flatMap(attribute -> Demographics.categories(attribute).stream()
                        .filter(category -> !rows.contains(new Subgroup(attribute, category, Set.of(), Set.of()).row()))
                        .map(category -> new SubgroupReport.Subgroup(attribute, category, null, FEW)))
                .toList();
    }

    private static Set<PersonKey> persons(List<Observation> observations, boolean outcome) {
        return observations.stream()
                .filter(each -> each.outcome() == outcome)
                .map(each -> new PersonKey(each.person()))
                .collect(Collectors.toSet());
    }

    private static Performance performance(Evaluation evaluation, List<Observation> observations, int members) {
        long persons = observations.stream().map(Observation::person).distinct().count();
        return new Performance(
                Rounding.floorWithin(Math.toIntExact(persons), members),
                rounded(evaluation.auc()),
                rounded(evaluation.observedExpected()),
                rounded(evaluation.intercept()),
                rounded(evaluation.slope()));
    }

    private static SubgroupReport.Estimate rounded(Evaluation.Estimate exact) {
        return new SubgroupReport.Estimate(
                Rounding.toCarry(exact.value(), exact.standardError()).doubleValue(),
                Rounding.toCarry(exact.low(), exact.standardError()).doubleValue(),
                Rounding.toCarry(exact.high(), exact.standardError()).doubleValue());
    }

    private static RuntimeException notEstimable() {
        return Problems.conflict("model-not-estimable", "The model has no estimate that could be evaluated.");
    }
}
