package org.tessera.enclave.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tessera.contracts.Demographics;

/** What the names in a protocol must be: once each, known where they are referred to, and fit for where they will stand. */
final class Names {
    /** What messages take of the names of models and outcomes, but for "/": the name is part of a file's name. */
    private static final Pattern RELEASABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** What stands beside the covariates in the tables of a release. */
    private static final Set<String> RESERVED = Set.of("outcome", "(Intercept)");

    private final YamlText yaml;

    Names(YamlText yaml) {
        this.yaml = yaml;
    }

    void check(
            List<Phenotype> phenotypes,
            List<Covariate> covariates,
            List<History> history,
            List<Protocol.Model> models,
            String outcome) {
        unique("phenotypes", phenotypes, Phenotype::name);
        unique("covariates", covariates, Covariate::name);
        unique("history", history, History::name);
        unique("models", models, Protocol.Model::name);
        check(
                phenotypes.stream().anyMatch(each -> each.name().equals(outcome)),
                "outcome names a phenotype that is not in phenotypes");
        releasable("protocol.outcome", outcome);
        Set<String> known = covariates.stream().map(Covariate::name).collect(Collectors.toSet());
        inTables("covariates", covariates, Covariate::name, Set.of());
        Set<String> beside = new HashSet<>(known);
        phenotypes.forEach(each -> beside.add(each.name()));
        inTables("history", history, History::name, beside);
        Set<String> described = new HashSet<>(known);
        history.forEach(each -> described.add(each.name()));
        List<Phenotype> shown = phenotypes.stream()
                .filter(each -> each.window() == Phenotype.When.EVER)
                .toList();
        inTables("phenotypes of all time", shown, Phenotype::name, described);
        for (int i = 0; i < models.size(); i++) {
            Protocol.Model model = models.get(i);
            releasable("models[" + i + "].name", model.name());
            check(
                    known.containsAll(model.covariates()),
                    "models." + model.name() + " names a covariate that is not in covariates");
        }
    }

    /** Names of rows of a released table: each of one thing, and such as a spreadsheet reads as a text. */
    private <T> void inTables(String place, List<T> parts, Function<T, String> nameOf, Set<String> others) {
        for (int i = 0; i < parts.size(); i++) {
            String name = nameOf.apply(parts.get(i));
            releasable(place + "[" + i + "].name", name);
            yaml.rule(
                    !RESERVED.contains(name) && !Demographics.ATTRIBUTES.contains(name) && !others.contains(name),
                    place + "[" + i + "].name is the name of something else that tables show");
        }
    }

    private void releasable(String place, String name) {
        yaml.rule(
                name.equals(YamlText.MISSING) || RELEASABLE.matcher(name).matches(),
                place + " must be of at most 64 letters, digits and . _ -, the first a letter or a digit");
    }

    private <T> void unique(String place, List<T> parts, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        check(parts.stream().map(name).allMatch(seen::add), place + " has a name twice");
    }

    private void check(boolean holds, String mistake) {
        yaml.check(holds, mistake);
    }
}
