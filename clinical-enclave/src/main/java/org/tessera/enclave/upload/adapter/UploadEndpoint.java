package org.tessera.enclave.upload.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.UploadRequest.ModelCard;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.adapter.TokenOfCaller;
import org.tessera.enclave.upload.ReviewingUploads;
import org.tessera.enclave.upload.TableSummary;
import org.tessera.enclave.upload.Upload;
import org.tessera.enclave.workflow.adapter.Required;
import org.tessera.rest.Page;

/** Upload requests over HTTP, for output-checkers and members. */
@Path("/upload-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Upload requests",
        description = "What comes in: scanned, reviewed, imported. A move that its maker repeats changes nothing.")
public class UploadEndpoint {
    private static final int SAMPLE = 10;

    private final ReviewingUploads reviewing;
    private final TokenOfCaller token;

    UploadEndpoint(ReviewingUploads reviewing, TokenOfCaller token) {
        this.reviewing = reviewing;
        this.token = token;
    }

    /**
     * An upload request; the reason is a sentence that names no key, sample and findings are for
     * reviewers: its first measures, and what is to be weighed of it beside the project's other tables, imported or waiting.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UploadView(
            UUID id,
            String state,
            String project,
            String schema,
            ModelCard model,
            String manifestDigest,
            int rows,
            Instant receivedAt,
            Instant deadline,
            @Nullable String reason,
            @Nullable TableSummary summary,
            @Nullable List<Double> sample,
            @Nullable List<String> findings) {
        static UploadView of(Upload upload) {
            return of(upload, List.of(), List.of());
        }

        static UploadView of(Upload upload, List<Double> sample, List<String> findings) {
            var announcement = upload.announcement();
            return new UploadView(
                    announcement.id().value(),
                    upload.state().name(),
                    announcement.project(),
                    announcement.schema(),
                    announcement.model(),
                    announcement.manifestDigest(),
                    announcement.rows(),
                    announcement.receivedAt(),
                    announcement.deadline(),
                    reason(upload),
                    summary(upload),
                    sample.isEmpty() ? null : sample,
                    findings.isEmpty() ? null : findings);
        }

        private static @Nullable String reason(Upload upload) {
            return switch (upload) {
                case Upload.Blocked blocked -> blocked.refusal().sentence();
                case Upload.Rejected rejected -> rejected.review().comment();
                case Upload.Failed failed -> failed.reason();
                case Upload.Cancelled cancelled -> cancelled.reason();
                case Upload.Submitted submitted -> null;
                case Upload.Scanning scanning -> null;
                case Upload.UnderReview review -> null;
                case Upload.Approved approved -> null;
                case Upload.Imported imported -> null;
            };
        }

        private static @Nullable TableSummary summary(Upload upload) {
            return switch (upload) {
                case Upload.UnderReview review -> review.scan().summary();
                case Upload.Approved approved -> approved.scan().summary();
                case Upload.Imported imported -> imported.scan().summary();
                case Upload.Rejected rejected -> rejected.scan().summary();
                case Upload.Submitted submitted -> null;
                case Upload.Scanning scanning -> null;
                case Upload.Blocked blocked -> null;
                case Upload.Failed failed -> null;
                case Upload.Cancelled cancelled -> null;
            };
        }
    }

    /**
     * A reviewer's decision.
     *
     * @param decision what is decided
     * @param comment why; the members read it
     * @param findings for an approval: those of the upload request that she has weighed
     */
    @Schema(name = "UploadDecision")
    record DecisionBody(
            @Schema(required = true) Verdict decision,
            @Nullable @Size(max = 20_000) String comment,
            @Nullable List<String> findings) {
        /** What a reviewer can decide. */
        @Schema(name = "UploadVerdict")
        enum Verdict {
            APPROVE,
            REJECT
        }
    }

    @GET
    @RolesAllowed({"output-checker", "researcher"})
    @Operation(
            operationId = "listUploadRequests",
            summary = "List upload requests",
            description = "An output-checker sees all, a researcher those of her open projects. Oldest first.")
    public Page<UploadView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable UUID after) {
        var from = after == null ? null : new UploadRequestId(after);
        return Page.of(
                reviewing.list(token.acting(), from, limit + 1).stream()
                        .map(UploadView::of)
                        .toList(),
                limit,
                view -> view.id().toString());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"output-checker", "researcher"})
    @Operation(
            operationId = "getUploadRequest",
            summary = "Read an upload request",
            description =
                    "With the distribution of its measure and, for an output-checker who neither sent it nor ever was a member of"
                            + " its project, the measures of its first rows and what is found of it beside the project's other tables.")
    public UploadView get(UUID id) {
        var upload = reviewing.find(new UploadRequestId(id), token.acting());
        var sample = reviewing.sample(upload, SAMPLE, token.acting());
        return UploadView.of(upload, sample, reviewing.findings(upload, token.acting()));
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed("output-checker")
    @Operation(
            operationId = "decideUploadRequest",
            summary = "Approve or reject",
            description =
                    "Approval imports exactly what was scanned, and names the findings that were weighed: one that has come"
                            + " since is told first. Nobody reviews her own table.")
    public UploadView decide(UUID id, @NotNull @Valid DecisionBody body) {
        var request = new UploadRequestId(id);
        var comment = body.comment() == null ? "" : body.comment();
        List<String> weighed = body.findings() == null ? List.of() : body.findings();
        var upload = switch (Required.of(body.decision(), "decision")) {
            case APPROVE -> reviewing.approve(request, comment, weighed, token.acting());
            case REJECT -> reviewing.reject(request, comment, token.acting());
        };
        return UploadView.of(upload);
    }
}
