package org.tessera.rest;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps out of the metrics, which everybody may read, what a caller wrote. A request counts under the route of its method;
 * where there is none, because no method of that name or type is at its path, it would count under the path itself, with the
 * ids in it, and a method of the caller's making would be a label too.
 */
@Singleton
final class QuietPaths {
    private static final String REQUESTS = "http.server.requests";
    private static final String OTHER = "OTHER";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> NO_ROUTE = Set.of("405", "406", "415");

    @Produces
    @Singleton
    MeterFilter withoutWhatCallersWrote() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals(REQUESTS) ? quiet(id) : id;
            }
        };
    }

    private static Meter.Id quiet(Meter.Id id) {
        boolean known = METHODS.contains(String.valueOf(id.getTag("method")));
        Meter.Id named = known ? id : replaced(id, "method");
        return known && !NO_ROUTE.contains(String.valueOf(id.getTag("status"))) ? named : replaced(named, "uri");
    }

    private static Meter.Id replaced(Meter.Id id, String label) {
        return id.replaceTags(Tags.of(id.getTags()).and(Tag.of(label, OTHER)));
    }
}
