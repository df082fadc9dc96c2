package org.tessera.imaging.feasibility.adapter;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult.Outcome;
import org.tessera.imaging.cohort.CohortId;
import org.tessera.imaging.feasibility.Inquiry;
import org.tessera.imaging.feasibility.Inquiry.Answered;
import org.tessera.imaging.feasibility.Inquiry.Asked;
import org.tessera.imaging.feasibility.Inquiry.Cancelled;
import org.tessera.imaging.feasibility.Inquiry.Failed;
import org.tessera.imaging.feasibility.Inquiry.Refused;
import org.tessera.imaging.feasibility.Inquiry.Requested;
import org.tessera.imaging.feasibility.Inquiry.State;

/**
 * A question as its owner sees it.
 *
 * @param id this request
 * @param state its state
 * @param cohort of which saved cohort
 * @param cohortName the cohort's name when it was asked
 * @param catalogueVersion of which version
 * @param outcome when ANSWERED: COUNT or FEWER_THAN_20
 * @param atLeast when COUNT: a multiple of 20 that the count reaches
 * @param reason stable code when REFUSED or FAILED
 * @param requestedAt when it was asked
 * @param deadline after this moment it has failed
 * @param endedAt when it ended
 */
@Schema(description = "A feasibility request and, when it ended, its rounded answer or the reason why there is none.")
public record InquiryAnswer(
        FeasibilityRequestId id,
        State state,
        CohortId cohort,
        String cohortName,
        String catalogueVersion,
        @Nullable Outcome outcome,
        @Nullable Integer atLeast,
        @Nullable String reason,
        Instant requestedAt,
        Instant deadline,
        @Nullable Instant endedAt) {
    static InquiryAnswer of(Inquiry inquiry) {
        return switch (inquiry) {
            case Requested open -> of(open, null, null, null, null);
            case Answered ended -> of(ended, ended.outcome(), ended.atLeast(), null, ended.at());
            case Refused ended -> of(ended, null, null, ended.reason(), ended.at());
            case Failed ended -> of(ended, null, null, ended.reason(), ended.at());
            case Cancelled ended -> of(ended, null, null, null, ended.at());
        };
    }

    private static InquiryAnswer of(
            Inquiry inquiry,
            @Nullable Outcome outcome,
            @Nullable Integer atLeast,
            @Nullable String reason,
            @Nullable Instant endedAt) {
        Asked asked = inquiry.asked();
        return new InquiryAnswer(
                asked.id(),
                inquiry.state(),
                asked.cohort(),
                asked.cohortName(),
                asked.catalogueVersion(),
                outcome,
                atLeast,
                reason,
                asked.at(),
                asked.deadline(),
                endedAt);
    }
}
