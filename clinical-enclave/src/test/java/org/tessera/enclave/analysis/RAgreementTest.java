package org.tessera.enclave.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.enclave.protocol.SharedFolder;

/** Against R's glm, sandwich, lmtest and pROC on the worked case. */
final class RAgreementTest {
    @ParameterizedTest
    @CsvSource({"model1,index10", "model2,cci3 low_map", "model3,index10 cci3 low_map"})
    void estimates_equal_those_of_r(String model, String covariates) throws IOException {
        JsonNode r = expected().path("models").path(model);
        var fit = fit(model, covariates);

        assertThat(fit.sample().observations()).isEqualTo(r.path("n").asInt());
        assertThat(fit.sample().persons()).isEqualTo(r.path("clusters").asInt());
        for (Fit.Coefficient each : fit.coefficients()) {
            close(each.estimate(), r.path("coefficients").path(each.name()), 1e-8);
            close(each.standardError(), r.path("se_cluster_HC0_cadjust").path(each.name()), 1e-6);
            close(each.oddsRatio(), r.path("odds_ratio").path(each.name()), 1e-8);
            close(each.low(), r.path("or_ci_low").path(each.name()), 1e-6);
            close(each.high(), r.path("or_ci_high").path(each.name()), 1e-6);
            close(each.z(), r.path("z").path(each.name()), 1e-6);
            close(each.p(), r.path("p").path(each.name()), 1e-6);
        }
        close(fit.logLikelihood(), r.path("loglik"), 1e-10);
        close(fit.nullDeviance(), r.path("null_deviance"), 1e-10);
        close(fit.auc().value(), r.path("auc"), 1e-12);
        close(number(fit.auc().variance()), r.path("auc_var_delong"), 1e-10);
        close(number(fit.auc().low()), r.path("auc_ci_low"), 1e-10);
        close(number(fit.auc().high()), r.path("auc_ci_high"), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"model1,index10", "model2,cci3 low_map", "model3,index10 cci3 low_map"})
    void the_empirical_curve_has_the_points_of_proc(String model, String covariates) throws IOException {
        JsonNode roc = expected().path("models").path(model).path("roc");
        var points = fit(model, covariates).roc();

        assertThat(points).hasSize(roc.path("fpr").size());
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i).falsePositiveRate())
                    .isCloseTo(roc.path("fpr").get(i).asDouble(), within(1e-12));
            assertThat(points.get(i).truePositiveRate())
                    .isCloseTo(roc.path("tpr").get(i).asDouble(), within(1e-12));
        }
    }

    @Test
    void paired_areas_are_compared_as_proc_does() throws IOException {
        var observations = PaperlikeCohort.read(SharedFolder.file("cases/severity_A_paperlike.csv"));
        Roc combined = LogisticRegression.roc(fit("model3", "index10 cci3 low_map"), observations);
        Roc imaging = LogisticRegression.roc(fit("model1", "index10"), observations);
        JsonNode r = expected().path("paired").path("m3_vs_m1");

        var comparison = java.util.Objects.requireNonNull(combined.compare(imaging));

        close(comparison.z(), r.path("z"), 1e-8);
        close(comparison.p(), r.path("p"), 1e-8);
        close(comparison.covariance(), r.path("cov"), 1e-8);
    }

    private static Fit.Estimated fit(String model, String covariates) throws IOException {
        var observations = PaperlikeCohort.read(SharedFolder.file("cases/severity_A_paperlike.csv"));
        return (Fit.Estimated) LogisticRegression.fit(model, List.of(covariates.split(" ")), observations);
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper()
                .readTree(SharedFolder.file("cases/severity_A_paperlike.expected.json")
                        .toFile());
    }

    private static double number(@org.jspecify.annotations.Nullable Double value) {
        return java.util.Objects.requireNonNull(value);
    }

    private static void close(double actual, JsonNode expected, double relative) {
        double value = expected.asDouble();
        assertThat(expected.isNumber()).isTrue();
        assertThat(actual).isCloseTo(value, within(relative * Math.abs(value)));
    }
}
