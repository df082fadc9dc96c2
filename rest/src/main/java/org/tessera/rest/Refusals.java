package org.tessera.rest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tessera.envelope.Actor;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.RefusalCounts;

/**
 * Notes 401 and 403 in the ledger as denials: of an account, and of all callers without a valid token, the first ten of a
 * minute ({@code tessera.refusals.every}) one by one, and of the others their number when it ends. Metrics count every one.
 */
@Singleton
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final Ledger ledger;
    private final RefusalCounts counts;
    private final CurrentIdentityAssociation identities;
    private final CurrentVertxRequest request;
    private final DenialsOfAMinute denials = new DenialsOfAMinute();

    Refusals(Ledger ledger, RefusalCounts counts, CurrentIdentityAssociation identities, CurrentVertxRequest request) {
        this.ledger = ledger;
        this.counts = counts;
        this.identities = identities;
        this.request = request;
    }

    void note(int status, String kind) {
        if (status != 401 && status != 403) {
            return;
        }
        Who who = status == 403 ? who() : null;
        Actor actor = who == null ? null : who.actor();
        String action = "http." + kind;
        if (denials.isNoted(Optional.ofNullable(actor))) {
            Ledger.Entry entry = Ledger.Entry.of(action, operation(), actor, who == null ? null : who.role());
            // Off the request's thread, which may be one that must not wait for a database.
            Infrastructure.getDefaultWorkerPool().execute(() -> record(entry, 1));
        } else {
            // What the ledger notes counts by itself.
            counts.add(action);
        }
    }

    @Scheduled(every = "${tessera.refusals.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void tellHowManyMore() {
        denials.end()
                .forEach((caller, more) -> record(
                        Ledger.Entry.of("http.more-refusals", more + " requests", caller.orElse(null), null), more));
    }

    void tellTheLast(@Observes ShutdownEvent end) {
        tellHowManyMore();
    }

    private void record(Ledger.Entry entry, int refused) {
        try {
            ledger.denial(entry);
        } catch (RuntimeException e) {
            denials.owe(Optional.ofNullable(entry.actor()), refused);
            LOG.errorf(
                    "a refusal could not be noted (%s, %s): %s",
                    entry.action(), entry.object(), e.getClass().getSimpleName());
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
