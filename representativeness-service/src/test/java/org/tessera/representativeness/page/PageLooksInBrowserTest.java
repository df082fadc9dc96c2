package org.tessera.representativeness.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import org.tessera.testkit.OnRealServers;

/** How the page looks, on screen and in what is taken along. */
@QuarkusTest
@OnRealServers("representativeness-service")
class PageLooksInBrowserTest extends AtThePage {
    @Override
    void prepare() {
        publishTheCommons();
    }

    @Test
    void a_chart_that_is_taken_along_has_its_whole_legend_and_its_scale() {
        browser.width(700);
        bringOwn(OWN);
        chooseTheCommons();
        choose("reference", "cdc-2020-03_2021-06-as-published/1");
        choose("reference", "cdc-2020-03-as-published/1");
        compare();
        // One after the other: of more than ten downloads in a second Chromium silently drops the rest.
        for (String chart : List.of("shares-race", "radar", "curve-race-whole-commons")) {
            for (String kind : List.of("SVG", "PNG")) {
                browser.click(browser.see("#" + chart + " .downloads button[aria-label^=" + kind + "]"));
                keep(chart + "." + kind.toLowerCase(Locale.ROOT));
            }
        }

        assertThat(text("shares-race.svg"))
                .contains(">Imaging commons 1<", ">aligned: possible<", ">cdc-2020-03-as-published/1, 2020-03-31<")
                .doesNotContainPattern(">\\d+/\\d+<");
        assertThat(text("radar.svg"))
                .contains(">Imaging commons 2 from cdc-2020-03_2021-06-as-published/1<")
                .doesNotContainPattern(">\\d+/\\d+<")
                .containsPattern(">0\\.\\d{1,2}<")
                .doesNotContainPattern(">0\\.\\d{3,}<");
    }

    /** What of the page is on paper; the window is wider than the paper, and the form is not printed. */
    private static final String ON_PAPER = """
            window.onPaper = [];
            matchMedia('print').addEventListener('change', ({ matches }) => {
              if (!matches) return;
              const wide = [...document.querySelectorAll('.chart')]
                .filter(place => place.querySelector('svg').getBoundingClientRect().width > place.clientWidth);
              const style = css => getComputedStyle(document.querySelector(css));
              window.onPaper = [`charts too wide: ${wide.length}`, `rows to scroll: ${style('#distances .scroll').maxHeight}`,
                `form: ${style('#question').display}`];
            });""";

    @Test
    void a_printed_page_has_all_rows_and_whole_charts() throws IOException {
        bringOwn(OWN);
        chooseTheCommons();
        compare();
        browser.script(ON_PAPER);
        byte[] printed = browser.print();
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve("printed.pdf"), printed);

        assertThat(browser.script("return window.onPaper.join()"))
                .isEqualTo("charts too wide: 0,rows to scroll: none,form: none");
        long onScreen = chartWidth();
        browser.script("dispatchEvent(new Event('beforeprint'))");
        assertThat(chartWidth()).isLessThan(onScreen).isEqualTo(640);
        browser.script("dispatchEvent(new Event('afterprint'))");
        assertThat(chartWidth()).isEqualTo(onScreen);
    }

    @Test
    void a_share_of_everybody_ends_with_its_axis() {
        bringOwn("attribute,category,count\nsex,Female,50\n");
        compare();

        assertThat(browser.see("#shares-sex .chart").getText())
                .contains("100 %")
                .doesNotContain("120 %");
    }

    @Test
    void a_spreadsheet_reads_every_letter_of_a_table_that_is_taken_along() {
        bringOwn("cohort,attribute,category,count\nK\u00f6ln,sex,Female,50\n");
        compare();
        for (WebElement button : browser.all("#shares-sex button[aria-label^=CSV], #provenance button")) {
            browser.click(button);
        }
        assertThat(text("shares-sex.csv")).startsWith("\uFEFFattribute,").contains("K\u00f6ln");
        assertThat(text("provenance.csv")).startsWith("name,");
    }

    @Test
    void lines_of_a_radar_are_told_from_their_largest_distances_by_their_marks() {
        Object marks = browser.script("""
                const lines = Array.from({ length: 6 }, (_, at) => ({ name: `line ${at}`, low: [0, 0, 0], high: [1, 1, 1] }));
                return import('/page/charts.js').then(({ radar }) =>
                  radar(['a', 'b', 'c'], lines, 800).option.series[0].data.map(line => line.symbol));""");

        assertThat(marks)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(12)
                .doesNotHaveDuplicates()
                .doesNotContain("pin");
    }

    private long chartWidth() {
        return (Long) Objects.requireNonNull(browser.script(
                "return Math.round(document.querySelector('#shares-race svg').getBoundingClientRect().width)"));
    }

    @Test
    void in_the_dark_everything_can_be_read_too() {
        browser.prefers("dark");
        bringOwn(OWN);
        chooseTheCommons();
        compare();
        browser.click(browser.see("#words summary"));

        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(18, 23, 29)");
        assertThat(browser.violations()).isEmpty();
        browser.picture(PICTURES.resolve("dark.png"));
    }

    @Test
    void charts_keep_their_ground_where_a_person_has_colours_of_her_own() {
        bringOwn(OWN);
        compare();
        assertThat(adjusted()).isEqualTo("auto");
        browser.forcesColours();
        assertThat(adjusted()).isEqualTo("none");
        browser.picture(PICTURES.resolve("forced-colours.png"));
    }

    private @Nullable Object adjusted() {
        return browser.script("return getComputedStyle(document.querySelector('.chart')).forcedColorAdjust");
    }

    @Test
    void the_words_of_the_page_are_explained_on_it() {
        browser.click(browser.see("#words summary"));
        assertThat(browser.all("#words dt"))
                .extracting(WebElement::getText)
                .contains("Jensen-Shannon distance", "Raw, adjusted", "By chance", "Apparent performance", "Withheld");
    }

    @Test
    void a_long_word_is_broken_on_a_telephone() {
        browser.phone();
        bringOwn("cohort,attribute,category,count\n" + ("x".repeat(120) + ",sex,Female,50\n")
                + ("x".repeat(120) + ",sex,Male,30\n"));
        compare();

        assertThat(scrollsDownOnly()).isTrue();
        assertThat(
                        browser.script(
                                "return [...document.querySelectorAll('#cohorts span')].every(e => e.scrollWidth <= e.clientWidth + 1)"))
                .isEqualTo(true);
        browser.picture(PICTURES.resolve("long.png"));
    }

    @Test
    void a_telephone_scrolls_in_one_direction_only() {
        browser.phone();
        bringOwn(OWN);
        chooseTheCommons();
        compare();

        assertThat(scrollsDownOnly()).isTrue();
        browser.picture(PICTURES.resolve("narrow.png"));
    }

    /** Keeps what was downloaded, for people to look at. */
    private void keep(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name), browser.downloaded(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
