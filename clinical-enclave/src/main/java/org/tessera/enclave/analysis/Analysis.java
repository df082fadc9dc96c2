package org.tessera.enclave.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.alignment.Alignment;
import org.tessera.enclave.alignment.AlignmentId;
import org.tessera.enclave.approval.ProjectId;

/**
 * An analysis as it was made and is shown inside the workspace: exact.
 *
 * @param id its id
 * @param project its project
 * @param alignment the alignment it rests on
 * @param madeAt when
 * @param provenance what it was made of
 * @param outcome name of the phenotype that the models predict
 * @param importedRows rows of the imported table
 * @param importedDigest "sha256:..." of those rows
 * @param persons persons of the study population
 * @param images images of them that have an imported measure
 * @param withOutcome persons with the outcome
 * @param outcomeReasons first criterion met, to persons
 * @param phenotypes every phenotype of the protocol, to persons who meet it
 * @param admissionsAssumed persons whose study day lies in no inpatient visit
 * @param disagreements attribute to persons of whom the two domains say different things
 * @param models the models, in the protocol's order
 * @param comparisons paired comparisons of their areas, where all images are in both
 */
public record Analysis(
        AnalysisId id,
        ProjectId project,
        AlignmentId alignment,
        Instant madeAt,
        Alignment.Provenance provenance,
        String outcome,
        int importedRows,
        String importedDigest,
        int persons,
        int images,
        int withOutcome,
        Map<String, Integer> outcomeReasons,
        Map<String, Integer> phenotypes,
        int admissionsAssumed,
        Map<String, Integer> disagreements,
        List<ShownModel> models,
        List<ShownComparison> comparisons) {
    /** Copies. */
    public Analysis {
        models = List.copyOf(models);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * A model.
     *
     * @param name its name
     * @param title a title for people
     * @param state ESTIMATED or NOT_ESTIMABLE
     * @param sample what went in
     * @param coefficients the intercept first; empty when not estimable
     * @param auc area under the curve, when estimated
     * @param roc points of the empirical curve, for inside only
     * @param warnings sentences
     * @param verdict why it is not estimable
     * @param columns columns concerned
     * @param sentence the verdict for a person
     */
    public record ShownModel(
            String name,
            String title,
            String state,
            Fit.Sample sample,
            List<Fit.Coefficient> coefficients,
            Fit.@Nullable Auc auc,
            List<Fit.RocPoint> roc,
            List<String> warnings,
            Fit.@Nullable Verdict verdict,
            List<String> columns,
            @Nullable String sentence) {
        /** As the project sees a fit. */
        static ShownModel of(Fit fit, String title) {
            return switch (fit) {
                case Fit.Estimated it ->
                    new ShownModel(
                            it.model(),
                            title,
                            "ESTIMATED",
                            it.sample(),
                            it.coefficients(),
                            it.auc(),
                            it.roc(),
                            it.warnings(),
                            null,
                            List.of(),
                            null);
                case Fit.NotEstimable it ->
                    new ShownModel(
                            it.model(),
                            title,
                            "NOT_ESTIMABLE",
                            it.sample(),
                            List.of(),
                            null,
                            List.of(),
                            List.of(),
                            it.verdict(),
                            it.columns(),
                            it.sentence());
            };
        }
    }

    /**
     * DeLong's test of two areas over the same images.
     *
     * @param first a model
     * @param second another
     * @param z statistic
     * @param p two-sided
     */
    public record ShownComparison(String first, String second, double z, double p) {}
}
