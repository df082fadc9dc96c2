package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.disclosure.Tables.persons;
import static org.tessera.enclave.disclosure.Tables.union;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.enclave.disclosure.ReleasedCells.ReleasedSet;

/** Which persons a later release is compared with, and whether their number was printed. */
final class PersonSetsTest {
    private static final Published NOT_PRINTED = new Published.Withheld();

    @Test
    void a_table_has_those_of_its_cells_and_margins_as_they_were_printed() {
        var hidden = new Published.FewerThan(20);
        var table = new Disclosable.CountTable(
                List.of(
                        Tables.cell("sex", "Female", 0, 30),
                        new Disclosable.Cell("sex", "Male", persons(30, 40), hidden)),
                List.of(new Disclosable.Margin("total", List.of(0, 1), persons(0, 40), NOT_PRINTED)));
        assertThat(PersonSets.of(table))
                .containsExactly(
                        printed("sex, Female", persons(0, 30)),
                        new ReleasedSet("sex, Male", persons(30, 40), hidden),
                        unprinted("total", persons(0, 40)));
    }

    @Test
    void a_model_has_everyone_those_with_the_outcome_and_those_of_each_covariate() {
        var model = new Disclosable.ModelResult(
                "m",
                persons(0, 100),
                persons(0, 40),
                List.of(new Disclosable.Group("x", persons(20, 60)), new Disclosable.Group("y", persons(50, 90))),
                96,
                new Disclosable.Influence(0, false, "the verdict"));
        assertThat(PersonSets.of(model))
                .containsExactly(
                        unprinted("m: all", persons(0, 100)),
                        unprinted("m: with the outcome", persons(0, 40)),
                        unprinted("m: with x", persons(20, 60)),
                        unprinted("m: with y", persons(50, 90)));
    }

    @Test
    void only_a_curve_that_is_not_smooth_prints_how_many_are_in_each_class() {
        var everyone = union(persons(0, 40), persons(100, 200));
        assertThat(PersonSets.of(curve(Disclosable.RocCurve.Drawn.SMOOTH)))
                .containsExactly(unprinted("m: all", everyone), unprinted("m: with the outcome", persons(0, 40)));
        assertThat(PersonSets.of(curve(Disclosable.RocCurve.Drawn.GROUPED)))
                .containsExactly(
                        unprinted("m: all", everyone),
                        unprinted("m: with the outcome", persons(0, 40)),
                        printed("m: with the outcome, counted", persons(0, 40)),
                        printed("m: without the outcome, counted", persons(100, 200)));
    }

    @Test
    void a_statistic_has_its_persons_and_those_that_it_counts() {
        var share = new Disclosable.Summary(
                "smokers", Disclosable.Summary.Kind.PERCENTAGE, persons(0, 100), persons(0, 40));
        var mean = new Disclosable.Summary("age", Disclosable.Summary.Kind.MEAN, persons(0, 90), Set.of());
        assertThat(PersonSets.of(new Disclosable.Summaries(List.of(share, mean))))
                .containsExactly(
                        printed("smokers", persons(0, 100)),
                        printed("smokers (counted)", persons(0, 40)),
                        printed("age", persons(0, 90)));
    }

    @Test
    void several_have_those_of_each_and_a_list_those_on_it() {
        var list = Disclosable.IdentifierList.of(Set.of(new CommonsSubjectId("case-1")), persons(0, 30));
        var table = new Disclosable.CountTable(List.of(Tables.cell("sex", "Female", 0, 30)), List.of());
        assertThat(PersonSets.of(new Disclosable.Several(List.of(table, list))))
                .containsExactly(
                        printed("sex, Female", persons(0, 30)), printed(PersonSets.IDENTIFIERS, persons(0, 30)));
    }

    private static Disclosable curve(Disclosable.RocCurve.Drawn drawn) {
        return new Disclosable.RocCurve("m", drawn, persons(0, 40), persons(100, 200), 20, 0.0);
    }

    private static ReleasedSet printed(String label, Set<PersonKey> persons) {
        return new ReleasedSet(label, persons, new Published.Exact(persons.size()));
    }

    private static ReleasedSet unprinted(String label, Set<PersonKey> persons) {
        return new ReleasedSet(label, persons, NOT_PRINTED);
    }
}
