package org.tessera.broker.tokens.adapter;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.envelope.ledger.PersonsBucket;
import org.tessera.rest.Page;

/** What the broker holds, as its operator may see it. */
@Path("/holdings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
public class HoldingsEndpoint {
    private final Holdings holdings;

    /** Shows these. */
    public HoldingsEndpoint(Holdings holdings) {
        this.holdings = holdings;
    }

    /**
     * One release.
     *
     * @param whole whether every batch of the registers that were sent for it has come: until then it is not linked
     * @param records a bucket, never the exact number
     */
    public record HeldRelease(
            Domain domain, String release, List<String> profiles, List<String> epochs, boolean whole, String records) {}

    /** Every release of both domains. */
    @GET
    @Operation(operationId = "listHoldings", summary = "List every release of both domains")
    public Page<HeldRelease> holdings() {
        return new Page<>(holdings.all().stream().map(HoldingsEndpoint::shown).toList(), null);
    }

    private static HeldRelease shown(Holding holding) {
        return new HeldRelease(
                holding.domain(),
                holding.release(),
                List.copyOf(holding.profiles()),
                List.copyOf(holding.epochs()),
                holding.whole(),
                PersonsBucket.of(holding.records()));
    }
}
