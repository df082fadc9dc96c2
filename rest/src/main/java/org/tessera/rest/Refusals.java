package org.tessera.rest;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Ledger;

/**
 * Notes 401 and 403 in the ledger as denials. Requests without a valid token are noted at most ten times a minute, so
 * that nobody can fill the ledger from outside.
 */
@Singleton
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final int UNKNOWN_CALLERS_A_MINUTE = 10;

    private final Ledger ledger;
    private final Clock clock;
    private final CurrentIdentityAssociation identities;
    private final CurrentVertxRequest request;
    private Instant minute = Instant.EPOCH;
    private int unknownCallers;

    Refusals(Ledger ledger, Clock clock, CurrentIdentityAssociation identities, CurrentVertxRequest request) {
        this.ledger = ledger;
        this.clock = clock;
        this.identities = identities;
        this.request = request;
    }

    void note(int status, String kind) {
        if (status == 403) {
            record(kind, who());
        } else if (status == 401 && mayNoteUnknown()) {
            record(kind, null);
        }
    }

    private record Who(Actor actor, @Nullable String role) {}

    private @Nullable Who who() {
        SecurityIdentity identity = identities.getIdentity();
        if (identity.isAnonymous()
                || !(identity.getPrincipal() instanceof JsonWebToken token)
                || token.getIssuer() == null
                || token.getSubject() == null) {
            return null;
        }
        String issuer = token.getIssuer();
        Set<String> roles = Roles.among(identity.getRoles());
        return new Who(
                new Actor(token.getSubject(), issuer.substring(issuer.lastIndexOf('/') + 1)),
                roles.size() == 1 ? roles.iterator().next() : null);
    }

    private synchronized boolean mayNoteUnknown() {
        Instant now = clock.instant();
        // A clock that was set back begins a minute too: otherwise nothing would be noted until it has caught up.
        if (now.isAfter(minute.plusSeconds(60)) || now.isBefore(minute)) {
            minute = now;
            unknownCallers = 0;
        }
        return unknownCallers++ < UNKNOWN_CALLERS_A_MINUTE;
    }

    /** Off the request's thread, which may be one that must not wait for a database. */
    private void record(String kind, @Nullable Who who) {
        Ledger.Entry entry = Ledger.Entry.of(
                "http." + kind, operation(), who == null ? null : who.actor(), who == null ? null : who.role());
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            try {
                ledger.denial(entry);
            } catch (RuntimeException e) {
                LOG.errorf("a refusal could not be noted: %s", e.getClass().getSimpleName());
            }
        });
    }

    /** Method and first segment of the path only: the rest may hold identifiers. */
    private String operation() {
        RoutingContext context = request.getCurrent();
        if (context == null) {
            return "unknown";
        }
        String path = context.normalizedPath();
        int second = path.indexOf('/', 1);
        return context.request().method().name() + " " + (second < 0 ? path : path.substring(0, second));
    }
}
