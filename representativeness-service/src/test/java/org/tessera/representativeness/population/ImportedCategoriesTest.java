package org.tessera.representativeness.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.representativeness.population.ImportWorld.LIBRARY;
import static org.tessera.representativeness.population.ImportWorld.MONTHS;
import static org.tessera.representativeness.population.ImportWorld.ROSALIND;
import static org.tessera.representativeness.population.ImportWorld.refused;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.representativeness.population.ReferencePopulation.Counting;

/** Whom a category counts, and that none goes missing. */
class ImportedCategoriesTest {
    private final ImportWorld imports = new ImportWorld();

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

        refused("definitions-mixed", () -> imports.load(Counting.SHARES, false, csv.toString()))
                .hasMessageContaining("12.5")
                .hasMessageContaining("12.40 %");
    }

    @Test
    void one_attribute_has_one_definition() {
        refused("definitions-mixed", () -> imports.load(Counting.COUNTS, false, """
                                attribute,category,count,definition
                                race,White,600,race alone
                                race,Multiple or Other,22,"race alone or in combination, not Hispanic"
                                """))
                .hasMessageContaining("race alone or in combination");
    }

    @Test
    void the_definition_of_a_name_does_not_change_between_versions() {
        imports.load(Counting.CUMULATIVE_COUNTS, false, MONTHS);

        refused("definitions-mixed", () -> imports.load(Counting.COUNTS, false, MONTHS));
    }

    @Test
    void a_category_that_is_missing_on_a_date_is_not_dropped_in_silence() {
        refused(
                        "category-dropped",
                        () -> imports.load(Counting.CUMULATIVE_COUNTS, false, MONTHS + "2020-03-31,1000,,6000\n"))
                .hasMessageContaining("\"Male\"");
        refused("category-dropped", () -> imports.load(Counting.COUNTS, false, """
                                as_of,category,count
                                2020-01-31,Female,1
                                2020-01-31,Male,1
                                2020-02-29,Female,2
                                """))
                .hasMessageContaining("2020-02-29 for: Male");
    }

    @Test
    void a_new_version_keeps_every_category_unless_it_says_which_it_drops() {
        imports.load(Counting.CUMULATIVE_COUNTS, false, MONTHS);
        String without = "date,Female,Male\n2020-01-31,405,262\n";

        refused("category-dropped", () -> imports.load(Counting.CUMULATIVE_COUNTS, false, without))
                .hasMessageContaining("sex \"Not reported\"");
        ReferencePopulation second = imports.importing.importTables(
                ImportWorld.description(Counting.CUMULATIVE_COUNTS, false, Set.of("Not reported")),
                List.of(SourceTable.ofCsv("sex", without)),
                ROSALIND,
                "registered",
                false);
        assertThat(second.id()).isEqualTo("cdc/2");
    }

    @Test
    void a_category_without_a_place_is_listed() {
        assertThatThrownBy(() ->
                        imports.load(Counting.COUNTS, false, "category,count\nFemale,5\nMale,4\nTotal,9\nDiverse,1\n"))
                .isInstanceOfSatisfying(
                        UnmappedCategories.class,
                        error -> assertThat(error.categories()).containsExactly("Diverse", "Total"));
    }

    @Test
    void a_table_with_a_column_for_each_of_several_attributes_is_their_joint() {
        String csv = "sex,race,count\nFemale,White,30\nFemale,Black,20\nMale,White,40\nMale,Unknown,10\n";
        ReferencePopulation reference = imports.load(Counting.COUNTS, false, csv);

        assertThat(reference.snapshot("race*sex", null).orElseThrow().weights())
                .isEqualTo(Map.of(
                        "White * Female", 30.0, "Black * Female", 20.0, "White * Male", 40.0, "Unknown * Male", 10.0));
        imports.kept.clear();
        String longTable = """
                attribute,category,count
                sex*race,Female * White,30
                Sex*Race,Female*Black,20
                race*sex,White * Male,40
                sex*race,Male * Unknown,10
                """;
        assertThat(imports.load(Counting.COUNTS, false, longTable).attributes()).isEqualTo(reference.attributes());
    }

    @Test
    void a_joint_is_held_against_the_same_rules() {
        assertThatThrownBy(
                        () -> imports.load(Counting.COUNTS, false, "sex,race,count\nFemale,Green,30\nMale,White,40\n"))
                .isInstanceOf(UnmappedCategories.class)
                .hasMessageContaining("Green");
        refused(
                "category-twice",
                () -> imports.load(Counting.COUNTS, false, "sex,race,count\nMale,White,3\nMale,White,4\n"));
        refused(
                "shares-incomplete",
                () -> imports.load(Counting.SHARES, false, "sex,race,percent\nMale,White,3\nFemale,White,4\n"));
        refused("table-unreadable", () -> imports.load(Counting.COUNTS, false, "sex,race\nMale,White\n"));
        refused(
                "table-unreadable",
                () -> imports.load(Counting.COUNTS, false, "sex,gender,race,count\nMale,Male,White,3\n"));
        refused(
                "attribute-unknown",
                () -> imports.load(Counting.COUNTS, false, "sex*shoe", "category,count\nMale * 42,3\n"));
    }
}
