package org.tessera.representativeness.page.adapter;

import io.quarkus.oidc.TenantResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Which login a request has. The page's requests carry the session cookie of its own login (configuration
 * {@code quarkus.oidc.page}); everything else needs a bearer token, as before. A request with both is judged by its token.
 */
@ApplicationScoped
public class PageSession implements TenantResolver {
    private static final String LOGIN = "page";
    private static final String COOKIE = "q_session_" + LOGIN;
    private static final String PATH = "/page/";

    @Override
    public @Nullable String resolve(RoutingContext request) {
        if (request.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            return OidcUtils.DEFAULT_TENANT_ID;
        }
        boolean loggedIn = request.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith(COOKIE));
        return loggedIn || request.normalizedPath().startsWith(PATH) ? LOGIN : null;
    }
}
