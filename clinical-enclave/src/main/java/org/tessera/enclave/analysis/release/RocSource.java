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
import org.tessera.enclave.analysis.Fit;
import org.tessera.enclave.analysis.SafeCurve;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.disclosure.Rounding;

/**
 * ROC curves of the protocol's models. Parameter drawn: smooth (default, binormal from rounded parameters), grouped (points
 * with at least 20 persons of each class between neighbours), empirical (which the check refuses).
 */
@ApplicationScoped
public class RocSource implements ReleasableSource {
    private static final int FEWEST = 20;

    private final ReleasedModels models;

    RocSource(ReleasedModels models) {
        this.models = models;
    }

    @Override
    public String kind() {
        return "roc";
    }

    /** The released file. */
    record File(Alignment.Provenance provenance, String drawn, List<Curve> curves) {}

    /** A curve; a and b are the binormal parameters; no points where none can be drawn. */
    record Curve(
            String model,
            String title,
            @Nullable BigDecimal auc,
            @Nullable BigDecimal a,
            @Nullable BigDecimal b,
            List<Fit.RocPoint> points) {}

    @Override
    public FrozenResource freeze(Project project, Map<String, String> parameters) {
        String drawn =
                new Parameters(parameters, Set.of("drawn")).choice("drawn", List.of("smooth", "grouped", "empirical"));
        ReleasedModels.Models fitted = models.fit(project);
        var positives = fitted.persons(each -> each.outcome());
        var negatives = fitted.persons(each -> !each.outcome());
        List<Curve> curves = new ArrayList<>();
        List<Disclosable> contents = new ArrayList<>();
        for (int i = 0; i < fitted.fits().size(); i++) {
            var model = project.protocol().models().get(i);
            // Area and curve tell what the odds ratios do: of the same persons, and whether they can be estimated.
            contents.add(ModelResultsSource.content(
                    project.protocol(), model, fitted.fits().get(i), fitted));
            if (!(fitted.fits().get(i) instanceof Fit.Estimated fit)) {
                curves.add(new Curve(model.name(), model.title(), null, null, null, List.of()));
                continue;
            }
            Double variance = fit.auc().variance();
            BigDecimal auc = Rounding.toCarry(fit.auc().value(), variance == null ? 1 : Math.sqrt(variance));
            List<SafeCurve.Score> scores = SafeCurve.scores(fit, fitted.observations());
            int between = 0;
            double onePerson = 0;
            var how = Disclosable.RocCurve.Drawn.SMOOTH;
            switch (drawn) {
                case "smooth" -> {
                    onePerson = fitted.influence(fit).onCurve();
                    curves.add(SafeCurve.binormal(scores)
                            .map(it -> new Curve(model.name(), model.title(), auc, it.a(), it.b(), it.points()))
                            .orElse(new Curve(model.name(), model.title(), auc, null, null, List.of())));
                }
                case "grouped" -> {
                    var grouped = SafeCurve.grouped(scores, FEWEST);
                    between = grouped.fewestBetween();
                    how = Disclosable.RocCurve.Drawn.GROUPED;
                    curves.add(new Curve(model.name(), model.title(), auc, null, null, grouped.points()));
                }
                default -> {
                    how = Disclosable.RocCurve.Drawn.EMPIRICAL;
                    curves.add(new Curve(model.name(), model.title(), auc, null, null, fit.roc()));
                }
            }
            contents.add(new Disclosable.RocCurve(model.name(), how, positives, negatives, between, onePerson));
        }
        return new FrozenResource(
                "roc-" + drawn + ".json",
                kind(),
                "application/json",
                ContractJson.bytes(new File(fitted.provenance(), drawn, curves)),
                new Disclosable.Several(contents));
    }
}
