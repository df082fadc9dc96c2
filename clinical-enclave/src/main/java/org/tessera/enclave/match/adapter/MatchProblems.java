package org.tessera.enclave.match.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.function.Supplier;
import org.tessera.enclave.match.MatchLedger;
import org.tessera.enclave.match.MatchRefused;
import org.tessera.rest.Caller;
import org.tessera.rest.Problems;

/** Turns refusals into problem details (RFC 9457) and ledger entries. */
@ApplicationScoped
public class MatchProblems {
    private final MatchLedger ledger;

    /** @param ledger keeps denials */
    public MatchProblems(MatchLedger ledger) {
        this.ledger = ledger;
    }

    /** Does it, or throws the problem that says why not. */
    <T> T attempt(String object, Caller caller, Supplier<T> work) {
        try {
            return work.get();
        } catch (MatchRefused refused) {
            ledger.refused(refused, object, caller);
            throw problem(refused);
        }
    }

    private static HttpProblem problem(MatchRefused refused) {
        String kind = refused.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        HttpProblem plain = switch (refused.kind()) {
            case MATCH_REQUEST_UNKNOWN, NO_ACTIVE_MATCH ->
                Problems.of(Response.Status.NOT_FOUND, kind, refused.sentence());
            case PROJECT_ENDED -> Problems.gone(kind, refused.sentence());
            case RELEASE_UNKNOWN, CATALOGUE_VERSION_UNKNOWN -> Problems.unprocessable(kind, refused.sentence());
            case MATCH_UNDER_WAY, STATE_FORBIDS -> Problems.of(Response.Status.CONFLICT, kind, refused.sentence());
        };
        return HttpProblem.builder(plain).with("possible", refused.possible()).build();
    }
}
