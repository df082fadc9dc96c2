package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class PageTroubleInBrowserTest extends AtThePage {
    private static final String PLAIN = "attribute,category,count\nsex,Female,50\nsex,Male,30\n";

    @Test
    void a_refusal_is_told_with_its_reason() {
        browser.click(browser.see("#compare"));
        browser.says("#refusal", "Choose at least one cohort");

        browser.click(browser.see("#own summary"));
        browser.see("#own-text").sendKeys("attribute,category,count\nsex,Femal,many\n");
        browser.click(browser.see("#own-add"));
        browser.says("#refusal", "the row \"sex,Femal,many\" has no count");

        browser.see("#own-text").clear();
        browser.see("#own-text").sendKeys("attribute,category,count\nsex,Femal,3\n");
        browser.click(browser.see("#own-add"));
        browser.says("#status", "Added 1 cohort");
        browser.click(browser.see("#compare"));
        browser.says("#refusal", "\"Femal\"");
        // The refused requests themselves stand in the browser's log.
        assertThat(browser.complaints()).allMatch(line -> line.contains("400"));
    }

    @Test
    void an_attribute_that_no_reference_has_is_named_as_it_was_written_and_all_else_is_compared() {
        bring("""
                as_of,attribute,category,count
                2022-01-31,sex,Female,50
                2022-01-31,Sex,Female,50
                2022-02-28,sex,Female,60
                2022-02-28,Sex,Female,60
                """, 2);
        assertThat(browser.see("#attributes").getText().lines()).containsExactly("Sex", "Sex", "Sex", "sex");
        compare();

        assertThat(browser.see("#distances .warnings").getText())
                .contains("not compared with cdc-2021-06-30-true-cumulative/1 (the reference does not have \"Sex\")");
        assertThat(browser.all("#figures .figure h3"))
                .extracting(WebElement::getText)
                .contains("Sex: shares", "Sex over time: my cohort");
    }

    @Test
    void an_answer_that_names_fields_is_told_field_by_field_and_older_results_are_marked() {
        bringOwn(PLAIN);
        compare();
        browser.script(
                "document.getElementById('ages').value = arguments[0]",
                IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
        browser.click(browser.see("#compare"));

        assertThat(browser.says("#refusal li", "ageCuts: ")).contains("100");
        assertThat(browser.see("#earlier").getText()).contains("an earlier comparison");
        assertThat(browser.violations()).isEmpty();
        browser.picture(PICTURES.resolve("refused.png"));

        browser.see("#ages").clear();
        compare();
        assertThat(browser.all("#earlier")).noneMatch(WebElement::isDisplayed);
        assertThat(browser.all("#refusal li")).isEmpty();
        assertThat(browser.complaints()).allMatch(line -> line.contains("400"));
    }

    @Test
    void age_groups_that_are_no_years_are_told_before_anything_is_asked() {
        bringOwn(PLAIN);
        browser.see("#ages").sendKeys("18 fifty");
        browser.click(browser.see("#compare"));

        browser.says("#refusal", "Age groups begin at whole years");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whose_session_has_ended_is_told_so_and_finds_after_the_login_what_was_typed() {
        bringOwn(PLAIN);
        browser.see("#own-text").clear();
        browser.see("#own-text").sendKeys("half a tab");
        choose("reference", "cdc-2020-03-as-published/1");
        new Select(browser.see("#base")).selectByVisibleText("e");
        browser.spoilCookie("q_session_page");
        browser.click(browser.see("#compare"));

        assertThat(browser.says("#refusal", "Your session has ended."))
                .contains("is kept in this tab", "if you log in again");
        assertThat(browser.see("#own-text").getDomProperty("value")).isEqualTo("half a tab");
        assertThat(browser.violations()).isEmpty();
        browser.picture(PICTURES.resolve("ended.png"));

        browser.see("#own-text").sendKeys("le, and the rest");
        browser.click(browser.see("#log-in"));
        browser.see("input[name=username]").sendKeys("rosalind", Keys.ENTER);
        browser.says("#status", "Loaded");
        assertThat(browser.see("#own-text").getDomProperty("value")).isEqualTo("half a table, and the rest");
        assertThat(browser.see("#base").getDomProperty("value")).isEqualTo("e");
        assertThat(browser.all("input[name=reference]:checked"))
                .extracting(box -> box.getDomAttribute("value"))
                .contains("cdc-2020-03-as-published/1");
        assertThat(browser.script("return sessionStorage.length")).isEqualTo(0L);
        compare();
        assertThat(table("#shares-sex")).contains("62.5 %");
        assertThat(browser.complaints()).allMatch(line -> line.contains("401"));
    }

    @Test
    void the_skip_link_leads_to_the_results_and_is_no_step_back() {
        Object before = browser.script("return history.length");
        browser.script("document.querySelector('a.skip').click()");
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("results");
        assertThat(browser.script("return history.length")).isEqualTo(before);
    }

    @Test
    void a_curve_that_does_not_come_is_told_and_takes_no_distance_along() {
        bring("""
                cohort,as_of,attribute,category,count
                A,2022-01-31,sex,Female,50
                A,2022-01-31,sex,Male,50
                A,2022-02-28,sex,Female,60
                A,2022-02-28,sex,Male,40
                """, 2);
        browser.losesRequestsFor("*/curves");
        compare();
        browser.says("#status", "2 distance(s), 0 not compared. There is no curve of A by sex: The service cannot be");
        assertThat(browser.all("#distances table")).isNotEmpty();
    }

    @Test
    void lists_that_are_empty_say_so() {
        assertThat(browser.see("#subgroups-note").getText()).isEqualTo("No report on subgroups was released to you.");
        assertThat(browser.see("#figures").getText()).startsWith("Nothing is compared yet");
    }

    @Test
    void a_list_that_cannot_be_loaded_is_told_by_its_name_and_is_no_empty_list() {
        browser.losesRequestsFor("*/profiles", "*/subgroup-reports");
        browser.open(address.toString());

        String status = browser.says("#status", "Loaded");
        assertThat(status).contains("reference(s)").doesNotContain("cohort").doesNotContain("subgroup");
        browser.says(
                "#refusal[role=alert]",
                "The cohort(s) of the commons could not be loaded: The service cannot be reached.");
        browser.says("#refusal[role=alert]", "The released subgroup report(s) could not be loaded");
        assertThat(browser.violations()).isEmpty();

        bringOwn(PLAIN);
        compare();
        assertThat(table("#shares-sex")).contains("62.5 %");
    }

    @Test
    void a_session_that_cannot_be_read_any_more_ends_at_the_login() {
        browser.spoilCookie("q_session_page");
        browser.open(address.toString());

        browser.see("input[name=username]").sendKeys("rosalind", Keys.ENTER);
        browser.says("#status", "Loaded");
    }
}
