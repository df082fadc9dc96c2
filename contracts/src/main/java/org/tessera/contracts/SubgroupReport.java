package org.tessera.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a protocol's model discriminates and calibrates in the subgroups of a project's cohort: a release of the enclave's
 * egress review. Every number is rounded to what its sample can carry; no count of persons stands in it but rounded down.
 *
 * @param reportId this report
 * @param profileId the profile of the project's final cohort that was released last and not recalled, whose distances are shown beside it; null
 *     when none was released
 * @param owner subject of the commons account that may read it; null until it is released, and never in a message
 * @param label a title for people
 * @param asOf when it was evaluated
 * @param outcome name of the phenotype that the model predicts
 * @param model name of the model in the protocol
 * @param overall everyone
 * @param subgroups every category of sex, race, ethnicity and age, whether or not anybody is in it; of the manufacturers those
 *     that many have, the others together as "Other"
 */
public record SubgroupReport(
        SubgroupReportId reportId,
        @Nullable ProfileId profileId,
        @Nullable String owner,
        String label,
        Instant asOf,
        String outcome,
        String model,
        Performance overall,
        List<Subgroup> subgroups)
        implements Payload {
    /** The same as a message: to an account, beside a profile if there is one. */
    public SubgroupReport to(String account, @Nullable ProfileId beside) {
        return new SubgroupReport(reportId, beside, account, label, asOf, outcome, model, overall, subgroups);
    }

    /**
     * A subgroup: its performance, or why it is withheld.
     *
     * @param attribute "sex", "race", "ethnicity", "age_at_index" or "manufacturer"
     * @param category as the catalogue writes it; "Several" for persons whose images come from several manufacturers
     * @param performance null when withheld
     * @param withheld "few-persons" (it, or another group that could be worked out from it, has nobody or fewer than 20 persons
     *     with or without the outcome) or "not-estimable"; null when shown
     */
    public record Subgroup(
            String attribute,
            String category,
            @Nullable Performance performance,
            @Nullable String withheld) {}

    /**
     * Discrimination and calibration of one group of persons; a perfectly calibrated model has 1, 0 and 1.
     *
     * @param personsAtLeast persons, rounded down to a multiple of 20
     * @param auc area under the ROC curve
     * @param observedExpected observed over expected outcomes
     * @param calibrationIntercept log odds by which the observed exceed the predicted ones, slope fixed at 1
     * @param calibrationSlope slope of the outcome on the linear predictor
     */
    public record Performance(
            int personsAtLeast,
            Estimate auc,
            Estimate observedExpected,
            Estimate calibrationIntercept,
            Estimate calibrationSlope) {}

    /**
     * An estimate with its 95 % interval.
     *
     * @param value the estimate
     * @param low lower end
     * @param high upper end
     */
    public record Estimate(double value, double low, double high) {}
}
