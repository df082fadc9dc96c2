package org.tessera.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import org.tessera.messaging.Quarantine;

/** Messages that were wrong: read by who watches, let in again, or left out for good, by who runs the domain. */
@Path("/quarantine")
@Produces(MediaType.APPLICATION_JSON)
public final class QuarantineEndpoint {
    private final Quarantine quarantine;
    private final Caller caller;

    QuarantineEndpoint(Quarantine quarantine, Caller caller) {
        this.quarantine = quarantine;
        this.caller = caller;
    }

    /**
     * What came of trying again.
     *
     * @param id the item's number
     * @param state "HANDLED" or "STILL_WRONG"
     * @param reason why it is still wrong
     */
    public record Redriven(long id, String state, @Nullable String reason) {}

    /** The items in order of their numbers, without content. */
    @GET
    @RolesAllowed({"auditor", "curator", "administrator", "operator"})
    @Operation(operationId = "listQuarantine", summary = "Messages in quarantine, without their content")
    public Page<Quarantine.Item> list(
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return Page.of(quarantine.list(after, limit + 1), limit, item -> String.format(Locale.ROOT, "%d", item.id()));
    }

    /** Handles an item again; one that was handled before is not handled twice. */
    @POST
    @Path("/{id}/redrive")
    @RolesAllowed({"curator", "administrator", "operator"})
    @Operation(operationId = "redriveMessage", summary = "Handle a message in quarantine again")
    public Redriven redrive(@RestPath long id) {
        find(id);
        Optional<String> reason = quarantine.redrive(id, caller.actor(), caller.role());
        return new Redriven(id, reason.isEmpty() ? "HANDLED" : "STILL_WRONG", reason.orElse(null));
    }

    /** Says that an item stays out, after which nobody is called for it; saying it again changes nothing. */
    @POST
    @Path("/{id}/dismiss")
    @RolesAllowed({"curator", "administrator", "operator"})
    @Operation(operationId = "dismissMessage", summary = "Leave a message in quarantine for good")
    public Quarantine.Item dismiss(@RestPath long id) {
        find(id);
        if (!quarantine.dismiss(id, caller.actor(), caller.role())) {
            throw Problems.of(Status.CONFLICT, "already-handled", "This message was handled after all.");
        }
        return find(id);
    }

    private Quarantine.Item find(long id) {
        return quarantine
                .find(id)
                .orElseThrow(
                        () -> Problems.of(Status.NOT_FOUND, "not-found", "There is no such message in quarantine."));
    }
}
