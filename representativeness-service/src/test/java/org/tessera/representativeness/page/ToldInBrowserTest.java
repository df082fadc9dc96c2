package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.tessera.testkit.OnRealServers;

/** Whoever presses something sees what came of it, wherever on the page they are. */
@QuarkusTest
@OnRealServers("representativeness-service")
class ToldInBrowserTest extends AtThePage {
    private static final String PLAIN = "attribute,category,count\nsex,Female,50\nsex,Male,30\n";

    @Test
    void what_is_told_is_seen_where_the_form_is_longer_than_the_window() {
        browser.click(browser.see("#compare"));
        browser.says("#refusal", "Choose at least one cohort.");
        assertThat(isSeen("refusal")).isTrue();

        browser.click(browser.see("#own summary"));
        browser.see("#own-text").sendKeys(PLAIN);
        fromTheBottom("#own-add");
        browser.says("#status", "Added 1 cohort");
        assertThat(isSeen("status")).isTrue();

        fromTheBottom("#compare");
        browser.says("#status", "Compared 1 cohort");
        assertThat(isSeen("status")).isTrue();
    }

    @Test
    void a_telephone_shows_what_is_told_below_the_form() {
        browser.phone();
        assertThat(isSeen("status")).isFalse();
        bringOwn(PLAIN);
        assertThat(isSeen("status")).isTrue();
        browser.script("scrollTo(0, 0)");
        compare();
        assertThat(isSeen("status")).isTrue();
    }

    @Test
    void whoever_waits_too_long_is_told_so() {
        bringOwn(PLAIN);
        browser.script("const wait = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = () => wait(100);");
        browser.hangsOnRequestsFor("*/distances");
        browser.click(browser.see("#compare"));

        browser.says("#refusal", "The service has not answered within 5 minutes.");
        assertThat(browser.see("#compare").isEnabled()).isTrue();
    }

    @Test
    void what_the_form_does_not_need_is_not_waited_for() {
        browser.hangsOnRequestsFor("*/subgroup-reports");
        browser.open(address.toString());
        browser.see("#compare:enabled");
        bringOwn(PLAIN);
        compare();

        assertThat(table("#shares-sex")).contains("62.5 %");
    }

    @Test
    void who_compares_by_keyboard_stays_where_they_are() {
        bringOwn(PLAIN);
        browser.script("document.getElementById('compare').focus()");
        browser.press(Keys.ENTER);
        browser.says("#status", "Compared 1 cohort");
        browser.see("#compare:enabled");

        assertThat(browser.script("return document.activeElement.id")).isEqualTo("compare");
    }

    /** Presses a control with the window scrolled as far down as it is still there. */
    private void fromTheBottom(String css) {
        browser.script("document.querySelector(arguments[0]).scrollIntoView({block: 'start'})", css);
        browser.see(css).click();
    }

    private boolean isSeen(String id) {
        return Boolean.TRUE.equals(browser.script("""
                const { top, bottom } = document.getElementById(arguments[0]).getBoundingClientRect();
                return top < bottom && top >= 0 && bottom <= innerHeight;""", id));
    }
}
