package org.tessera.representativeness.page.adapter;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * A session that opens nothing any more (its key was changed, or its tokens cannot be refreshed) must not lock a person
 * out: whoever goes to the page with one loses its cookies and comes back without, which leads to the login. Requests of
 * scripts and bearer tokens are answered 401 as before.
 */
@ApplicationScoped
public class SessionRenewal {
    private static final int BEFORE_THE_PROBLEMS = Integer.MIN_VALUE;

    void install(@Observes Router router) {
        router.route(PageSession.PATH + "*").order(BEFORE_THE_PROBLEMS).failureHandler(SessionRenewal::renew);
    }

    private static void renew(RoutingContext failed) {
        // The cookies go with the answer: without them the next request cannot come here again.
        if (!unauthenticated(failed.failure())
                || !isNavigation(failed.request())
                || !PageSession.isIn(failed.request())) {
            failed.next();
            return;
        }
        failed.request().cookies().stream()
                .map(Cookie::getName)
                .filter(PageSession::isPart)
                .forEach(name -> failed.response()
                        .addCookie(Cookie.cookie(name, "").setPath("/").setMaxAge(0)));
        failed.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, PageSession.PATH)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    private static boolean unauthenticated(@Nullable Throwable failure) {
        return failure instanceof AuthenticationFailedException || failure instanceof AuthenticationCompletionException;
    }

    private static boolean isNavigation(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.method().equals(HttpMethod.GET)
                && accepted != null
                && accepted.contains("text/html")
                && !request.headers().contains(HttpHeaders.AUTHORIZATION);
    }
}
