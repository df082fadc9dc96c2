package org.tessera.enclave.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tessera.enclave.disclosure.Tables.subgroup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Demographics;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReport.Estimate;
import org.tessera.contracts.SubgroupReport.Performance;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.enclave.disclosure.Disclosable.CountTable;
import org.tessera.enclave.disclosure.Findings.Verdict;
import org.tessera.enclave.disclosure.ShownSubgroups.Subgroup;

/** What the check says of a model's performance in subgroups. */
final class SubgroupRulesTest {
    private static final Estimate ONE = new Estimate(1, 0.8, 1.2);
    private static final Performance PERFORMANCE = new Performance(100, new Estimate(0.7, 0.6, 0.8), ONE, ONE, ONE);
    private final DisclosureRules rules = new DisclosureRules();

    @Test
    void the_check_accepts_what_was_withheld_well_and_refuses_a_small_subgroup_and_one_that_was_not_checked() {
        Subgroup female = subgroup("sex", "Female", 0, 60, 0, 80);
        Subgroup male = subgroup("sex", "Male", 60, 120, 80, 200);
        Subgroup few = subgroup("sex", "Male", 60, 79, 80, 200);
        assertThat(check(ShownSubgroups.of(List.of(female, male)), 0.5, null, female, male))
                .isEmpty();
        assertThat(check(open(female, few), 0.5, null, female, few)).contains("small-count");
        assertThat(check(ShownSubgroups.of(List.of(female, few)), 0.5, null, female))
                .containsExactly("not-checked");
    }

    @Test
    void a_single_person_behind_a_subgroup_and_a_score_that_tells_everyones_outcome_go_to_a_reviewer() {
        Subgroup female = subgroup("sex", "Female", 0, 60, 0, 80);
        Subgroup male = subgroup("sex", "Male", 60, 120, 80, 200);
        List<CountTable> tables = ShownSubgroups.of(List.of(female, male));
        assertThat(check(tables, 1.5, null, female, male)).containsExactly("one-person");
        assertThat(check(tables, 0.5, male, female)).containsExactly("separated");
    }

    @Test
    void the_same_subgroup_of_a_slightly_different_cohort_is_refused() {
        Subgroup female = subgroup("sex", "Female", 0, 60, 0, 80);
        Subgroup male = subgroup("sex", "Male", 60, 120, 80, 200);
        Subgroup fewer = subgroup("sex", "Male", 63, 120, 80, 200);
        var before = ReleasedCells.of(resource(ShownSubgroups.of(List.of(female, male)), 0, null, female, male));
        var again = resource(ShownSubgroups.of(List.of(female, fewer)), 0, null, female, fewer);
        assertThat(rules.check(List.of(again), List.of(before)).findings())
                .extracting(Findings.Finding::rule)
                .containsOnly("difference");
        assertThat(rules.check(
                                List.of(resource(ShownSubgroups.of(List.of(female, male)), 0, null, female, male)),
                                List.of(before))
                        .verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void a_few_persons_whose_outcome_changed_since_the_last_release_are_found() {
        Subgroup female = subgroup("sex", "Female", 0, 60, 0, 80);
        Subgroup male = subgroup("sex", "Male", 60, 120, 80, 200);
        Subgroup changed = moved(male, 3);
        var before = ReleasedCells.of(resource(ShownSubgroups.of(List.of(female, male)), 0, null, female, male));
        var again = resource(ShownSubgroups.of(List.of(female, changed)), 0, null, female, changed);

        assertThat(union(changed)).isEqualTo(union(male));
        assertThat(rules.check(List.of(again), List.of()).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(rules.check(List.of(again), List.of(before)).verdict()).isEqualTo(Verdict.REJECT);
        assertThat(rules.check(List.of(again), List.of(before)).findings())
                .extracting(Findings.Finding::rule)
                .containsOnly("difference");
    }

    @Test
    void a_manufacturer_that_one_person_has_is_not_named_though_withheld() {
        Subgroup large = subgroup("manufacturer", "LARGE", 0, 100, 0, 100);
        Subgroup next = subgroup("manufacturer", "NEXT", 100, 160, 100, 160);
        Subgroup planted = subgroup("manufacturer", "PLANTED", 160, 161, 160, 160);
        List<CountTable> tables = ShownSubgroups.of(List.of(large, next, planted));
        assertThat(check(tables, 0, large, withheld("manufacturer", "NEXT"), withheld("manufacturer", "PLANTED")))
                .containsExactly("rare-named");
        assertThat(check(ShownSubgroups.of(List.of(large, next)), 0, large, withheld("manufacturer", "NOBODYS")))
                .containsExactly("rare-named");

        assertThat(RareCategories.of(List.of(large, next, planted))).containsExactlyInAnyOrder("NEXT", "PLANTED");
        Subgroup other = subgroup("manufacturer", RareCategories.OTHER, 100, 161, 100, 160);
        assertThat(check(ShownSubgroups.of(List.of(large, other)), 0.5, null, large, other))
                .isEmpty();
    }

    @Test
    void a_manufacturer_of_twenty_in_each_class_may_be_named_and_of_nineteen_only_as_the_only_other_one() {
        assertThat(named("A", 20, 20)).isEmpty();
        assertThat(named("A", 19, 40)).contains("rare-named");
        assertThat(named("A", 40, 19)).contains("rare-named");
        assertThat(named(RareCategories.OTHER, 19, 40)).doesNotContain("rare-named");
    }

    /** What the check says where this is the only manufacturer. */
    private Set<String> named(String manufacturer, int with, int without) {
        Subgroup only = subgroup("manufacturer", manufacturer, 0, with, 0, without);
        return check(ShownSubgroups.of(List.of(only)), 0, null, only);
    }

    @Test
    void nobody_and_one_person_of_rare_manufacturers_look_the_same() {
        Subgroup large = subgroup("manufacturer", "LARGE", 0, 100, 0, 100);
        Subgroup next = subgroup("manufacturer", "NEXT", 100, 160, 100, 160);
        assertThat(RareCategories.of(List.of(large, next))).containsExactly("NEXT");
        assertThat(RareCategories.of(List.of(large, next, subgroup("manufacturer", "PLANTED", 160, 161, 160, 160))))
                .contains("NEXT")
                .doesNotContain("LARGE");
        assertThat(RareCategories.of(List.of(
                        large,
                        next,
                        subgroup("manufacturer", "A", 160, 172, 160, 172),
                        subgroup("manufacturer", "B", 172, 184, 172, 184))))
                .containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void a_category_that_is_missing_because_nobody_is_in_it_is_refused() {
        Subgroup female = subgroup("sex", "Female", 0, 60, 0, 80);
        Subgroup male = subgroup("sex", "Male", 60, 120, 80, 200);
        List<CountTable> tables = ShownSubgroups.of(List.of(female, male));
        var full = resource(tables, 0, null, female, male);
        assertThat(rules.check(List.of(full), List.of()).verdict()).isEqualTo(Verdict.ACCEPT);
        List<SubgroupReport.Subgroup> fewer = ((Disclosable.Subgroups) full.content())
                .report().subgroups().stream()
                        .filter(each -> !(each.attribute().equals("sex")
                                && each.category().equals(Demographics.NOT_REPORTED)))
                        .toList();
        assertThat(rules.check(List.of(resource(fewer, tables, 0)), List.of()).findings())
                .extracting(Findings.Finding::rule)
                .containsExactly("unlisted");
    }

    /** The subgroup with the outcome of some persons changed. */
    private static Subgroup moved(Subgroup of, int persons) {
        Set<PersonKey> some = of.with().stream().limit(persons).collect(Collectors.toSet());
        Set<PersonKey> with = new HashSet<>(of.with());
        with.removeAll(some);
        Set<PersonKey> without = new HashSet<>(of.without());
        without.addAll(some);
        return new Subgroup(of.attribute(), of.category(), with, without);
    }

    private static Set<PersonKey> union(Subgroup of) {
        Set<PersonKey> all = new HashSet<>(of.with());
        all.addAll(of.without());
        return all;
    }

    private Set<String> check(
            List<CountTable> tables, double influence, Subgroup shown, SubgroupReport.Subgroup... withheld) {
        var resource = resource(tables, influence, null, shown);
        List<SubgroupReport.Subgroup> all = new ArrayList<>(
                ((Disclosable.Subgroups) resource.content()).report().subgroups());
        all.addAll(List.of(withheld));
        return rules.check(List.of(resource(all, tables, influence)), List.of()).findings().stream()
                .map(Findings.Finding::rule)
                .collect(Collectors.toSet());
    }

    private Set<String> check(
            List<CountTable> tables, double influence, @Nullable Subgroup separated, Subgroup... shown) {
        return rules.check(List.of(resource(tables, influence, separated, shown)), List.of()).findings().stream()
                .map(Findings.Finding::rule)
                .collect(Collectors.toSet());
    }

    private static FrozenResource resource(
            List<CountTable> tables, double influence, @Nullable Subgroup separated, Subgroup... shown) {
        List<SubgroupReport.Subgroup> subgroups = new ArrayList<>(Stream.of(shown)
                .map(each -> new SubgroupReport.Subgroup(each.attribute(), each.category(), PERFORMANCE, null))
                .toList());
        if (separated != null) {
            subgroups.add(
                    new SubgroupReport.Subgroup(separated.attribute(), separated.category(), null, "not-estimable"));
        }
        for (String attribute : Demographics.ATTRIBUTES) {
            for (String category : Demographics.categories(attribute)) {
                if (subgroups.stream()
                        .noneMatch(each -> each.attribute().equals(attribute)
                                && each.category().equals(category))) {
                    subgroups.add(withheld(attribute, category));
                }
            }
        }
        return resource(subgroups, tables, influence);
    }

    private static SubgroupReport.Subgroup withheld(String attribute, String category) {
        return new SubgroupReport.Subgroup(attribute, category, null, "few-persons");
    }

    private static FrozenResource resource(
            List<SubgroupReport.Subgroup> subgroups, List<CountTable> tables, double influence) {
        var report = new SubgroupReport(
                SubgroupReportId.random(),
                null,
                null,
                "A study",
                Instant.EPOCH,
                "severe",
                "combined",
                PERFORMANCE,
                subgroups);
        return Tables.resource(
                "subgroups.json",
                new Disclosable.Subgroups(report, tables, new Disclosable.Influence(influence, false, "a number")));
    }

    /** The table as somebody would print it who withholds nothing. */
    private static List<CountTable> open(Subgroup... all) {
        return ShownSubgroups.of(List.of(all)).stream().map(Suppression::none).toList();
    }
}
