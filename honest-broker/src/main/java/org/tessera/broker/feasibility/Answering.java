package org.tessera.broker.feasibility;

import java.time.Instant;
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
        Optional<String> refusal = refusal(request, cohort, now);
        if (refusal.isPresent()) {
            return new FeasibilityResult(request.requestId(), Outcome.REFUSED, null, refusal.get());
        }
        Rounded counted = Rounded.of(count.getAsLong(), cohort);
        Rounded told = runs.firstTold(cohort::tooCloseTo).orElse(counted).within(cohort.size());
        runs.remember(new AnsweredCohort(request.requestId(), request.account(), now, cohort, told));
        return told.answer(request.requestId());
    }

    private Optional<String> refusal(FeasibilityRequest request, Cohort cohort, Instant now) {
        if (cohort.size() < settings.smallestCohort()) {
            return Optional.of("cohort-too-small");
        }
        Instant since = now.minus(settings.budgetWindow());
        if (runs.answeredAfter(since, request.account()) >= settings.budgetPerAccount()) {
            return Optional.of("budget-account");
        }
        return runs.answeredAfter(since, null) >= settings.budgetOfDomain()
                ? Optional.of("budget-domain")
                : Optional.empty();
    }
}
