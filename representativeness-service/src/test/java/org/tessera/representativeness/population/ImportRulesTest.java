package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.representativeness.population.ImportWorld.LIBRARY;
import static org.tessera.representativeness.population.ImportWorld.MONTHS;
import static org.tessera.representativeness.population.ImportWorld.ROSALIND;
import static org.tessera.representativeness.population.ImportWorld.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.representativeness.population.ReferencePopulation.Counting;

/** What is counted, and how. */
class ImportRulesTest {
    private final ImportWorld imports = new ImportWorld();

    @Test
    void a_cumulative_series_is_taken_date_by_date() {
        ReferencePopulation reference = imports.load(Counting.CUMULATIVE_COUNTS, false, MONTHS);

        assertThat(reference.id()).isEqualTo("cdc/1");
        assertThat(reference
                        .snapshot("sex", LocalDate.of(2020, 2, 28))
                        .orElseThrow()
                        .weights())
                .containsEntry("Female", 405.0);
    }

    @Test
    void a_series_that_never_falls_is_not_added_up_and_the_reason_has_both_numbers() {
        refused("series-cumulative", () -> imports.load(Counting.COUNTS, true, MONTHS))
                .hasMessageContaining("11560 persons")
                .hasMessageContaining("the last date alone has 7336");
        refused("series-cumulative", () -> imports.load(Counting.CUMULATIVE_COUNTS, true, MONTHS));
    }

    /** The CDC's own series: single categories were corrected downwards, the whole never falls. */
    @Test
    void the_cdcs_sixteen_months_are_not_added_up_whatever_they_are_called() {
        for (String attribute : List.of("sex", "race", "ethnicity", "race_ethnicity", "age_at_index")) {
            StringBuilder csv = new StringBuilder("as_of,category,count\n");
            LIBRARY
                    .reference("cdc-cumulative-by-month")
                    .orElseThrow()
                    .attributes()
                    .getOrDefault(attribute, List.of())
                    .stream()
                    .filter(month -> month.date().isAfter(LocalDate.of(2020, 3, 1)))
                    .filter(month -> month.date().isBefore(LocalDate.of(2021, 7, 1)))
                    .forEach(month -> month.weights()
                            .forEach((category, count) -> csv.append(month.date())
                                    .append(",\"" + category + "\",")
                                    .append(count)
                                    .append('\n')));
            refused("series-cumulative", () -> imports.load(Counting.COUNTS, true, attribute, csv.toString()));
        }
    }

    @Test
    void counts_per_period_are_added_up() {
        ReferencePopulation reference = imports.load(
                Counting.COUNTS,
                true,
                "date,Female,Male,Not reported\n2020-01-31,405,262,3557\n2020-02-29,26,19,691\n");

        var snapshot = reference.snapshot("sex", null).orElseThrow();
        assertThat(snapshot.weights()).containsEntry("Female", 431.0).containsEntry("Not reported", 4248.0);
        assertThat(snapshot.date()).isEqualTo(LocalDate.of(2020, 2, 29));
    }

    @Test
    void shares_are_not_added_up() {
        refused("shares-not-added-up", () -> imports.load(Counting.SHARES, true, MONTHS));
    }

    @Test
    void a_cumulative_count_that_falls_is_none() {
        refused(
                        "series-not-cumulative",
                        () -> imports.load(Counting.CUMULATIVE_COUNTS, false, MONTHS + "2020-03-31,900,719,5000\n"))
                .hasMessageContaining("2020-03-31");
    }

    @Test
    void shares_that_are_not_a_whole_lack_a_category() {
        refused(
                        "shares-incomplete",
                        () -> imports.load(Counting.SHARES, false, "category,percent\nFemale,50.3\nMale,45.7\n"))
                .hasMessageContaining("96");
        assertThat(imports.load(Counting.SHARES, false, "category,percent\nFemale,0.503\nMale,0.497\n")
                        .version())
                .isEqualTo("1");
    }

    @Test
    void what_cannot_be_read_is_refused() {
        refused("category-twice", () -> imports.load(Counting.COUNTS, false, "category,count\nMale,4\nMale,5\n"));
        refused("number-unreadable", () -> imports.load(Counting.COUNTS, false, "category,count\nMale,-4\n"));
        refused("number-unreadable", () -> imports.load(Counting.COUNTS, false, "category,count\nMale,many\n"));
        refused("count-not-whole", () -> imports.load(Counting.COUNTS, false, "category,count\nMale,4.5\n"));
        refused(
                "date-unreadable",
                () -> imports.load(Counting.COUNTS, false, "date,category,count\nyesterday,Male,4\n"));
        refused("attribute-unknown", () -> imports.load(Counting.COUNTS, false, "shoe size", "category,count\n40,4\n"));
        refused("table-unreadable", () -> imports.load(Counting.COUNTS, false, "category,amount\nMale,4\n"));
        refused("table-unreadable", () -> imports.load(Counting.COUNTS, false, "category,count\n"));
        refused("table-unreadable", () -> imports.load(Counting.COUNTS, false, ""));
        refused(
                "name-taken",
                () -> imports.importing.importTables(
                        new ReferenceDescription(
                                "us-census",
                                "t",
                                "s",
                                "2020",
                                LocalDate.EPOCH,
                                "d",
                                Counting.COUNTS,
                                false,
                                "midrc-cdc",
                                null,
                                Set.of()),
                        List.of(),
                        ROSALIND,
                        "registered",
                        false));
    }

    @Test
    void a_number_is_decimal_and_nothing_but_a_time_follows_a_day() {
        for (String number : List.of("1d", "10f", "0x10p1", "NaN", "Infinity", "1e", "1 2", "1,5")) {
            refused(
                    "number-unreadable",
                    () -> imports.load(Counting.COUNTS, false, "category,count\nMale,\"%s\"\n".formatted(number)));
        }
        for (String day : List.of("2021-06-301", "2021-06-30 x", "2021-06-30T", "2021-06-30 12", "T10:00")) {
            refused(
                    "date-unreadable",
                    () -> imports.load(Counting.COUNTS, false, "date,category,count\n%s,Male,4\n".formatted(day)));
        }
        for (String number : List.of("20", " 20 ", "20.0", "20.", "2e1", "0.2E+2", "+20")) {
            for (String day :
                    List.of("2021-06-30", "2021-06-30T00:00:00.000", "2021-06-30 00:00", "2021-06-30T23:00Z")) {
                String csv = "date,category,count\n%s,Male,%s\n".formatted(day, number);
                assertThat(imports.load(Counting.COUNTS, false, csv)
                                .snapshot("sex", LocalDate.of(2021, 6, 30))
                                .orElseThrow()
                                .weights())
                        .containsEntry("Male", 20.0);
            }
        }
    }

    @Test
    void a_count_that_has_no_neighbours_or_adds_up_to_no_number_is_refused() {
        for (Counting counting : List.of(Counting.COUNTS, Counting.CUMULATIVE_COUNTS)) {
            refused(
                    "count-too-large",
                    () -> imports.load(counting, false, "category,count\nMale,1e308\nFemale,1e308\n"));
            refused(
                    "count-too-large",
                    () -> imports.load(counting, false, "category,count\nMale,9007199254740994\nFemale,1\n"));
        }
        refused(
                "count-too-large",
                () -> imports.load(Counting.COUNTS, true, "category,count\nMale,1e308\nFemale,1e308\n"));
        refused(
                "shares-incomplete",
                () -> imports.load(Counting.SHARES, false, "category,percent\nMale,1e308\nFemale,1e308\n"));
        imports.load(Counting.COUNTS, false, "category,count\nMale,9007199254740992\nFemale,9007199254740992\n");
    }

    @Test
    void a_date_on_which_nobody_is_counted_is_refused() {
        String zeroFirst = "date,Female,Male\n2020-01-01,0,0\n2020-02-01,60,40\n";
        for (Counting counting : List.of(Counting.COUNTS, Counting.CUMULATIVE_COUNTS)) {
            refused("nobody-counted", () -> imports.load(counting, false, zeroFirst))
                    .hasMessageContaining("2020-01-01");
        }
        refused("nobody-counted", () -> imports.load(Counting.COUNTS, true, "date,Female,Male\n2020-01-01,0,0\n"));

        String zeroBetween = "date,Female,Male\n2020-01-01,5,6\n2020-02-01,0,0\n";
        assertThat(imports.load(Counting.COUNTS, true, zeroBetween).attributes().get("sex"))
                .singleElement()
                .satisfies(sum -> assertThat(sum.weights()).containsEntry("Male", 6.0));
    }

    @Test
    void what_is_shipped_holds_its_own_rules() {
        for (String name : List.of(
                "us-census",
                "us-census-race-and-ethnicity",
                "cdc-cumulative-by-month",
                "cdc-2021-06-30-true-cumulative")) {
            ReferencePopulation shipped = LIBRARY.reference(name).orElseThrow();
            StringBuilder csv = new StringBuilder("attribute,as_of,category,value\n");
            shipped.attributes()
                    .forEach((attribute, snapshots) -> snapshots.forEach(snapshot -> snapshot.weights()
                            .forEach((category, value) -> csv.append(attribute)
                                    .append(',')
                                    .append(snapshot.date())
                                    .append(",\"" + category + "\"," + value + "\n"))));

            assertThat(imports.load(shipped.counting(), false, csv.toString()).attributes())
                    .isEqualTo(shipped.attributes());
            imports.kept.clear();
        }
    }
}
