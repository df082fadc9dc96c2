package org.tessera.rest;

import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A page of another site can have a browser send a form here, with the cookie of the session that a person has with our page:
 * SameSite holds it back for other domains only, not for other hosts of the institution. So what a session alone changes must
 * come with a header that no form has: {@code X-Requested-With}, as our page's scripts send it and another site's cannot
 * without our leave (CORS), or the browser's own word that it comes from this origin.
 */
final class OtherSites {
    private static final Set<String> CHANGE_NOTHING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CurrentIdentityAssociation identities;

    OtherSites(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    @ServerRequestFilter
    Uni<Response> keepOut(ContainerRequestContext request) {
        if (!changesBySessionAlone(request) || isOfOurPage(request)) {
            return Uni.createFrom().nullItem();
        }
        // The ledger notes in whose name it was tried.
        return identities.getDeferredIdentity().map(identity -> {
            throw Problems.forbidden(
                    "other-site", "With the page's session only the page itself may change something.");
        });
    }

    private static boolean changesBySessionAlone(ContainerRequestContext request) {
        return !CHANGE_NOTHING.contains(request.getMethod())
                && request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                && request.getCookies().keySet().stream()
                        .anyMatch(name -> name.startsWith(OidcUtils.SESSION_COOKIE_NAME));
    }

    private static boolean isOfOurPage(ContainerRequestContext request) {
        return request.getHeaderString("X-Requested-With") != null
                || "same-origin".equals(request.getHeaderString("Sec-Fetch-Site"));
    }
}
