package org.tessera.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Metrics are for who stands beside the service. What comes through a proxy, as everything from outside does, finds none;
 * and nobody is given exemplars, which would say of a count which trace it was and when.
 */
@Singleton
final class MetricsInside {
    private static final String PATH = "/q/metrics";
    private static final List<String> OF_A_PROXY = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

    /** Before everything else that answers. */
    private static final int FIRST = 1_000;

    void register(@Observes Filters filters) {
        filters.register(MetricsInside::filter, FIRST);
    }

    private static void filter(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (context.normalizedPath().startsWith(PATH)) {
            if (OF_A_PROXY.stream().anyMatch(request.headers()::contains)) {
                context.response().setStatusCode(404).end();
                return;
            }
            // Only the format of OpenMetrics, which must be asked for, has exemplars.
            request.headers().set(HttpHeaders.ACCEPT, MediaType.TEXT_PLAIN);
        }
        context.next();
    }
}
