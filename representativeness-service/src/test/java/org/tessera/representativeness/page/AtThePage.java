package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.tessera.browser.Browser;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.Border;

/** A researcher in front of the page, logged in, and what they do with it. */
abstract class AtThePage {
    static final Path PICTURES = Path.of("target", "page");

    /** A cohort of one's own, with hidden cells. */
    static final String OWN = """
            cohort,stage,as_of,attribute,category,count
            aligned,interval-aligned,2023-01-31,persons,,117
            aligned,interval-aligned,2023-01-31,sex,Female,60
            aligned,interval-aligned,2023-01-31,sex,Male,57
            aligned,interval-aligned,2023-01-31,race,White,80
            aligned,interval-aligned,2023-01-31,race,Asian,<20
            aligned,interval-aligned,2023-01-31,race,Black or African American,<20
            """;

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
        bring(csv, 1);
    }

    void bring(String csv, int cohorts) {
        browser.click(browser.see("#own summary"));
        browser.see("#own-text").sendKeys(csv);
        browser.click(browser.see("#own-add"));
        browser.says("#status", "Added " + cohorts + " cohort");
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
        return Boolean.TRUE.equals(
                browser.script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    /** Chooses both dates of the commons that {@link #publishTheCommons} published. */
    void chooseTheCommons() {
        for (WebElement box : browser.all("input[name=cohort]")) {
            if (String.valueOf(box.getDomAttribute("value")).startsWith("Imaging commons") && !box.isSelected()) {
                browser.click(box);
            }
        }
    }

    static void publishTheCommons() {
        if (published() >= 2) {
            return;
        }
        try (Border border = Border.as("imaging-commons")) {
            for (int version = 1; version <= 2; version++) {
                CohortProfile profile = profile(version);
                border.send("commons.cohort-profiles.v1", profile.profileId().toString(), profile);
            }
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> published() >= 2);
    }

    private static int published() {
        return Asking.by("rosalind").get("profiles").jsonPath().getList("items.label").stream()
                .filter(label -> String.valueOf(label).startsWith("Imaging commons"))
                .toList()
                .size();
    }

    private static CohortProfile profile(int version) {
        return new CohortProfile(
                ProfileId.random(),
                "whole-commons",
                "Imaging commons " + version,
                null,
                Instant.parse("2022-0" + version + "-15T00:00:00Z"),
                Count.of(1000 * version),
                Map.of(
                        "sex", Map.of("Female", Count.of(480 * version), "Male", Count.of(520 * version)),
                        "race",
                                Map.of(
                                        "Asian", Count.of(50 * version * version),
                                        "Black or African American", Count.of(400 * version),
                                        "White", Count.of(600 * version - 50 * version * version)),
                        "ethnicity",
                                Map.of(
                                        "Hispanic or Latino", Count.of(100 * version),
                                        "Not Hispanic or Latino", Count.of(800 * version),
                                        "Not Reported", Count.of(100 * version))));
    }
}
