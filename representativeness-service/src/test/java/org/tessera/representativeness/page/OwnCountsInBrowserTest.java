package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import org.tessera.testkit.OnRealServers;

/** Counts of one's own: from a file or pasted, and what becomes of them on the page. */
@QuarkusTest
@OnRealServers("representativeness-service")
class OwnCountsInBrowserTest extends AtThePage {
    @Test
    void what_was_added_leaves_its_field_so_that_it_is_not_added_again() throws IOException {
        browser.click(browser.see("#own summary"));
        browser.see("#own-file").sendKeys(file("from a file").toString());
        addThem();
        browser.see("#own-text").sendKeys(counts("pasted"));
        addThem();

        assertThat(browser.all("input[name=cohort]:checked"))
                .extracting(box -> box.getDomAttribute("value"))
                .containsExactly("from a file", "pasted");
        assertThat(browser.see("#own-text").getDomProperty("value")).isEmpty();
    }

    @Test
    void a_file_beside_pasted_counts_is_refused_and_neither_is_lost() throws IOException {
        browser.click(browser.see("#own summary"));
        browser.click(browser.see("#own-add"));
        browser.says("#refusal", "Choose a file or paste counts.");
        browser.see("#own-file").sendKeys(file("from a file").toString());
        browser.see("#own-text").sendKeys(counts("pasted"));
        browser.click(browser.see("#own-add"));

        browser.says("#refusal", "There are a file and pasted counts");
        assertThat(browser.all("input[name=cohort]:checked")).isEmpty();
        browser.see("#own-text").clear();
        addThem();
        assertThat(browser.all("input[name=cohort]:checked"))
                .extracting(box -> box.getDomAttribute("value"))
                .containsExactly("from a file");
    }

    @Test
    void the_funnel_names_the_cohort_of_each_stage_and_those_that_it_leaves_out() {
        bring("""
                cohort,stage,as_of,attribute,category,count
                everybody,whole-commons,2022-01-31,sex,Female,500
                everybody,whole-commons,2022-01-31,sex,Male,400
                elderly,saved-cohort,2022-01-31,sex,Female,50
                elderly,saved-cohort,2022-01-31,sex,Male,40
                young,saved-cohort,2022-02-28,sex,Female,30
                young,saved-cohort,2022-02-28,sex,Male,20
                """, 3);
        compare();

        assertThat(browser.see("#funnel > p").getText())
                .endsWith("Of several cohorts at one stage the latest is here, not: elderly.");
        assertThat(browser.see("#funnel .chart").getText())
                .contains("Whole commons: everybody", "Saved cohort: young")
                .doesNotContain("elderly");
    }

    @Test
    void of_cohorts_of_one_name_no_date_is_dropped_without_a_word() {
        String twice = """
                as_of,attribute,category,count
                2022-01-31,sex,Female,50
                2022-01-31,sex,Male,50
                2022-02-28,sex,Female,60
                2022-02-28,sex,Male,40
                """;
        bring(twice, 2);
        bringMore(twice.replace(",50\n", ",90\n") + """
                2022-03-31,sex,Female,70
                2022-03-31,sex,Male,30
                """, 3);
        bringMore("as_of,attribute,category,count\n2022-03-31,sex,Female,10\n2022-03-31,sex,Male,20\n", 1);
        compare();

        assertThat(browser.all("#figures .figure h3"))
                .extracting(WebElement::getText)
                .contains("Sex over time: my cohort", "Sex over time: my cohort (2)");
        assertThat(table("#curve-sex-my-cohort")).contains("2022-01-31", "2022-02-28", "2022-03-31");
        assertThat(table("#curve-sex-my-cohort-2-")).contains("2022-01-31", "2022-02-28", "2022-03-31");
        assertThat(browser.see("#curve-sex-my-cohort > p").getText()).contains("Cohorts of one name are one line.");
    }

    @Test
    void a_cohort_that_no_curve_has_is_named() {
        bring("""
                as_of,attribute,category,count
                2022-01-31,sex,Female,50
                2022-01-31,sex,Male,50
                2022-02-28,sex,Female,60
                2022-02-28,sex,Male,40
                """, 2);
        bringMore("as_of,attribute,category,count\n2022-02-28,sex,Female,10\n2022-02-28,sex,Male,20\n", 1);
        compare();

        assertThat(browser.see("#curve-sex-my-cohort > p").getText())
                .endsWith("Not here, for want of a second date of their own: my cohort (3).");
        assertThat(table("#curve-sex-my-cohort")).contains("2022-01-31", "2022-02-28");
    }

    @Test
    void one_person_is_no_persons() {
        bringOwn("attribute,category,count\npersons,,1\nsex,Female,1\n");

        assertThat(browser.see("#cohorts label:last-child small").getText()).isEqualTo("1 person");
    }

    @Test
    void an_attribute_whose_tick_was_taken_away_stays_without_it_after_a_detour() {
        bring("""
                cohort,attribute,category,count
                one,race,White,1
                one,sex,Female,1
                two,sex,Female,50
                """, 2);
        browser.click(browser.see("input[name=attribute][value=race]"));
        browser.click(browser.see("input[name=cohort][value=one]"));
        assertThat(browser.all("input[name=attribute][value=race]")).isEmpty();
        browser.click(browser.see("input[name=cohort][value=one]"));

        assertThat(browser.see("input[name=attribute][value=race]").isSelected())
                .isFalse();
        assertThat(browser.see("input[name=attribute][value=sex]").isSelected()).isTrue();
    }

    private void bringMore(String csv, int cohorts) {
        browser.see("#own-text").clear();
        browser.see("#own-text").sendKeys(csv);
        browser.click(browser.see("#own-add"));
        browser.says("#status", "Added " + cohorts + " cohort");
    }

    private void addThem() {
        browser.script("document.getElementById('status').textContent = ''");
        browser.click(browser.see("#own-add"));
        browser.says("#results", "Added 1 cohort");
    }

    private Path file(String cohort) throws IOException {
        return Files.writeString(folder.resolve("counts.csv"), counts(cohort));
    }

    private static String counts(String cohort) {
        return "cohort,attribute,category,count\n" + cohort + ",sex,Female,50\n" + cohort + ",sex,Male,30\n";
    }
}
