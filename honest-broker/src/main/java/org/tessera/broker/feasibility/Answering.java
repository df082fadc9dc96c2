package org.tessera.broker.feasibility;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;

/** The rules of governance.md, in their order: size, budgets, remembered cohorts, and only then a count. */
public final class Answering {
    private final FeasibilitySettings settings;
    private final FeasibilityRuns runs;

    /** Decides by these settings, over what these runs remember. */
    public Answering(FeasibilitySettings settings, FeasibilityRuns runs) {
        this.settings = settings;
        this.runs = runs;
    }

    /**
     * Decides and remembers. No answer is more than the cohort's own subjects, whoever had asked before.
     *
     * @param count how many of the cohort have clinical data; asked also when an earlier answer is given, because on large
     *     releases a count takes longer than a step of the answers' time, and so told whether somebody had asked before
     */
    public FeasibilityResult answer(FeasibilityRequest request, Cohort cohort, Instant now, LongSupplier count) {
        List<AnsweredCohort> answered = runs.answered();
        Optional<String> refusal = refusal(request, cohort, now, answered);
        if (refusal.isPresent()) {
            return new FeasibilityResult(request.requestId(), Outcome.REFUSED, null, refusal.get());
        }
        Rounded counted = Rounded.of(count.getAsLong(), cohort);
        Rounded told = answered.stream()
                .filter(earlier -> earlier.cohort().tooCloseTo(cohort))
                .findFirst()
                .map(AnsweredCohort::told)
                .orElse(counted)
                .within(cohort.size());
        runs.remember(new AnsweredCohort(request.requestId(), request.account(), now, cohort, told));
        return told.answer(request.requestId());
    }

    private Optional<String> refusal(
            FeasibilityRequest request, Cohort cohort, Instant now, List<AnsweredCohort> answered) {
        if (cohort.size() < settings.smallestCohort()) {
            return Optional.of("cohort-too-small");
        }
        Instant since = now.minus(settings.budgetWindow());
        List<AnsweredCohort> recent =
                answered.stream().filter(earlier -> earlier.at().isAfter(since)).toList();
        if (recent.stream()
                        .filter(earlier -> earlier.account().equals(request.account()))
                        .count()
                >= settings.budgetPerAccount()) {
            return Optional.of("budget-account");
        }
        return recent.size() >= settings.budgetOfDomain() ? Optional.of("budget-domain") : Optional.empty();
    }
}
