package org.tessera.imaging.upload.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.UploadRequestId;
import org.tessera.imaging.upload.CarryingUploads;
import org.tessera.imaging.upload.NewUpload;
import org.tessera.imaging.upload.Uploads;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;
import org.tessera.rest.LargeBody;
import org.tessera.rest.Page;

/** Upload requests, each shown to its owner only. */
@Path("/upload-requests")
@RolesAllowed("registered")
@Tag(name = "Uploads", description = "Sealed tables for the enclave, which the commons carries unread.")
@Produces(MediaType.APPLICATION_JSON)
public class UploadEndpoint {
    private final CarryingUploads carrying;
    private final Uploads uploads;
    private final IdempotencyKeys keys;
    private final Caller caller;

    UploadEndpoint(CarryingUploads carrying, Uploads uploads, IdempotencyKeys keys, Caller caller) {
        this.carrying = carrying;
        this.uploads = uploads;
        this.keys = keys;
        this.caller = caller;
    }

    /** Sends a table. */
    @POST
    @Transactional
    @Operation(
            operationId = "createUploadRequest",
            summary = "Send a sealed table to the enclave",
            description = "Each part is a compact JWE to the key at /sealing-keys/clinical-enclave. The account must be"
                    + " linked with one of the enclave.")
    @APIResponse(
            responseCode = "202",
            description = "On its way.",
            content = @Content(schema = @Schema(implementation = UploadAnswer.class)))
    @APIResponse(responseCode = "400", description = "No Idempotency-Key, or a field that is missing or malformed.")
    @APIResponse(responseCode = "422", description = "Not attested, not sealed, or too large.")
    public Response submit(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @LargeBody("tessera.json.uploads.max-bytes") @NotNull @Valid NewUpload upload) {
        UploadAnswer answer = keys.once(
                key,
                "submit-upload",
                upload,
                UploadAnswer.class,
                () -> UploadAnswer.of(carrying.submit(upload, caller.actor(), caller.role())));
        return Response.accepted(answer).build();
    }

    /** The caller's requests. */
    @GET
    @Operation(
            operationId = "listUploadRequests",
            summary = "List own upload requests",
            description = "Oldest first, in pages.")
    public Page<UploadAnswer> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("after") @Nullable UUID after) {
        UploadRequestId from = after == null ? null : new UploadRequestId(after);
        List<UploadAnswer> found = uploads.list(caller.actor(), limit + 1, from).stream()
                .map(UploadAnswer::of)
                .toList();
        return Page.of(found, limit, last -> last.id().toString());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getUploadRequest",
            summary = "Show an upload request",
            description = "One of the caller's own.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    @APIResponseSchema(value = UploadAnswer.class, responseCode = "200", responseDescription = "The request.")
    public UploadAnswer show(@PathParam("id") UUID id) {
        return UploadAnswer.of(carrying.require(new UploadRequestId(id), caller.actor()));
    }

    /** Takes it back. */
    @POST
    @Path("/{id}/cancel")
    @Transactional
    @Operation(
            operationId = "cancelUploadRequest",
            summary = "Cancel an upload request",
            description =
                    "Before it is decided. Where the enclave has decided already, its decision stands. Once more changes nothing.")
    @APIResponse(responseCode = "404", description = "Unknown, or another account's.")
    @APIResponse(responseCode = "409", description = "It is decided; the answer names the states that are possible.")
    @APIResponseSchema(value = UploadAnswer.class, responseCode = "200", responseDescription = "Cancelled.")
    public UploadAnswer cancel(@PathParam("id") UUID id) {
        return UploadAnswer.of(carrying.cancel(new UploadRequestId(id), caller.actor(), caller.role()));
    }
}
