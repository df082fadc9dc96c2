package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class PageTroubleInBrowserTest extends AtThePage {
    @Test
    void a_refusal_is_told_with_its_reason() {
        browser.click(browser.see("#compare"));
        browser.says("#refusal", "Choose at least one cohort");

        browser.click(browser.see("#own summary"));
        browser.see("#own-text").sendKeys("attribute,category,count\nsex,Femal,many\n");
        browser.click(browser.see("#own-add"));
        browser.says("#refusal", "line 2 has no count");

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
    void a_list_that_cannot_be_loaded_is_told_by_its_name_and_is_no_empty_list() {
        browser.losesRequestsFor("*/profiles?*", "*/subgroup-reports?*");
        browser.open(address.toString());

        String status = browser.says("#status", "Loaded");
        assertThat(status).contains("reference(s)").doesNotContain("cohort").doesNotContain("subgroup");
        browser.says(
                "#refusal[role=alert]",
                "The cohort(s) of the commons could not be loaded: The service cannot be reached.");
        browser.says("#refusal[role=alert]", "The released subgroup report(s) could not be loaded");
        assertThat(browser.violations()).isEmpty();

        bringOwn("attribute,category,count\nsex,Female,50\nsex,Male,30\n");
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
