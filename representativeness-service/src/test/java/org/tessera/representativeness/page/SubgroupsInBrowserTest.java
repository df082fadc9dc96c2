package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReport.Estimate;
import org.tessera.contracts.SubgroupReport.Performance;
import org.tessera.contracts.SubgroupReport.Subgroup;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("representativeness-service")
class SubgroupsInBrowserTest extends AtThePage {
    private static final String READER = "lise";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String REPORT = "#subgroups-1";

    @Override
    String account() {
        return READER;
    }

    @Override
    void prepare() {
        if (distancesShown() == 0) {
            release();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> distancesShown() >= 3);
        }
    }

    @Test
    void the_subgroups_of_a_released_model_are_drawn_beside_the_distances_of_its_cohort() {
        assertThat(browser.see("#status").getText()).contains("1 released subgroup report(s)");
        assertThat(browser.see(REPORT + " h3").getText()).isEqualTo("Subgroups: Opacity and outcome");
        assertThat(browser.see(REPORT + " > p").getText())
                .contains("Apparent performance of combined for severe, on the persons it was fitted on")
                .contains("3 of 12 groups are withheld");
        assertThat(browser.see(REPORT + " .chart svg").getText())
                .contains("Everyone", "Sex: Female", "Age: 65+", "AUC")
                .doesNotContain("FUJIFILM");
        assertThat(row("Everyone")).contains("≥ 120", "0.74 (0.67 to 0.81)", "0.9 (0.4 to 1.4)");
        assertThat(row("Sex: Female"))
                .isEqualTo("Sex: Female ≥ 60 0.71 (0.6 to 0.82) 1 (0.8 to 1.2) 0 (-0.3 to 0.3) 0.9 (0.4 to 1.4)");
        assertThat(browser.all(REPORT + " th[scope=rowgroup]"))
                .extracting(WebElement::getText)
                .hasSize(5)
                .anyMatch(heading -> heading.matches("Sex: distance 0\\.\\d{3} from .*, 0\\.\\d{3} from .*"))
                .anyMatch(heading -> heading.contains("(base 2, 139 persons beside 32,863,293 with missing ones)"))
                .contains("Manufacturer: no distance");
        assertThat(row("Manufacturer: FUJIFILM"))
                .contains(
                        "withheld: too few with or without the outcome, here or in a group that could be worked out from it");
        assertThat(row("Ethnicity: Hispanic or Latino")).contains("withheld: cannot be estimated");
        assertThat(browser.see(REPORT + "-distances .chart svg").getText()).contains("Sex", "Race", "Ethnicity", "Age");
        assertThat(table(REPORT + "-distances")).contains("cdc-2020-03-as-published");
        assertThat(browser.violations()).isEmpty();
        browser.picture(PICTURES.resolve("subgroups-wide.png"));

        browser.all(REPORT + " .downloads button").forEach(browser::click);
        assertThat(text("subgroups-1.csv"))
                .contains("Opacity and outcome,combined,severe,", ",sex,Female,,60,0.71,0.6,0.82,")
                .contains("persons_at_most cdc-2020-03-as-published")
                .containsPattern(",sex,Female,.*,2,139,139,1,\\d+");
        assertThat(text("subgroups-1.svg")).startsWith("<svg").contains("Sex: Female");
        assertThat(browser.downloaded("subgroups-1.png")).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void the_subgroups_fit_a_telephone() {
        browser.phone();
        browser.open(address.toString());
        browser.says("#status", "Loaded");

        assertThat(scrollsDownOnly()).isTrue();
        browser.picture(PICTURES.resolve("subgroups-narrow.png"));
    }

    private String row(String group) {
        return browser.all(REPORT + " tbody tr").stream()
                .map(WebElement::getText)
                .filter(text -> text.startsWith(group))
                .findFirst()
                .orElseThrow();
    }

    private static int distancesShown() {
        List<?> distances = Asking.by(READER).get("subgroup-reports").jsonPath().getList("items[0].distances");
        return distances == null ? 0 : distances.size();
    }

    private static void release() {
        ProfileId profile = ProfileId.random();
        Map<String, Map<String, Count>> counts = Map.of(
                "sex", Map.of("Female", Count.of(60), "Male", Count.of(79)),
                "race", Map.of("White", Count.of(80), "Black or African American", Count.of(59)),
                "ethnicity", Map.of("Not Hispanic or Latino", Count.of(119), "Hispanic or Latino", Count.of(20)),
                "age_at_index", Map.of("18-49", Count.of(40), "50-64", Count.of(39), "65+", Count.of(60)));
        SubgroupReport report = new SubgroupReport(
                SubgroupReportId.random(),
                profile,
                Tokens.subject("commons", READER),
                "Opacity and outcome",
                NOW,
                "severe",
                "combined",
                performance(120, 0.74, 0.67, 0.81),
                List.of(
                        group("sex", "Female", performance(60, 0.71, 0.6, 0.82), null),
                        group("sex", "Male", performance(60, 0.77, 0.66, 0.88), null),
                        group("race", "Black or African American", performance(40, 0.8, 0.66, 0.94), null),
                        group("race", "White", performance(80, 0.7, 0.59, 0.81), null),
                        group("ethnicity", "Hispanic or Latino", null, "not-estimable"),
                        group("ethnicity", "Not Hispanic or Latino", performance(100, 0.73, 0.65, 0.81), null),
                        group("age_at_index", "18-49", performance(40, 0.55, 0.32, 0.78), null),
                        group("age_at_index", "65+", performance(60, 0.93, 0.86, 1), null),
                        group("manufacturer", "GE Healthcare", performance(80, 0.75, 0.66, 0.84), null),
                        group("manufacturer", "FUJIFILM", null, "few-persons"),
                        group("manufacturer", "Several", null, "few-persons")));
        try (Border border = Border.as("clinical-enclave")) {
            border.send(
                    "enclave.cohort-profiles.v1",
                    profile.toString(),
                    new CohortProfile(
                            profile, "final-cohort", "Opacity and outcome", null, NOW, Count.of(139), counts));
            border.send("enclave.subgroup-reports.v1", report.reportId().toString(), report);
        }
    }

    private static Subgroup group(
            String attribute, String category, @Nullable Performance performance, @Nullable String withheld) {
        return new Subgroup(attribute, category, performance, withheld);
    }

    private static Performance performance(int persons, double auc, double low, double high) {
        return new Performance(
                persons,
                new Estimate(auc, low, high),
                new Estimate(1, 0.8, 1.2),
                new Estimate(0, -0.3, 0.3),
                new Estimate(0.9, 0.4, 1.4));
    }
}
