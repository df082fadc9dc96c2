package org.tessera.representativeness.page.adapter;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whoever types the page's address without its last slash is led to it: its files are named from there. */
@ApplicationScoped
public class PageAddress {
    private static final String TYPED = "/page";
    private static final int BEFORE_THE_LOGIN = Integer.MIN_VALUE;

    void install(@Observes Router router) {
        router.get(TYPED).order(BEFORE_THE_LOGIN).handler(PageAddress::lead);
    }

    private static void lead(RoutingContext asked) {
        if (!TYPED.equals(asked.request().path())) { // the router takes the page itself for the same path
            asked.next();
            return;
        }
        asked.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, PageSession.PATH)
                .end();
    }
}
