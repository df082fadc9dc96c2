package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.tessera.browser.Browser;
import org.tessera.endtoend.world.ServiceSpec;

/** The researchers' page after the journey, in a browser that has no token but logs in at Keycloak as a person does. */
@Tag("e2e")
@Order(2)
@ExtendWith(Travelled.class)
class PageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Travelled.Trip trip;
    private final Person rosalind;
    private final String service;
    private final String page;

    @TempDir
    private Path folder = Path.of(".");

    private Browser browser;

    PageTest(Travelled.Trip trip) {
        this.trip = trip;
        this.service = trip.world().url(ServiceSpec.REPRESENTATIVENESS);
        this.rosalind = trip.scene().cast().rosalind.at(service);
        this.page = service + "/page/";
    }

    @BeforeEach
    void a_browser_without_a_session() {
        browser = Browser.start(folder);
        browser.open(page);
    }

    @AfterEach
    void it_ends() {
        browser.close();
    }

    @Test
    void whoever_logs_in_at_keycloak_sees_the_distances_of_the_journeys_cohort() throws Exception {
        assertThat(browser.address()).startsWith(trip.world().keycloak() + "/realms/commons/");
        logIn(password());
        browser.says("#status", "Loaded");
        assertThat(browser.address()).isEqualTo(page);

        browser.click(browser.see("#cohorts input[name=cohort]"));
        browser.click(browser.see("#compare"));
        browser.says("#status", "Compared");
        browser.picture(trip.scene().out().resolve("page.png"));

        for (WebElement button : browser.all("#distances .downloads button")) {
            browser.click(button);
        }
        JsonNode all = JSON.readTree(browser.downloaded("representativeness.json"));
        JsonNode answer =
                rosalind.post("/distances", all.path("question")).orThrow().json();
        assertThat(browser.script("return document.cookie")).isEqualTo("");
        assertThat(numbers(answer)).isNotEmpty().isEqualTo(numbers(all.path("answer")));
        assertThat(new String(browser.downloaded("distances.csv"), StandardCharsets.UTF_8))
                .contains(answer.at("/comparisons/0/raw/low").asText());
        // Keycloak's own pages are not ours.
        assertThat(browser.complaints())
                .filteredOn(complaint -> complaint.startsWith(service))
                .isEmpty();
    }

    @Test
    void a_wrong_password_opens_nothing_and_who_has_logged_out_logs_in_anew() {
        logIn("wrong");
        browser.says("#input-error, #input-error-username, [role=alert]", "Invalid");
        browser.open(page);
        browser.see("input[name=password]");
        assertThat(browser.address()).startsWith(trip.world().keycloak());

        logIn(password());
        browser.says("#status", "Loaded");
        browser.click(browser.see("nav a[href=logout]"));
        browser.see("input[name=password]");
        browser.open(page);
        browser.see("input[name=password]");
        assertThat(browser.address()).startsWith(trip.world().keycloak());
    }

    @Test
    void a_session_that_ended_in_another_tab_leads_to_a_new_login() {
        logIn(password());
        browser.says("#status", "Loaded");
        browser.openBeside(page + "logout", "input[name=password]");
        browser.click(browser.see("#cohorts input[name=cohort]"));
        browser.click(browser.see("#compare"));
        browser.says("#refusal", "Your session has ended.");
        browser.click(browser.see("#log-in"));
        browser.see("input[name=password]");
        assertThat(browser.address()).startsWith(trip.world().keycloak());
    }

    /** As numbers: a script writes 0 where the service writes 0.0. */
    private static List<Double> numbers(JsonNode answer) {
        JsonNode comparisons = answer.path("comparisons");
        return Stream.of("low", "high", "contribution", "referenceShare")
                .flatMap(name -> comparisons.findValues(name).stream())
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .toList();
    }

    private String password() {
        return trip.world().secrets().ofAccount(rosalind.user());
    }

    private void logIn(String password) {
        WebElement user = browser.see("input[name=username]");
        user.clear();
        user.sendKeys(rosalind.user());
        browser.see("input[name=password]").sendKeys(password, Keys.ENTER);
    }
}
