package org.tessera.imaging.account.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tessera.imaging.account.LinkingAccounts;
import org.tessera.rest.Caller;
import org.tessera.rest.IdempotencyKeys;

/** Where a one-time code of the enclave is entered. */
@Path("/account-links")
@Tag(name = "Account link", description = "Links this account with one at the enclave, once.")
@Produces(MediaType.APPLICATION_JSON)
public class AccountLinkEndpoint {
    private final LinkingAccounts linking;
    private final IdempotencyKeys keys;
    private final Caller caller;

    AccountLinkEndpoint(LinkingAccounts linking, IdempotencyKeys keys, Caller caller) {
        this.linking = linking;
        this.keys = keys;
        this.caller = caller;
    }

    /**
     * A code.
     *
     * @param code as the enclave showed it
     */
    @Schema(description = "A one-time code, as the enclave showed it.")
    public record Code(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{6,64}")
            String code) {}

    /**
     * A code on its way.
     *
     * @param id of this attempt
     * @param state always SENT: whether the code was good shows at the enclave only
     */
    @Schema(description = "A code on its way; whether it was good shows at the enclave only.")
    public record SentCode(UUID id, String state) {}

    /** Sends a code. */
    @POST
    @RolesAllowed("registered")
    @Transactional
    @Operation(
            operationId = "createAccountLink",
            summary = "Enter a one-time code of the enclave",
            description = "The enclave alone decides whether it is good, and shows the link there.")
    @APIResponse(
            responseCode = "202",
            description = "On its way.",
            content = @Content(schema = @Schema(implementation = SentCode.class)))
    @APIResponse(responseCode = "400", description = "No Idempotency-Key, or not a code.")
    @APIResponse(responseCode = "429", description = "Too many codes from this account for now.")
    public Response link(@HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid Code code) {
        SentCode sent = keys.once(
                key,
                "link-account",
                code,
                SentCode.class,
                () -> new SentCode(linking.link(code.code(), caller.actor(), caller.role()), "SENT"));
        return Response.accepted(sent).build();
    }
}
