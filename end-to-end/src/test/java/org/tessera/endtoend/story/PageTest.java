package org.tessera.endtoend.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.browser.Browser;
import org.tessera.endtoend.journey.Facts;
import org.tessera.endtoend.journey.Teller;

class PageTest {
    private static final Clock THEN = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Path PICTURES = Path.of("target", "page");

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final Teller teller = new Teller(new PrintStream(console, true, StandardCharsets.UTF_8), THEN);
    private final Facts facts = new Facts();

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void a_journey() throws IOException {
        release(
                "funnel.csv",
                "kind,name,reason,persons\nleft,linked,,2124\nleft,interval-aligned,,117\nverdict,NOT_LINKED,,<20\n");
        release("characteristics-final-cohort.csv", """
                attribute,category,persons,percent,source,source_as_of
                sex,Female,60,51,imaging-commons/2026.1,2025-12-31
                sex,Male,57,49,imaging-commons/2026.1,2025-12-31
                """);
        release("model-results.json", """
                {"models": [{"name": "combined", "state": "ESTIMATED", "auc": {"value": 0.74, "low": 0.67, "high": 0.81},
                 "oddsRatios": [{"covariate": "imaging_index", "oddsRatio": 1.3, "low": 1.1, "high": 1.6}]}]}""");
        release("roc-smooth.json", """
                {"curves": [{"model": "combined", "title": "combined", "auc": 0.74, "a": 0.9, "b": 1,
                 "points": [{"falsePositiveRate": 0, "truePositiveRate": 0}, {"falsePositiveRate": 0.3, "truePositiveRate": 0.7},
                            {"falsePositiveRate": 1, "truePositiveRate": 1}]}]}""");
        facts.keep("reports", json("""
                [{"stage": "final-cohort", "reference": "cdc-2021-06-30-true-cumulative", "distances":
                  [{"attribute": "race", "treatment": "adjusted", "low": 0.1, "high": 0.31}]}]"""));
        facts.note("ledgers", "4 ledgers hold");
        teller.step("1. A step");
        teller.did("rosalind", "sent " + "x".repeat(200) + " to the commons");
        teller.inside("oscar", "139 rows: {\"imaging_index\":{\"median\":0.42}}");
        teller.end();
    }

    @Test
    void it_says_which_numbers_left_by_review_and_which_by_a_rule() {
        String page = page();

        assertThat(page)
                .doesNotContain("Every number of the enclave")
                .containsPattern("By review:.*the funnel, the cohort, the odds ratios, the ROC curves")
                .containsPattern("By a rule.*at least 100");
    }

    @Test
    void the_table_of_the_cohort_says_where_it_comes_from_and_as_of_when() {
        assertThat(page()).contains("from imaging-commons/2026.1 as of 2025-12-31</caption>");
    }

    @Test
    void what_is_seen_inside_the_enclave_is_on_the_console_and_not_on_the_page() {
        assertThat(console.toString(StandardCharsets.UTF_8)).contains("0.42");
        assertThat(page()).doesNotContain("0.42").doesNotContain("139 rows");
    }

    @Test
    void every_number_has_its_unit() {
        assertThat(page())
                .contains(
                        ">2124 persons<",
                        "of imaging_index for 0.1 more of it",
                        "Jensen-Shannon distance, base 2, adjusted")
                .contains(">50 %<", "percent: of the persons of the attribute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void it_fits_a_telephone_and_can_be_read_in_the_dark(String scheme) throws IOException {
        Path file = Files.writeString(folder.resolve("index.html"), page());
        try (Browser browser = Browser.start(folder)) {
            browser.prefers(scheme);
            browser.open(file.toUri().toString());
            browser.picture(PICTURES.resolve("wide-" + scheme + ".png"));
            browser.phone();
            browser.open(file.toUri().toString());
            browser.script("document.querySelectorAll('details').forEach(each => each.open = true)");
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                    .isEqualTo(390L);
            assertThat(browser.violations()).isEmpty();
            browser.picture(PICTURES.resolve("phone-" + scheme + ".png"));
        }
    }

    private String page() {
        return new Page(facts, teller, THEN).html();
    }

    private void release(String name, String content) throws IOException {
        facts.release(name, Files.writeString(folder.resolve(name), content));
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
