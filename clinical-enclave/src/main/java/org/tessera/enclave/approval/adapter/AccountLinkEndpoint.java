package org.tessera.enclave.approval.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.LinkingAccounts;

/** The link between a researcher's two accounts over HTTP. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("researcher")
@Tag(name = "Account links", description = "One person, two accounts, linked once.")
public class AccountLinkEndpoint {
    private final LinkingAccounts linking;
    private final TokenOfCaller token;

    AccountLinkEndpoint(LinkingAccounts linking, TokenOfCaller token) {
        this.linking = linking;
        this.token = token;
    }

    /**
     * A one-time code, shown this once.
     *
     * @param code to be entered at the commons
     * @param expiresAt when it is worth nothing any more
     */
    record CodeView(String code, Instant expiresAt) {}

    /** Whether the two accounts are linked, and since when. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinkView(boolean linked, @Nullable Instant linkedAt) {}

    @POST
    @Path("account-link-codes")
    @ResponseStatus(201)
    @APIResponseSchema(value = CodeView.class, responseCode = "201")
    @Operation(
            operationId = "createAccountLinkCode",
            summary = "Get a one-time code to enter at the commons",
            description = "Valid for 15 minutes, once. Asking again makes a new code and the old one worthless, so this"
                    + " call takes no Idempotency-Key: its answer is kept nowhere.")
    public CodeView create() {
        var issued = linking.issue(token.acting());
        return new CodeView(issued.code(), issued.expiresAt());
    }

    @GET
    @Path("account-link")
    @Operation(operationId = "getAccountLink", summary = "Are my two accounts linked?")
    public LinkView get() {
        return linking.of(token.acting())
                .map(link -> new LinkView(true, link.at()))
                .orElseGet(() -> new LinkView(false, null));
    }
}
