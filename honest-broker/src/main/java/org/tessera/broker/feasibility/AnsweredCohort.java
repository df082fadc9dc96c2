package org.tessera.broker.feasibility;

import java.time.Instant;
import org.tessera.contracts.FeasibilityRequestId;

/**
 * A cohort that was answered once.
 *
 * @param requestId the request
 * @param account who asked
 * @param at when it was decided
 * @param cohort whom it held
 * @param told what was said of its count
 */
public record AnsweredCohort(FeasibilityRequestId requestId, String account, Instant at, Cohort cohort, Rounded told) {}
