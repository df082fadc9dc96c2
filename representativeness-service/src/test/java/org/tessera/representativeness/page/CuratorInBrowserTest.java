package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.tessera.testkit.OnRealServers;

/** A curator may calculate and reads references and alignments, but neither profiles nor subgroup reports. */
@QuarkusTest
@OnRealServers("representativeness-service")
class CuratorInBrowserTest extends AtThePage {
    @Override
    String account() {
        return "curtis";
    }

    @Test
    void what_a_role_may_not_read_is_told_and_is_no_empty_list() {
        assertThat(browser.see("#cohorts-note").getText())
                .startsWith("Your role may not read the cohort(s) of the commons.")
                .contains("counts of your own");
        assertThat(browser.see("#subgroups-note").getText())
                .isEqualTo("Your role may not read the released subgroup report(s).");
        assertThat(browser.see("#status").getText())
                .contains("reference(s)", "category alignment(s)")
                .doesNotContain("0 ")
                .endsWith("Not for your role: cohort(s) of the commons, released subgroup report(s).");
        assertThat(browser.see("#attributes-note").getText()).contains("first cohort");
        assertThat(browser.violations()).isEmpty();
        browser.picture(PICTURES.resolve("curator.png"));

        bringOwn("attribute,category,count\nsex,Female,50\nsex,Male,30\n");
        compare();
        assertThat(table("#shares-sex")).contains("62.5 %");
        // The refused lists themselves stand in the browser's log.
        assertThat(browser.complaints()).allMatch(line -> line.contains("403"));
    }
}
