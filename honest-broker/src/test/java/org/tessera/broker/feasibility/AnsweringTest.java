package org.tessera.broker.feasibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;

class AnsweringTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private final InMemoryRuns runs = new InMemoryRuns();
    private int counted;

    @Test
    void a_count_is_told_coarsely_and_never_as_nothing() {
        assertThat(ask("a", cohort(0, 100), 0).outcome()).isEqualTo(Outcome.FEWER_THAN_20);
        assertThat(ask("a", cohort(1000, 1100), 20).reason()).isEqualTo("fewer-than-40");
        assertThat(ask("b", cohort(2000, 2100), 40).atLeast()).isEqualTo(20);
        assertThat(ask("b", cohort(3000, 3100), 100).atLeast()).isEqualTo(80);
    }

    @Test
    void an_answer_that_leaves_it_open_is_given_again_too() {
        assertThat(ask("a", cohort(0, 100), 20).reason()).isEqualTo("fewer-than-40");
        assertThat(ask("b", cohort(0, 101), 80).reason()).isEqualTo("fewer-than-40");
    }

    @Test
    void a_cohort_of_fewer_than_a_hundred_is_refused_and_not_remembered() {
        assertThat(ask("a", cohort(0, 99), 50).reason()).isEqualTo("cohort-too-small");
        assertThat(runs.answered).isEmpty();
    }

    @Test
    void a_cohort_that_differs_by_1_to_19_on_either_side_gets_the_earlier_answer_of_anybody() {
        assertThat(ask("a", cohort(0, 200), 120).atLeast()).isEqualTo(100);
        assertThat(ask("b", cohort(0, 201), 180).atLeast()).isEqualTo(100);
        assertThat(ask("b", cohort(0, 181), 180).atLeast()).isEqualTo(100);
        assertThat(ask("c", cohort(19, 300), 180).atLeast()).isEqualTo(100);
        assertThat(ask("c", cohort(0, 200), 180).atLeast()).isEqualTo(100);
    }

    @Test
    void a_cohort_that_differs_by_20_on_both_sides_is_counted_anew() {
        assertThat(ask("a", cohort(0, 200), 120).atLeast()).isEqualTo(100);
        assertThat(ask("a", cohort(20, 220), 160).atLeast()).isEqualTo(140);
    }

    @Test
    void subjects_whom_the_broker_does_not_hold_do_not_hide_that_the_persons_are_the_same() {
        long[] persons = LongStream.range(0, 150).toArray();
        Cohort first = new Cohort(LongStream.range(0, 150).toArray(), persons);
        Cohort padded = new Cohort(
                LongStream.concat(LongStream.range(0, 150), LongStream.range(5000, 5040))
                        .toArray(),
                persons);
        assertThat(ask("a", first, 120).atLeast()).isEqualTo(100);
        assertThat(ask("a", padded, 160).atLeast()).isEqualTo(100);
    }

    @Test
    void a_cohort_of_few_persons_decides_no_other_cohorts_answer() {
        assertThat(ask("mallory", new Cohort(members(0, 100), members(0, 1)), 1).outcome())
                .isEqualTo(Outcome.FEWER_THAN_20);
        assertThat(ask("a", cohort(1000, 6000), 3020).atLeast()).isEqualTo(3000);
        assertThat(ask("a", new Cohort(members(7000, 7120), members(7000, 7012)), 7)
                        .outcome())
                .isEqualTo(Outcome.FEWER_THAN_20);
    }

    @Test
    void nobody_is_told_of_more_than_the_own_cohort_has() {
        assertThat(ask("a", cohort(0, 5000), 3220).atLeast()).isEqualTo(3200);
        assertThat(ask("b", cohort(4885, 5015), 60).atLeast()).isEqualTo(120);
    }

    @Test
    void whether_a_case_is_the_same_person_as_one_asked_before_changes_no_answer() {
        Cohort own = new Cohort(members(0, 100), members(0, 20));
        assertThat(ask("a", own, 20).reason()).isEqualTo("fewer-than-40");
        assertThat(ask("a", new Cohort(members(1000, 1500), members(1000, 1500)), 320)
                        .atLeast())
                .isEqualTo(300);
        runs.answered.clear();
        assertThat(ask("a", own, 20).reason()).isEqualTo("fewer-than-40");
        long[] oneOfThem = LongStream.concat(LongStream.of(0), LongStream.range(1001, 1500))
                .toArray();
        assertThat(ask("a", new Cohort(members(1000, 1500), oneOfThem), 320).atLeast())
                .isEqualTo(300);
    }

    @Test
    void an_answer_that_is_given_again_is_no_less_work_than_a_new_one() {
        assertThat(ask("a", cohort(0, 200), 120).atLeast()).isEqualTo(100);
        assertThat(counted).isEqualTo(1);
        assertThat(ask("b", cohort(0, 201), 180).atLeast()).isEqualTo(100);
        assertThat(counted).isEqualTo(2);
    }

    @Test
    void budgets_of_account_and_domain_end_and_come_back() {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("a", cohort(i * 1000L, i * 1000L + 100), 40).outcome())
                    .isEqualTo(Outcome.COUNT);
        }
        assertThat(ask("a", cohort(9000, 9100), 40).reason()).isEqualTo("budget-account");
        assertThat(ask("b", cohort(10_000, 10_100), 40).outcome()).isEqualTo(Outcome.COUNT);
        assertThat(ask("b", cohort(11_000, 11_100), 40).outcome()).isEqualTo(Outcome.COUNT);
        assertThat(ask("c", cohort(12_000, 12_100), 40).reason()).isEqualTo("budget-domain");
        assertThat(askAt("a", cohort(13_000, 13_100), 40, NOON.plus(Duration.ofDays(2)))
                        .outcome())
                .isEqualTo(Outcome.COUNT);
    }

    @Test
    void a_remembered_cohort_survives_its_bytes() {
        Cohort cohort = cohort(0, 150);
        assertThat(Cohort.of(cohort.subjectBytes(), cohort.personBytes()).tooCloseTo(cohort))
                .isTrue();
        assertThat(Cohort.of(cohort.subjectBytes(), cohort.personBytes()).size())
                .isEqualTo(150);
    }

    private FeasibilityResult ask(String account, Cohort cohort, long count) {
        return askAt(account, cohort, count, NOON);
    }

    private FeasibilityResult askAt(String account, Cohort cohort, long count, Instant at) {
        FeasibilityRequest request = new FeasibilityRequest(
                FeasibilityRequestId.random(), account, new Transfer(TransferId.random(), 1, "sha256:00"), at);
        return new Answering(new Settings(), runs).answer(request, cohort, at, () -> {
            counted++;
            return count;
        });
    }

    private static Cohort cohort(long from, long to) {
        return new Cohort(members(from, to), members(from, to));
    }

    private static long[] members(long from, long to) {
        return LongStream.range(from, to).toArray();
    }

    private static final class Settings implements FeasibilitySettings {
        @Override
        public Duration answerAfter() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int smallestCohort() {
            return 100;
        }

        @Override
        public Duration budgetWindow() {
            return Duration.ofDays(1);
        }

        @Override
        public int budgetPerAccount() {
            return 3;
        }

        @Override
        public int budgetOfDomain() {
            return 5;
        }
    }

    private static final class InMemoryRuns implements FeasibilityRuns {
        private final List<AnsweredCohort> answered = new ArrayList<>();

        @Override
        public boolean add(FeasibilityRun run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void lockDecisions() {}

        @Override
        public boolean isDecidedElsewhere() {
            return false;
        }

        @Override
        public List<FeasibilityRequestId> waiting(Instant now) {
            return List.of();
        }

        @Override
        public Optional<Integer> attempt(FeasibilityRequestId id, Instant now) {
            return Optional.empty();
        }

        @Override
        public Optional<FeasibilityRun> lockWaiting(FeasibilityRequestId id) {
            return Optional.empty();
        }

        @Override
        public List<FeasibilityRun> due(Instant now) {
            return List.of();
        }

        @Override
        public void save(FeasibilityRun run) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remember(AnsweredCohort cohort) {
            answered.add(cohort);
        }

        @Override
        public long answeredAfter(Instant moment, @Nullable String account) {
            return answered.stream()
                    .filter(each -> each.at().isAfter(moment))
                    .filter(each -> account == null || each.account().equals(account))
                    .count();
        }

        @Override
        public Optional<Rounded> firstTold(Predicate<Cohort> such) {
            return answered.stream()
                    .filter(each -> such.test(each.cohort()))
                    .map(AnsweredCohort::told)
                    .findFirst();
        }
    }
}
