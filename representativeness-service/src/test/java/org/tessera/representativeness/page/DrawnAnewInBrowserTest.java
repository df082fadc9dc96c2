package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.tessera.testkit.OnRealServers;

/** What is drawn again, for another treatment of missing values or another width, is as its reader left it. */
@QuarkusTest
@OnRealServers("representativeness-service")
class DrawnAnewInBrowserTest extends AtThePage {
    private static final String TWO_STAGES = """
            cohort,stage,attribute,category,count
            linked,linked,sex,Female,60
            linked,linked,sex,Male,57
            linked,linked,race,White,80
            linked,linked,race,Asian,37
            final,final-cohort,sex,Female,40
            final,final-cohort,sex,Male,47
            final,final-cohort,race,White,60
            final,final-cohort,race,Asian,27
            """;

    @Test
    void tables_and_the_funnel_stay_as_they_were_left() {
        bring(TWO_STAGES, 2);
        compare();
        browser.click(browser.see("#distances summary"));
        browser.click(browser.see("#shares-race summary"));
        Select funnel = new Select(browser.see("#funnel-distance"));
        List<String> distances =
                funnel.getOptions().stream().map(WebElement::getText).toList();
        assertThat(distances).hasSizeGreaterThan(1);
        funnel.selectByVisibleText(distances.getLast());
        String label = label("#funnel .chart");

        browser.see("#treatment").sendKeys("are left out");
        browser.says("#status", "Missing values are left out (adjusted).");
        assertThat(browser.all("#figures > .figure > details[open], #figures > div > .figure > details[open]"))
                .extracting(each -> browser.script("return arguments[0].parentElement.id", each))
                .containsExactlyInAnyOrder("provenance", "shares-race");
        assertThat(new Select(browser.see("#funnel-distance"))
                        .getFirstSelectedOption()
                        .getText())
                .isEqualTo(distances.getLast());
        assertThat(label("#funnel .chart")).isEqualTo(label.replace("(raw)", "(adjusted)"));
    }

    @Test
    void a_chart_says_the_same_to_who_does_not_see_it_in_any_width() {
        bringOwn(OWN);
        compare();
        String label = label("#shares-race .chart");
        assertThat(label).startsWith("Race: shares.").endsWith("The numbers are in the data table below.");
        browser.script("dispatchEvent(new Event('beforeprint'))");
        assertThat(label("#shares-race .chart")).isEqualTo(label);
    }

    @Test
    void cohorts_whose_names_differ_by_case_have_figures_and_files_of_their_own() {
        bring("""
                cohort,as_of,attribute,category,count
                A,2022-01-31,sex,Female,50
                A,2022-02-28,sex,Female,60
                a,2022-01-31,sex,Female,90
                a,2022-02-28,sex,Female,80
                """, 4);
        compare();
        assertThat(browser.all("#figures .figure"))
                .extracting(each -> each.getDomAttribute("id"))
                .doesNotHaveDuplicates()
                .contains("curve-sex-a", "curve-sex-a-2");
        browser.click(browser.see("#curve-sex-a-2 .downloads button[aria-label^=CSV]"));
        assertThat(text("curve-sex-a-2.csv")).contains("a from ").doesNotContain("A from ");
    }

    @Test
    void a_browser_that_is_too_old_is_told_so() {
        browser.runsFirst("delete Map.groupBy");
        browser.open(address.toString());
        browser.says("#refusal", "This browser is too old for the page");
    }

    private String label(String css) {
        return String.valueOf(browser.see(css).getDomAttribute("aria-label"));
    }
}
