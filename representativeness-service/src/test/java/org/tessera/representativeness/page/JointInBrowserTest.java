package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class JointInBrowserTest extends AtThePage {
    private static final String CROSSED = "crossed-" + UUID.randomUUID();
    private static final String JOINT = """
            attribute,category,count
            sex,Female,50
            sex,Male,50
            race,White,50
            race,Black or African American,50
            sex*race,Female * White,50
            sex*race,Male * Black or African American,50
            """;
    private static final String MARGINS = """
            attribute,category,count
            sex,Female,50
            sex,Male,50
            race,White,50
            race,Black or African American,50
            """;

    @Override
    void prepare() {
        String csv = "sex,race,count\nFemale,White,25\nFemale,Black,25\nMale,White,25\nMale,Black,25\n";
        Asking.by("rosalind")
                .multiPart("description", """
                        {"name": "%s", "title": "Crossed cases", "source": "a test", "asOf": "2020", "date": "2020-12-31",
                         "definition": "cases", "counting": "COUNTS"}""".formatted(CROSSED))
                .multiPart("file", "table", csv.getBytes(StandardCharsets.UTF_8))
                .header(
                        "Idempotency-Key",
                        UUID.nameUUIDFromBytes(CROSSED.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .post("/references")
                .then()
                .statusCode(201);
    }

    @Test
    void a_joint_of_own_counts_is_compared_where_the_reference_published_it_too() {
        bringOwn(JOINT);
        choose("reference", CROSSED + "/1");
        compare();

        assertThat(browser.see("#shares-race-sex h3").getText()).isEqualTo("Race × Sex: shares");
        assertThat(table("#shares-race-sex"))
                .contains("White * Female")
                .contains("50.0 %")
                .contains("25.0 %");
        assertThat(distance()).isCloseTo(Math.sqrt(0.75 * Math.log(4.0 / 3) / Math.log(2)), within(0.0005));
        assertThat(browser.see("#distances .warnings").getText())
                .contains("Race × Sex: not compared with cdc-2021-06-30-true-cumulative/1")
                .contains("margins do not make a joint");
        assertThat(browser.violations()).isEmpty();
        browser.picture(PICTURES.resolve("joint.png"));
    }

    @Test
    void a_joint_that_is_asked_for_and_nobody_counted_is_told_with_its_reason() {
        bringOwn(MARGINS);
        choose("reference", CROSSED + "/1");
        new Select(browser.see("#joint-one")).selectByVisibleText("Sex");
        new Select(browser.see("#joint-other")).selectByVisibleText("Sex");
        browser.click(browser.see("#joint-add"));
        browser.says("#refusal", "two different attributes");

        new Select(browser.see("#joint-other")).selectByVisibleText("Race");
        browser.click(browser.see("#joint-add"));
        browser.says("#status", "Added Race × Sex");
        assertThat(browser.see("input[name=attribute][value='race*sex']").isSelected())
                .isTrue();
        compare();

        assertThat(browser.all("#shares-race-sex")).isEmpty();
        assertThat(browser.see("#distances .warnings").getText())
                .contains("Race × Sex: not compared with " + CROSSED
                        + "/1 (the cohort has its attributes one by one only");
    }

    private double distance() {
        return browser.all("#distances tbody tr").stream()
                .filter(row -> row.getText().contains("Race × Sex"))
                .map(row -> row.findElements(By.cssSelector("td")).get(1).getText())
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }
}
