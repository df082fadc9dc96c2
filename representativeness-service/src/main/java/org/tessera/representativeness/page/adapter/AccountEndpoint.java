package org.tessera.representativeness.page.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.Cache;
import org.tessera.envelope.Digests;
import org.tessera.rest.Caller;

/**
 * Tells the page whose session it has, so that what one account has left in a tab is not given to the next. It belongs to
 * the page as its files do, and is no part of the calls that the service promises.
 */
@Path("/page/account")
@RolesAllowed({"registered", "curator"})
public class AccountEndpoint {
    private final Caller caller;

    AccountEndpoint(Caller caller) {
        this.caller = caller;
    }

    /**
     * Whose session it is.
     *
     * @param account the same in every session of an account, and says nothing else about it: a tab keeps it
     */
    public record Whose(String account) {}

    /** Not cached: the answer to another session would be the wrong account. */
    @GET
    @Cache(noStore = true)
    @Operation(hidden = true)
    public Whose whose() {
        String subject = "page " + caller.actor().subject();
        return new Whose(Digests.hex(subject.getBytes(StandardCharsets.UTF_8)));
    }
}
