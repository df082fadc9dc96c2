package org.tessera.rest;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.tessera.envelope.Actor;

/** The caller as her access token has her. */
@RequestScoped
class TokenCaller implements Caller {
    private final SecurityIdentity identity;
    private final JsonWebToken token;

    TokenCaller(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    @Override
    public Actor actor() {
        String issuer = token.getIssuer();
        String subject = token.getSubject();
        if (issuer == null || subject == null) {
            throw Problems.of(Status.UNAUTHORIZED, "unauthenticated", "This needs an account.");
        }
        return new Actor(subject, issuer.substring(issuer.lastIndexOf('/') + 1));
    }

    @Override
    public String role() {
        Set<String> roles = Roles.among(identity.getRoles());
        if (roles.size() != 1) {
            throw OneRoleFilter.severalRoles();
        }
        return roles.iterator().next();
    }

    @Override
    public Set<String> groups() {
        Set<String> groups = token.getGroups();
        return groups == null ? Set.of() : Set.copyOf(groups);
    }
}
