package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class PageInBrowserTest extends AtThePage {
    @Override
    void prepare() {
        publishTheCommons();
    }

    @Test
    void what_is_chosen_is_seen_as_charts_and_tables_and_can_be_taken_along() throws Exception {
        bringOwn(OWN);
        chooseTheCommons();
        compare();

        assertThat(browser.all("#figures .figure h3"))
                .extracting(WebElement::getText)
                .contains(
                        "Distances",
                        "Where the references come from",
                        "Sex: shares",
                        "Race: shares",
                        "Distances by attribute",
                        "Sex over time: whole-commons",
                        "Funnel of stages");
        assertThat(browser.all("#figures .chart svg")).hasSizeGreaterThanOrEqualTo(7);
        assertThat(browser.all("#figures .chart"))
                .allMatch(chart -> "img".equals(chart.getDomAttribute("role")))
                .allMatch(chart ->
                        !String.valueOf(chart.getDomAttribute("aria-label")).isBlank());
        assertThat(browser.see("#provenance table").getText()).contains("CDC");
        assertThat(browser.see("#provenance").getText()).contains("alignment midrc-cdc/1");
        assertThat(browser.see("#distances .warnings").getText())
                .contains("aligned")
                .contains("hidden");
        assertThat(browser.see("#distances table").getText()).containsPattern("aligned, Race .* to \\.?\\d");
        browser.picture(PICTURES.resolve("wide.png"));

        for (WebElement button : browser.all("#shares-race .downloads button, #distances .downloads button")) {
            browser.click(button);
        }
        assertThat(text("shares-race.svg")).startsWith("<svg").contains("White");
        assertThat(browser.downloaded("shares-race.png")).startsWith(0x89, 'P', 'N', 'G');
        assertThat(text("shares-race.csv")).contains("race,raw,White,").contains("aligned");
        JsonNode all = new ObjectMapper().readTree(browser.downloaded("representativeness.json"));
        JsonNode first = all.path("answer").path("comparisons").get(0);
        assertThat(all.path("references").findValuesAsText("source"))
                .isNotEmpty()
                .noneMatch(String::isBlank);
        assertThat(text("distances.csv").lines().findFirst().orElseThrow()).contains("reference_source", "alignment");
        String row = text("distances.csv").lines().skip(1).findFirst().orElseThrow();
        assertThat(row).contains(first.path("raw").path("low").asText());
        assertThat(browser.all("#distances td.number")).isNotEmpty();
    }

    @Test
    void the_numbers_are_those_of_the_service() {
        bringOwn("attribute,category,count\nsex,Female,1141\nsex,Male,983\n");
        choose("reference", "cdc-2020-03_2021-06-as-published/1");
        compare();

        double expected =
                Asking.digits(Asking.post("/distances", """
                        {"cohorts": [{"attributes": {"sex": {"Female": {"exact": 1141}, "Male": {"exact": 983}}}}],
                         "references": ["cdc-2020-03_2021-06-as-published"]}""").statusCode(200)).getDouble("comparisons[0].adjusted.low");
        String shown = browser.all("#distances tbody tr").stream()
                .filter(row -> row.getText().contains("as-published"))
                .map(row -> row.findElements(org.openqa.selenium.By.cssSelector("td"))
                        .get(2)
                        .getText())
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(shown)).isCloseTo(expected, within(0.0005));
    }

    @Test
    void nothing_stands_in_the_way_of_a_screen_reader() {
        assertThat(browser.violations()).isEmpty();

        bringOwn(OWN);
        chooseTheCommons();
        compare();

        assertThat(browser.violations()).isEmpty();
    }

    @Test
    void everything_can_be_done_by_keyboard_and_the_focus_is_seen() {
        browser.tabTo("input[name=cohort]");
        browser.press(Keys.SPACE);
        WebElement focused = browser.tabTo("#compare");
        assertThat(browser.script(
                        "const s = getComputedStyle(arguments[0]); return s.outlineStyle + ' ' + s.outlineWidth",
                        focused))
                .isEqualTo("solid 3px");
        browser.press(Keys.ENTER);
        browser.says("#status", "Compared 1 cohort");

        browser.tabTo("#shares-sex summary");
        browser.press(Keys.ENTER);
        assertThat(browser.see("#shares-sex table").getText()).contains("Female");
        browser.tabTo("#shares-sex .downloads button");
        browser.press(Keys.ENTER);
        assertThat(text("shares-sex.csv")).contains("Female");
    }

    @Test
    void the_treatment_of_missing_values_changes_what_is_drawn() {
        bringOwn("attribute,category,count\nsex,Female,50\nsex,Male,30\nsex,Not Reported,20\n");
        compare();
        assertThat(table("#shares-sex")).contains("Not Reported").contains("50.0 %");
        assertThat(browser.see("#distances thead").getText())
                .contains("95 % by sampling (raw)", "By chance (raw)", "Persons (raw)");
        assertThat(distances()).endsWith(" 100");

        WebElement treatment = browser.see("#treatment");
        treatment.sendKeys("are left out");
        assertThat(table("#shares-sex")).doesNotContain("Not Reported").contains("62.5 %");
        assertThat(browser.see("#distances thead").getText())
                .contains("95 % by sampling (adjusted)", "By chance (adjusted)", "Persons (adjusted)");
        assertThat(distances()).endsWith(" 80");
    }

    @Test
    void two_cohorts_that_were_counted_on_the_same_dates_are_two_curves() {
        bring("""
                cohort,as_of,attribute,category,count
                A,2022-01-31,sex,Female,50
                A,2022-01-31,sex,Male,50
                B,2022-01-31,sex,Female,90
                B,2022-01-31,sex,Male,10
                A,2022-02-28,sex,Female,60
                A,2022-02-28,sex,Male,40
                B,2022-02-28,sex,Female,80
                B,2022-02-28,sex,Male,20
                """, 4);
        compare();
        assertThat(browser.all("#figures .figure h3"))
                .extracting(WebElement::getText)
                .contains("Sex over time: A", "Sex over time: B");
    }

    @Test
    void at_first_the_reference_is_chosen_that_counts_each_case_once() {
        assertThat(browser.all("input[name=reference]:checked"))
                .extracting(box -> box.getDomAttribute("value"))
                .containsExactly("cdc-2021-06-30-true-cumulative/1");
    }

    @Test
    void the_back_button_brings_the_choice_before_and_its_results() {
        bringOwn("attribute,category,count\nsex,Female,50\nsex,Male,30\n");
        compare();
        choose("reference", "cdc-2020-03-as-published/1");
        compare();
        browser.says("#distances table", "cdc-2020-03-as-published/1");

        browser.back();
        browser.says("#status", "with 1 reference(s)");
        assertThat(browser.see("#distances table").getText()).doesNotContain("as-published");
        assertThat(browser.all("input[name=reference]:checked")).hasSize(1);
        browser.back();
        browser.says("#figures", "Nothing is compared yet");
        assertThat(browser.all("input[name=cohort]:checked")).isEmpty();
    }

    private String distances() {
        return browser.see("#distances tbody tr").getText();
    }
}
