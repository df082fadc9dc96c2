package org.tessera.enclave.approval.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.Application;
import org.tessera.enclave.approval.DataUseRequest;

/**
 * A data use request as one person may see it: title and abstract are public, everything else is for its author and the
 * committee, and absent for others.
 *
 * @param id the request
 * @param state its state
 * @param type its type
 * @param title public
 * @param summary the abstract, public
 * @param rationale author and committee only
 * @param protocol author and committee only
 * @param comment what the committee wrote with its last decision
 * @param project the project it opened or changed, for its author and the committee
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DataUseRequestView(
        UUID id,
        String state,
        String type,
        @Nullable UUID refersTo,
        String title,
        @JsonProperty("abstract") String summary,
        @Nullable String rationale,
        @Nullable String protocol,
        @Nullable String dataLevel,
        Application.@Nullable Linkage linkage,
        @Nullable List<String> collaborators,
        Application.@Nullable Attestations attestations,
        @Nullable List<String> duo,
        @Nullable String author,
        @Nullable Instant filedAt,
        @Nullable String comment,
        @Nullable UUID project) {

    /** As this person may see it. */
    static DataUseRequestView of(DataUseRequest request, Acting reader) {
        var filing = request.filing();
        var application = filing.application();
        var isWhole = reader.in("committee") || filing.author().isSamePersonAs(reader.account());
        var refersTo = application.refersTo();
        return new DataUseRequestView(
                filing.id().value(),
                request.state().name(),
                application.type().name(),
                isWhole && refersTo != null ? refersTo.value() : null,
                application.title(),
                application.summary(),
                isWhole ? application.rationale() : null,
                isWhole ? application.protocol() : null,
                isWhole ? application.dataLevel() : null,
                isWhole ? application.linkage() : null,
                isWhole ? application.collaborators() : null,
                isWhole ? application.attestations() : null,
                isWhole ? application.duo() : null,
                isWhole ? filing.author().username() : null,
                isWhole ? filing.filedAt() : null,
                isWhole ? comment(request) : null,
                isWhole ? project(request) : null);
    }

    private static @Nullable String comment(DataUseRequest request) {
        return switch (request) {
            case DataUseRequest.Approved approved -> approved.decision().comment();
            case DataUseRequest.Denied denied -> denied.decision().comment();
            case DataUseRequest.Expired expired -> expired.decision().comment();
            case DataUseRequest.Revoked revoked -> revoked.revocation().comment();
            case DataUseRequest.Closed closed -> closed.decision().comment();
            case DataUseRequest.Draft draft -> null;
            case DataUseRequest.Submitted submitted -> null;
            case DataUseRequest.UnderReview review -> null;
            case DataUseRequest.Withdrawn withdrawn -> null;
        };
    }

    private static @Nullable UUID project(DataUseRequest request) {
        return switch (request) {
            case DataUseRequest.Approved approved -> approved.project().value();
            case DataUseRequest.Expired expired -> expired.project().value();
            case DataUseRequest.Revoked revoked -> revoked.project().value();
            case DataUseRequest.Closed closed -> closed.project().value();
            case DataUseRequest.Denied denied -> null;
            case DataUseRequest.Draft draft -> null;
            case DataUseRequest.Submitted submitted -> null;
            case DataUseRequest.UnderReview review -> null;
            case DataUseRequest.Withdrawn withdrawn -> null;
        };
    }
}
