package org.tessera.representativeness.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Count;
import org.tessera.contracts.RepresentativenessReport.Range;
import org.tessera.representativeness.comparison.Compared.Warning;
import org.tessera.representativeness.comparison.Comparing.NotCompared;
import org.tessera.representativeness.distance.Base;
import org.tessera.representativeness.distance.Bootstrap;
import org.tessera.representativeness.population.AgeCuts;
import org.tessera.representativeness.population.Alignments;
import org.tessera.representativeness.population.InMemoryAlignments;
import org.tessera.representativeness.population.ReferenceLibrary;
import org.tessera.representativeness.population.ReferencePopulation;
import org.tessera.representativeness.population.UnmappedCategories;

class ComparingTest {
    private static final ReferenceLibrary LIBRARY = new ReferenceLibrary();
    private static final Map<String, Count> SEXES = Map.of("Female", Count.of(1141), "Male", Count.of(983));

    @Test
    void every_stage_is_compared_with_every_reference() {
        var answer = ask(
                List.of(cohort("linked", null, "sex", SEXES), cohort("final", null, "sex", SEXES)),
                "cdc-2020-03-as-published",
                "us-census");

        assertThat(answer.comparisons())
                .extracting(compared ->
                        compared.cohort() + " " + compared.reference().name())
                .containsExactly(
                        "linked cdc-2020-03-as-published",
                        "linked us-census",
                        "final cdc-2020-03-as-published",
                        "final us-census");
    }

    @Test
    void a_reference_of_many_dates_is_taken_as_of_the_cohorts_day() {
        var answer = ask(
                List.of(cohort("then", LocalDate.of(2020, 2, 28), "sex", SEXES), cohort("now", null, "sex", SEXES)),
                "cdc-cumulative-by-month");

        assertThat(answer.comparisons())
                .extracting(compared -> compared.reference().date())
                .containsExactly(LocalDate.of(2020, 1, 31), LocalDate.of(2023, 3, 31));
        assertThat(answer.comparisons().getFirst().reference().persons()).isEqualTo(405.0 + 262 + 3557);
    }

    @Test
    void what_cannot_be_compared_is_named_with_its_reason() {
        var answer = ask(
                List.of(cohort("early", LocalDate.of(2019, 12, 31), "sex", SEXES), cohort("late", null, "sex", SEXES)),
                "cdc-cumulative-by-month",
                "us-census-race-and-ethnicity");

        assertThat(answer.notCompared())
                .containsExactly(
                        new NotCompared("early", "sex", "cdc-cumulative-by-month/1", "reference-begins-later"),
                        new NotCompared("early", "sex", "us-census-race-and-ethnicity/1", "attribute-not-in-reference"),
                        new NotCompared("late", "sex", "us-census-race-and-ethnicity/1", "attribute-not-in-reference"));
        assertThatThrownBy(() -> ask(List.of(cohort("x", null, "sex", SEXES)), "us-census-race-and-ethnicity"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sex");
    }

    @Test
    void an_attribute_that_a_side_does_not_have_is_named_and_all_else_is_compared() {
        Cohort shod = new Cohort(
                "shod", null, null, null, Map.of("sex", SEXES, "Sex", SEXES, "shoe", Map.of("40", Count.of(3))));

        var answer = ask(List.of(shod, cohort("barefoot", null, "sex", SEXES)), "us-census");

        assertThat(answer.comparisons())
                .extracting(compared -> compared.cohort() + " " + compared.attribute())
                .containsExactly("shod sex", "barefoot sex");
        assertThat(answer.notCompared())
                .containsExactly(
                        new NotCompared("shod", "Sex", "us-census/1", "attribute-not-in-reference"),
                        new NotCompared("shod", "shoe", "us-census/1", "attribute-not-in-reference"),
                        new NotCompared("barefoot", "Sex", "us-census/1", "attribute-not-in-cohort"),
                        new NotCompared("barefoot", "shoe", "us-census/1", "attribute-not-in-cohort"));
    }

    @Test
    void what_is_hidden_too_much_is_named_and_all_else_is_compared() {
        Count almostAnything = new Count(null, 10_360);
        Cohort hidden = new Cohort(
                "hidden",
                null,
                null,
                almostAnything,
                Map.of(
                        "sex", Map.of("Female", almostAnything, "Male", almostAnything),
                        "ethnicity",
                                Map.of(
                                        "Hispanic or Latino",
                                        Count.of(4000),
                                        "Not Hispanic or Latino",
                                        Count.of(6340))));

        var answer = ask(List.of(hidden, cohort("open", null, "sex", SEXES)), "cdc-2021-06-30-true-cumulative");

        assertThat(answer.comparisons())
                .extracting(compared -> compared.cohort() + " " + compared.attribute())
                .containsExactly("hidden ethnicity", "open sex");
        assertThat(answer.notCompared())
                .containsExactly(
                        new NotCompared("hidden", "sex", "cdc-2021-06-30-true-cumulative/1", "too-much-hidden"),
                        new NotCompared(
                                "open", "ethnicity", "cdc-2021-06-30-true-cumulative/1", "attribute-not-in-cohort"));
    }

    @Test
    void a_cohort_of_nobody_is_named_and_all_else_is_compared() {
        var answer = ask(
                List.of(
                        cohort("empty", null, "sex", Map.of("Female", Count.of(0), "Male", Count.of(0))),
                        cohort("bare", null, "sex", Map.of()),
                        cohort("full", null, "sex", SEXES)),
                "us-census");

        assertThat(answer.comparisons()).extracting(Compared::cohort).containsExactly("full");
        assertThat(answer.notCompared())
                .containsExactly(
                        new NotCompared("empty", "sex", "us-census/1", "nobody-counted"),
                        new NotCompared("bare", "sex", "us-census/1", "nobody-counted"));
    }

    @Test
    void a_category_nobody_named_is_an_error_that_lists_it() {
        assertThatThrownBy(() -> ask(
                        List.of(cohort("x", null, "race", Map.of("Whit", Count.of(1), "Asien", Count.of(2)))),
                        "us-census"))
                .isInstanceOfSatisfying(
                        UnmappedCategories.class,
                        error -> assertThat(error.categories()).containsExactly("Asien", "Whit"));
    }

    @Test
    void shares_contributions_and_numbers_of_both_sides_belong_to_every_answer() {
        Compared compared = ask(List.of(cohort("x", null, "sex", SEXES)), "cdc-2021-06-30-true-cumulative")
                .comparisons()
                .getFirst();

        assertThat(compared.raw().persons().atLeast()).isEqualTo(2124);
        assertThat(compared.reference().persons()).isEqualTo(32_863_293.0);
        assertThat(compared.alignment()).isEqualTo("midrc-cdc/1");
        double divergence = compared.raw().categories().stream()
                .mapToDouble(part -> part.contribution().high())
                .sum();
        assertThat(divergence).isCloseTo(Math.pow(compared.raw().low(), 2), within(1e-12));
        Range sampling = Objects.requireNonNull(compared.raw().sampling());
        assertThat(compared.raw().low()).isBetween(sampling.low(), sampling.high());
    }

    @Test
    void few_persons_are_said_to_be_too_few() {
        Compared few = ask(
                        List.of(cohort("x", null, "sex", Map.of("Female", Count.of(5), "Male", Count.of(3)))),
                        "us-census")
                .comparisons()
                .getFirst();
        Compared many = ask(
                        List.of(cohort("x", null, "sex", Map.of("Female", Count.of(5000), "Male", Count.of(3000)))),
                        "us-census")
                .comparisons()
                .getFirst();

        assertThat(few.warnings()).extracting(Warning::kind).contains("within-chance", "few-expected");
        assertThat(many.warnings()).isEmpty();
    }

    @Test
    void hidden_cells_give_an_interval_a_warning_and_no_sampling() {
        Compared compared = ask(
                        List.of(cohort("x", null, "sex", Map.of("Female", Count.of(400), "Male", Count.suppressed()))),
                        "us-census")
                .comparisons()
                .getFirst();

        assertThat(compared.raw().low()).isLessThan(compared.raw().high());
        assertThat(compared.raw().sampling()).isNull();
        assertThat(compared.warnings()).extracting(Warning::kind).containsExactly("cells-hidden");
    }

    @Test
    void age_groups_are_those_of_the_cut() {
        Map<String, Count> ages =
                Map.of("0-17", Count.of(10), "18-49", Count.of(50), "50-64", Count.of(40), "65+", Count.of(60));
        Question question = new Question(
                "rosalind",
                List.of(cohort("x", null, "age_at_index", ages)),
                List.of(LIBRARY.reference("us-census").orElseThrow()),
                Set.of(),
                Alignments.USUAL,
                new AgeCuts(List.of(50)),
                Base.TWO,
                Bootstrap.DEFAULT);

        Compared compared = new Comparing(InMemoryAlignments.beside(LIBRARY))
                .answer(question)
                .comparisons()
                .getFirst();

        assertThat(compared.alignment()).isEqualTo("age-cuts-50/1");
        assertThat(compared.raw().categories())
                .extracting(part -> part.category() + " " + part.persons().atLeast())
                .containsExactly("0-49 60", "50+ 100", "Not Reported 0");
    }

    @Test
    void an_answer_that_nobody_could_read_is_refused_before_it_is_computed() {
        List<Cohort> dates = IntStream.range(0, 500)
                .mapToObj(day -> cohort("day " + day, LocalDate.of(2022, 1, 1).plusDays(day), "sex", SEXES))
                .toList();
        Comparing.Answer one = ask(dates, new Bootstrap(1, 100), "us-census");
        int parts = one.comparisons().stream().mapToInt(Compared::parts).sum();
        assertThat(parts).isEqualTo(500 * (3 + 2));
        String[] asOftenAsItFits = new String[Comparing.MOST_PARTS / parts];
        Arrays.fill(asOftenAsItFits, "us-census");
        assertThat(ask(dates, new Bootstrap(1, 100), asOftenAsItFits).comparisons())
                .hasSize(500 * asOftenAsItFits.length);
        String[] onceMore = new String[asOftenAsItFits.length + 1];
        Arrays.fill(onceMore, "us-census");
        assertThatThrownBy(() -> ask(dates, new Bootstrap(1, 100), onceMore))
                .isInstanceOf(AnswerTooLarge.class)
                .hasMessageContaining("more than 20000 shares of categories");
    }

    private static Cohort cohort(String label, @Nullable LocalDate asOf, String attribute, Map<String, Count> counts) {
        return new Cohort(label, null, asOf, null, Map.of(attribute, counts));
    }

    private static Comparing.Answer ask(List<Cohort> cohorts, String... references) {
        return ask(cohorts, Bootstrap.DEFAULT, references);
    }

    private static Comparing.Answer ask(List<Cohort> cohorts, Bootstrap bootstrap, String... references) {
        List<ReferencePopulation> named = List.of(references).stream()
                .map(name -> LIBRARY.reference(name).orElseThrow())
                .toList();
        Set<String> attributes = cohorts.getFirst().attributes().keySet();
        return new Comparing(InMemoryAlignments.beside(LIBRARY))
                .answer(new Question(
                        "rosalind", cohorts, named, attributes, Alignments.USUAL, null, Base.TWO, bootstrap));
    }
}
