package org.tessera.enclave.analysis.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.ContractJson;
import org.tessera.enclave.alignment.Alignment;
import org.tessera.enclave.analysis.Cohort;
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.disclosure.Rounding;
import org.tessera.enclave.protocol.Covariate;
import org.tessera.enclave.protocol.Protocol;

/** Odds ratios and areas of the protocol's models, rounded to what the sample can carry; the intercept stays inside. */
@ApplicationScoped
public class ModelResultsSource implements ReleasableSource {
    private final ReleasedModels models;

    ModelResultsSource(ReleasedModels models) {
        this.models = models;
    }

    @Override
    public String kind() {
        return "model-results";
    }

    /** The released file. */
    record File(Alignment.Provenance provenance, String outcome, String note, List<Model> models) {}

    /** A model in it; persons and images are rounded down to multiples of 20, so that few without a covariate are not told. */
    record Model(
            String name,
            String title,
            String state,
            int personsAtLeast,
            int imagesAtLeast,
            List<Ratio> oddsRatios,
            @Nullable Area auc,
            @Nullable String verdict) {}

    /** An odds ratio with its 95 % interval. */
    record Ratio(String covariate, BigDecimal oddsRatio, BigDecimal low, BigDecimal high) {}

    /** An area with its 95 % interval. */
    record Area(
            BigDecimal value,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {}

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        new Parameters(parameters, Set.of());
        ReleasedModels.Models fitted = models.fit(project);
        List<Model> shown = new ArrayList<>();
        List<Disclosable> contents = new ArrayList<>();
        for (int i = 0; i < fitted.fits().size(); i++) {
            Protocol.Model model = project.protocol().models().get(i);
            shown.add(shown(model, fitted.fits().get(i), fitted.cohort()));
            contents.add(content(project.protocol(), model, fitted.fits().get(i), fitted));
        }
        var file = new File(
                fitted.provenance(),
                project.protocol().outcome(),
                "Images with every covariate of the protocol; rounded to what the sample can carry.",
                shown);
        return new FrozenResource(
                "model-results.json",
                kind(),
                "application/json",
                ContractJson.bytes(file),
                new Disclosable.Several(contents));
    }

    static Model shown(Protocol.Model model, Fit fit, Cohort cohort) {
        int persons =
                Rounding.floorWithin(fit.sample().persons(), cohort.members().size());
        int images = Rounding.floorWithin(
                fit.sample().observations(), cohort.observations().size());
        return switch (fit) {
            case Fit.NotEstimable it ->
                new Model(
                        model.name(), model.title(), "NOT_ESTIMABLE", persons, images, List.of(), null, it.sentence());
            case Fit.Estimated it ->
                new Model(
                        model.name(),
                        model.title(),
                        "ESTIMATED",
                        persons,
                        images,
                        it.coefficients().stream()
                                .skip(1)
                                .map(ModelResultsSource::ratio)
                                .toList(),
                        area(it.auc()),
                        null);
        };
    }

    static Ratio ratio(Fit.Coefficient each) {
        double error = each.standardError();
        return new Ratio(
                each.name(),
                Estimates.rounded(each.oddsRatio(), each.oddsRatio() * error),
                Estimates.rounded(each.low(), each.low() * error),
                Estimates.rounded(each.high(), each.high() * error));
    }

    private static Area area(Fit.Auc auc) {
        Double variance = auc.variance();
        Double low = auc.low();
        Double high = auc.high();
        double error = variance == null ? 1 : Math.sqrt(variance);
        return new Area(
                Estimates.rounded(auc.value(), error),
                low == null ? null : Estimates.rounded(low, error),
                high == null ? null : Estimates.rounded(high, error));
    }

    /** What a model says about persons. */
    static Disclosable content(Protocol protocol, Protocol.Model model, Fit fit, ReleasedModels.Models fitted) {
        List<Disclosable.Group> groups = model.covariates().stream()
                .filter(name -> !(protocol.covariate(name).orElseThrow() instanceof Covariate.Measure))
                .map(name -> new Disclosable.Group(
                        name, fitted.persons(each -> each.values().getOrDefault(name, 0.0) > 0)))
                .toList();
        var persons = fitted.persons(each -> true);
        return new Disclosable.ModelResult(
                model.name(),
                persons,
                fitted.persons(each -> each.outcome()),
                groups,
                persons.size() - model.covariates().size() - 1,
                fitted.influence(fit).onNumbers());
    }
}
