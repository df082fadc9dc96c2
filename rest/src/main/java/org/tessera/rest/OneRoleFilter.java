package org.tessera.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Nobody holds two roles in one request (governance.md, three domains). */
final class OneRoleFilter {
    private final CurrentIdentityAssociation identities;

    OneRoleFilter(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    @ServerRequestFilter
    Uni<Response> oneRoleAtATime() {
        return identities
                .getDeferredIdentity()
                .invoke(identity -> {
                    if (Roles.among(identity.getRoles()).size() > 1) {
                        throw severalRoles();
                    }
                })
                .replaceWithNull()
                .map(nothing -> nothing == null ? null : Response.noContent().build());
    }

    static HttpProblem severalRoles() {
        return Problems.of(
                Status.FORBIDDEN, "several-roles", "A request is made in one role; this token holds several or none.");
    }
}
