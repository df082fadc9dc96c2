package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.tessera.browser.Browser;

/** A researcher in front of the page, logged in, and what they do with it. */
abstract class AtThePage {
    static final Path PICTURES = Path.of("target", "page");

    @TempDir
    Path folder;

    @TestHTTPResource("/page/")
    URL address;

    Browser browser;

    @BeforeEach
    void a_researcher_logs_in() {
        prepare();
        browser = Browser.start(folder);
        browser.open(address.toString());
        browser.see("input[name=username]").sendKeys(account(), Keys.ENTER);
        browser.says("#status", "Loaded");
    }

    @AfterEach
    void the_browser_had_nothing_to_complain_about() {
        List<String> complaints = browser.complaints();
        browser.close();
        assertThat(complaints).isEmpty();
    }

    /** What is there before anybody looks. */
    void prepare() {}

    String account() {
        return "rosalind";
    }

    void bringOwn(String csv) {
        browser.click(browser.see("#own summary"));
        browser.see("#own-text").sendKeys(csv);
        browser.click(browser.see("#own-add"));
        browser.says("#status", "Added 1 cohort");
    }

    void choose(String name, String value) {
        WebElement box = browser.see("input[name=" + name + "][value='" + value + "']");
        if (!box.isSelected()) {
            browser.click(box);
        }
    }

    void compare() {
        browser.click(browser.see("#compare"));
        browser.says("#status", "Compared");
    }

    String table(String figure) {
        WebElement details = browser.see(figure + " details");
        browser.script("arguments[0].open = true", details);
        return browser.see(figure + " table").getText();
    }

    String text(String name) {
        return new String(browser.downloaded(name), StandardCharsets.UTF_8);
    }

    boolean scrollsDownOnly() {
        return Boolean.TRUE.equals(browser.script("return document.documentElement.scrollWidth <= window.innerWidth"));
    }
}
