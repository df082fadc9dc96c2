package org.tessera.representativeness.page.adapter;

import io.quarkus.oidc.TenantResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
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
    static final String PATH = "/page/";

    @Override
    public @Nullable String resolve(RoutingContext request) {
        if (request.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            return OidcUtils.DEFAULT_TENANT_ID;
        }
        return isIn(request.request()) || request.normalizedPath().startsWith(PATH) ? LOGIN : null;
    }

    /** Whether a request carries a session, good or bad. */
    static boolean isIn(HttpServerRequest request) {
        return request.cookies().stream().map(Cookie::getName).anyMatch(PageSession::isPart);
    }

    /** Whether a cookie of this name is one of the session's; a long session is kept in several. */
    static boolean isPart(String name) {
        return name.startsWith(COOKIE);
    }
}
