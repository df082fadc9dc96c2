package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import org.tessera.testkit.OnRealServers;

/** What the page shows is the answer to what it was asked last, in whatever order answers come. */
@QuarkusTest
@OnRealServers("representativeness-service")
class OvertakenInBrowserTest extends AtThePage {
    private static final String OTHER = "cdc-2020-03-as-published/1";

    /** The next answer of a call comes when it is let go; "told" is said when the page has done with it. */
    private static final String HOLD = """
            const fetched = window.fetch;
            window.fetch = async (address, options) => {
              const answer = await fetched(address, options);
              if (!String(address).endsWith(arguments[0]) || window.letGo) return answer;
              await new Promise(go => { window.letGo = go; });
              const read = await answer.json();
              answer.json = async () => { setTimeout(() => { window.told = true; }); return read; };
              return answer;
            };""";

    @BeforeEach
    void one_comparison_was_made() {
        bringOwn("attribute,category,count\nsex,Female,50\nsex,Male,30\n");
        compare();
    }

    @Test
    void an_answer_that_was_overtaken_by_that_of_a_later_question_is_not_shown() {
        choose("reference", "cdc-2020-03_2021-06-as-published/1");
        compare();
        choose("reference", OTHER);
        askAndHoldTheAnswer();
        browser.back();
        browser.says("#status", "with 1 reference(s)");
        Object steps = browser.script("return history.length");
        letGo();

        assertThat(browser.see("#status").getText()).contains("with 1 reference(s)");
        assertThat(browser.see("#distances table").getText()).doesNotContain("as-published");
        assertThat(browser.all("#earlier")).noneMatch(WebElement::isDisplayed);
        assertThat(browser.script("return history.length")).isEqualTo(steps);
    }

    @Test
    void an_answer_that_comes_when_the_person_has_gone_back_to_the_beginning_is_not_shown() {
        choose("reference", OTHER);
        askAndHoldTheAnswer();
        browser.back();
        browser.says("#figures", "Nothing is compared yet");
        letGo();

        assertThat(browser.see("#figures").getText()).startsWith("Nothing is compared yet");
        assertThat(browser.all("#figures .figure")).isEmpty();
        assertThat(browser.script("return document.getElementById('status').textContent"))
                .isEqualTo("");
        // Nothing was compared there, so it is no step: the way forward still leads to what was compared.
        browser.script("history.forward()");
        browser.says("#status", "Compared");
        assertThat(browser.see("#distances table").getText()).doesNotContain("as-published");
    }

    @Test
    void a_refusal_of_a_question_that_was_overtaken_is_not_told() {
        choose("reference", OTHER);
        compare();
        browser.script(
                "document.getElementById('ages').value = arguments[0]",
                IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
        askAndHoldTheAnswer();
        browser.back();
        browser.says("#status", "with 1 reference(s)");
        letGo();

        assertThat(browser.see("#status").getText()).contains("with 1 reference(s)");
        assertThat(browser.all("#refusal p")).isEmpty();
        // The refused request itself stands in the browser's log.
        assertThat(browser.complaints()).allMatch(line -> line.contains("400"));
    }

    private void askAndHoldTheAnswer() {
        browser.script(HOLD, "/distances");
        browser.click(browser.see("#compare"));
        waitUntil("return !!window.letGo");
    }

    private void letGo() {
        browser.script("window.letGo()");
        waitUntil("return !!window.told");
    }

    private void waitUntil(String script) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Boolean.TRUE.equals(browser.script(script)));
    }
}
