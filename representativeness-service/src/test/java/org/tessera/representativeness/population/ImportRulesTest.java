package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.envelope.Actor;
import org.tessera.representativeness.population.ReferencePopulation.Counting;

class ImportRulesTest {
    private static final ReferenceLibrary LIBRARY = new ReferenceLibrary();
    private static final Actor ROSALIND = new Actor("rosalind", "commons");
    private static final String MONTHS =
            "date,Female,Male,Not reported\n2020-01-31,405,262,3557\n2020-02-29,926,719,5691\n";

    private final Kept kept = new Kept();
    private final ImportingReferences importing = new ImportingReferences(
            LIBRARY, InMemoryAlignments.beside(LIBRARY), kept, new InMemoryAlignments.UnreadLedger());

    @Test
    void a_cumulative_series_is_taken_date_by_date() {
        ReferencePopulation reference = load(Counting.CUMULATIVE_COUNTS, false, MONTHS);

        assertThat(reference.id()).isEqualTo("cdc/1");
        assertThat(reference
                        .snapshot("sex", LocalDate.of(2020, 2, 28))
                        .orElseThrow()
                        .weights())
                .containsEntry("Female", 405.0);
    }

    @Test
    void a_series_that_never_falls_is_not_added_up_and_the_reason_has_both_numbers() {
        refused("series-cumulative", () -> load(Counting.COUNTS, true, MONTHS))
                .hasMessageContaining("11560 persons")
                .hasMessageContaining("the last date alone has 7336");
        refused("series-cumulative", () -> load(Counting.CUMULATIVE_COUNTS, true, MONTHS));
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
            refused("series-cumulative", () -> load(Counting.COUNTS, true, attribute, csv.toString()));
        }
    }

    @Test
    void counts_per_period_are_added_up() {
        ReferencePopulation reference = load(
                Counting.COUNTS,
                true,
                "date,Female,Male,Not reported\n2020-01-31,405,262,3557\n2020-02-29,26,19,691\n");

        var snapshot = reference.snapshot("sex", null).orElseThrow();
        assertThat(snapshot.weights()).containsEntry("Female", 431.0).containsEntry("Not reported", 4248.0);
        assertThat(snapshot.date()).isEqualTo(LocalDate.of(2020, 2, 29));
    }

    @Test
    void shares_are_not_added_up() {
        refused("shares-not-added-up", () -> load(Counting.SHARES, true, MONTHS));
    }

    @Test
    void a_cumulative_count_that_falls_is_none() {
        refused(
                        "series-not-cumulative",
                        () -> load(Counting.CUMULATIVE_COUNTS, false, MONTHS + "2020-03-31,900,719,5000\n"))
                .hasMessageContaining("2020-03-31");
    }

    /** The two tables that the Census publishes, in one file. */
    @Test
    void the_two_race_definitions_of_the_census_are_not_mixed() {
        StringBuilder csv = new StringBuilder("attribute,category,percent\n");
        for (String name : List.of("us-census", "us-census-race-and-ethnicity")) {
            LIBRARY.reference(name)
                    .orElseThrow()
                    .attributes()
                    .forEach((attribute, snapshots) -> snapshots
                            .getLast()
                            .weights()
                            .forEach((category, share) ->
                                    csv.append(attribute + ",\"" + category + "\"," + share + "\n")));
        }

        refused("definitions-mixed", () -> load(Counting.SHARES, false, csv.toString()))
                .hasMessageContaining("12.5")
                .hasMessageContaining("12.40 %");
    }

    @Test
    void one_attribute_has_one_definition() {
        refused("definitions-mixed", () -> load(Counting.COUNTS, false, """
                                attribute,category,count,definition
                                race,White,600,race alone
                                race,Multiple or Other,22,"race alone or in combination, not Hispanic"
                                """))
                .hasMessageContaining("race alone or in combination");
    }

    @Test
    void the_definition_of_a_name_does_not_change_between_versions() {
        load(Counting.CUMULATIVE_COUNTS, false, MONTHS);

        refused("definitions-mixed", () -> load(Counting.COUNTS, false, MONTHS));
    }

    @Test
    void a_category_that_is_missing_on_a_date_is_not_dropped_in_silence() {
        refused("category-dropped", () -> load(Counting.CUMULATIVE_COUNTS, false, MONTHS + "2020-03-31,1000,,6000\n"))
                .hasMessageContaining("\"Male\"");
        refused("category-dropped", () -> load(Counting.COUNTS, false, """
                                as_of,category,count
                                2020-01-31,Female,1
                                2020-01-31,Male,1
                                2020-02-29,Female,2
                                """))
                .hasMessageContaining("2020-02-29 for: Male");
    }

    @Test
    void a_new_version_keeps_every_category_unless_it_says_which_it_drops() {
        load(Counting.CUMULATIVE_COUNTS, false, MONTHS);
        String without = "date,Female,Male\n2020-01-31,405,262\n";

        refused("category-dropped", () -> load(Counting.CUMULATIVE_COUNTS, false, without))
                .hasMessageContaining("sex \"Not reported\"");
        ReferencePopulation second = importing.importTables(
                description(Counting.CUMULATIVE_COUNTS, false, Set.of("Not reported")),
                List.of(SourceTable.ofCsv("sex", without)),
                ROSALIND,
                "registered",
                false);
        assertThat(second.id()).isEqualTo("cdc/2");
    }

    @Test
    void shares_that_are_not_a_whole_lack_a_category() {
        refused("shares-incomplete", () -> load(Counting.SHARES, false, "category,percent\nFemale,50.3\nMale,45.7\n"))
                .hasMessageContaining("96");
        assertThat(load(Counting.SHARES, false, "category,percent\nFemale,0.503\nMale,0.497\n")
                        .version())
                .isEqualTo("1");
    }

    @Test
    void a_category_without_a_place_is_listed() {
        assertThatThrownBy(() -> load(Counting.COUNTS, false, "category,count\nFemale,5\nMale,4\nTotal,9\nDiverse,1\n"))
                .isInstanceOfSatisfying(
                        UnmappedCategories.class,
                        error -> assertThat(error.categories()).containsExactly("Diverse", "Total"));
    }

    @Test
    void what_cannot_be_read_is_refused() {
        refused("category-twice", () -> load(Counting.COUNTS, false, "category,count\nMale,4\nMale,5\n"));
        refused("number-unreadable", () -> load(Counting.COUNTS, false, "category,count\nMale,-4\n"));
        refused("number-unreadable", () -> load(Counting.COUNTS, false, "category,count\nMale,many\n"));
        refused("count-not-whole", () -> load(Counting.COUNTS, false, "category,count\nMale,4.5\n"));
        refused("date-unreadable", () -> load(Counting.COUNTS, false, "date,category,count\nyesterday,Male,4\n"));
        refused("attribute-unknown", () -> load(Counting.COUNTS, false, "shoe size", "category,count\n40,4\n"));
        refused("table-unreadable", () -> load(Counting.COUNTS, false, "category,amount\nMale,4\n"));
        refused("table-unreadable", () -> load(Counting.COUNTS, false, "category,count\n"));
        refused("table-unreadable", () -> load(Counting.COUNTS, false, ""));
        refused(
                "name-taken",
                () -> importing.importTables(
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
    void a_count_that_has_no_neighbours_or_adds_up_to_no_number_is_refused() {
        for (Counting counting : List.of(Counting.COUNTS, Counting.CUMULATIVE_COUNTS)) {
            refused("count-too-large", () -> load(counting, false, "category,count\nMale,1e308\nFemale,1e308\n"));
            refused(
                    "count-too-large",
                    () -> load(counting, false, "category,count\nMale,9007199254740994\nFemale,1\n"));
        }
        refused("count-too-large", () -> load(Counting.COUNTS, true, "category,count\nMale,1e308\nFemale,1e308\n"));
        refused(
                "shares-incomplete",
                () -> load(Counting.SHARES, false, "category,percent\nMale,1e308\nFemale,1e308\n"));
        load(Counting.COUNTS, false, "category,count\nMale,9007199254740992\nFemale,9007199254740992\n");
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

            assertThat(load(shipped.counting(), false, csv.toString()).attributes())
                    .isEqualTo(shipped.attributes());
            kept.all.clear();
        }
    }

    @Test
    void a_table_with_a_column_for_each_of_several_attributes_is_their_joint() {
        String csv = "sex,race,count\nFemale,White,30\nFemale,Black,20\nMale,White,40\nMale,Unknown,10\n";
        ReferencePopulation reference = load(Counting.COUNTS, false, csv);

        assertThat(reference.snapshot("race*sex", null).orElseThrow().weights())
                .isEqualTo(Map.of(
                        "White * Female", 30.0, "Black * Female", 20.0, "White * Male", 40.0, "Unknown * Male", 10.0));
        kept.all.clear();
        String longTable = """
                attribute,category,count
                sex*race,Female * White,30
                Sex*Race,Female*Black,20
                race*sex,White * Male,40
                sex*race,Male * Unknown,10
                """;
        assertThat(load(Counting.COUNTS, false, longTable).attributes()).isEqualTo(reference.attributes());
    }

    @Test
    void a_joint_is_held_against_the_same_rules() {
        assertThatThrownBy(() -> load(Counting.COUNTS, false, "sex,race,count\nFemale,Green,30\nMale,White,40\n"))
                .isInstanceOf(UnmappedCategories.class)
                .hasMessageContaining("Green");
        refused("category-twice", () -> load(Counting.COUNTS, false, "sex,race,count\nMale,White,3\nMale,White,4\n"));
        refused(
                "shares-incomplete",
                () -> load(Counting.SHARES, false, "sex,race,percent\nMale,White,3\nFemale,White,4\n"));
        refused("table-unreadable", () -> load(Counting.COUNTS, false, "sex,race\nMale,White\n"));
        refused("table-unreadable", () -> load(Counting.COUNTS, false, "sex,gender,race,count\nMale,Male,White,3\n"));
        refused("attribute-unknown", () -> load(Counting.COUNTS, false, "sex*shoe", "category,count\nMale * 42,3\n"));
    }

    private ReferencePopulation load(Counting counting, boolean addUp, String csv) {
        return load(counting, addUp, "sex", csv);
    }

    private ReferencePopulation load(Counting counting, boolean addUp, String attribute, String csv) {
        return importing.importTables(
                description(counting, addUp, Set.of()),
                List.of(SourceTable.ofCsv(attribute, csv)),
                ROSALIND,
                "registered",
                false);
    }

    private static ReferenceDescription description(Counting counting, boolean addUp, Set<String> dropped) {
        return new ReferenceDescription(
                "cdc",
                "Cases",
                "CDC",
                "2020",
                LocalDate.of(2020, 12, 31),
                "cases",
                counting,
                addUp,
                "midrc-cdc",
                "sex",
                dropped);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            String kind, ThrowingCallable load) {
        return assertThatThrownBy(load)
                .isInstanceOfSatisfying(
                        ImportRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo(kind));
    }

    private static final class Kept implements StoredReferences {
        final Map<String, List<ReferencePopulation>> all = new HashMap<>();

        @Override
        public List<ReferencePopulation> newest(String account) {
            return all.values().stream().map(List::getLast).toList();
        }

        @Override
        public Optional<ReferencePopulation> find(String name, @Nullable String version, String account) {
            return all.getOrDefault(name, List.of()).reversed().stream()
                    .filter(one -> version == null || one.version().equals(version))
                    .findFirst();
        }

        @Override
        public void oneAtATime(String name) {
            assertThat(name).isNotBlank();
        }

        @Override
        public void add(ReferencePopulation reference) {
            all.computeIfAbsent(reference.name(), key -> new ArrayList<>()).add(reference);
        }
    }
}
