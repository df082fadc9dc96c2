package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.tessera.testkit.OnRealServers;

/** Who comes after another account in the same tab finds nothing of what that account has brought and typed. */
@QuarkusTest
@OnRealServers("representativeness-service")
class NextAtThePageInBrowserTest extends AtThePage {
    private static final String NAME = "ward seven";
    private static final String CSV =
            "cohort,attribute,category,count\n" + NAME + ",sex,Female,50\n" + NAME + ",sex,Male,30\n";

    @Test
    void the_browsers_history_names_no_cohort() {
        bringOwn(CSV);
        compare();

        assertThat(browser.script("return JSON.stringify(history.state)"))
                .asString()
                .contains("id")
                .doesNotContain(NAME);
    }

    @Test
    void who_logs_in_after_a_log_out_goes_back_and_finds_no_name() {
        bringOwn(CSV);
        compare();
        choose("reference", "cdc-2020-03-as-published/1");
        compare();
        browser.click(browser.see("nav a[href=logout]"));
        logIn("another");

        for (int step = 1; step <= 5; step++) {
            browser.back();
            assertThat(everythingThere()).as("%d back", step).doesNotContain(NAME);
        }
    }

    @Test
    void a_page_that_was_loaded_anew_goes_back_to_its_beginning() {
        bringOwn(CSV);
        compare();
        browser.script("location.reload()");
        browser.says("#status", "Loaded");
        browser.back();

        browser.says("#figures", "Nothing is compared yet");
        assertThat(browser.all("input[name=reference]:checked")).hasSize(1);
        assertThat(everythingThere()).doesNotContain(NAME);
    }

    @Test
    void what_was_typed_before_a_session_ended_is_not_given_to_another_account() {
        bringOwn(CSV);
        endTheSession();
        browser.says("#refusal", "Your session has ended.");
        browser.click(browser.see("#log-in"));
        logIn("another");

        assertThat(browser.see("#status").getText()).contains("reference(s)");
        assertThat(everythingThere()).doesNotContain(NAME);
        assertThat(browser.script("return document.getElementById('own-text').value"))
                .isEqualTo("");
        assertThat(browser.script("return sessionStorage.length")).isEqualTo(0L);
        assertThat(browser.complaints()).allMatch(line -> line.contains("401"));
    }

    @Test
    void where_it_is_not_known_whose_it_is_nothing_is_kept() {
        browser.losesRequestsFor("*/page/account");
        browser.open(address.toString());
        browser.says("#status", "Loaded");
        bringOwn(CSV);
        endTheSession();

        assertThat(browser.says("#refusal", "Your session has ended.")).doesNotContain("kept");
        assertThat(browser.script("return sessionStorage.length")).isEqualTo(0L);
        assertThat(browser.complaints()).allMatch(line -> line.contains("401") || line.contains("/page/account"));
    }

    @Test
    void what_a_page_of_another_version_has_kept_is_dropped_and_not_misread() {
        for (String kept : new String[] {"{\"choice\": {\"cohorts\": 1}, \"typed\": []}", "half a {", "null"}) {
            browser.script("sessionStorage.setItem('form', arguments[0])", kept);
            browser.open(address.toString());
            browser.says("#status", "Loaded");

            assertThat(browser.all("#refusal p")).as(kept).isEmpty();
            assertThat(browser.script("return sessionStorage.length")).as(kept).isEqualTo(0L);
        }
    }

    private void endTheSession() {
        browser.spoilCookie("q_session_page");
        browser.click(browser.see("#compare"));
    }

    private void logIn(String account) {
        browser.see("input[name=username]").sendKeys(account, Keys.ENTER);
        browser.says("#status", "Loaded");
    }

    /** The page as it is, what was typed into it and its place in the history, once it has loaded. */
    private String everythingThere() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> browser.script("""
                return document.readyState === 'complete'
                  && !document.getElementById('status')?.textContent.startsWith('Loading')""") instanceof Boolean there && there);
        return String.valueOf(
                browser.script("return JSON.stringify(history.state) + document.documentElement.outerHTML"));
    }
}
