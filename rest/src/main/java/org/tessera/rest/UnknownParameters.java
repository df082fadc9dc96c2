package org.tessera.rest;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter that the method does not have. It would be ignored, and a filter that is spelled in another way
 * would let everything through: {@code view_position=AP} is not {@code viewPosition=AP}.
 */
final class UnknownParameters {
    /** What a parameter may be called. Anything else may be a value, of a person even, and is not repeated. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_-]{0,39}");

    @ServerRequestFilter
    void refuse(ResourceInfo resource, UriInfo asked) {
        Set<String> given = asked.getQueryParameters().keySet();
        if (given.isEmpty()) {
            return;
        }
        // Without regard to case, as they are read.
        SortedSet<String> known = QueryParameters.of(resource)
                .map(QueryParameters::name)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw Problems.of(Status.BAD_REQUEST, "parameter-unknown", sentence(name, known));
        });
    }

    private static String sentence(String unknown, SortedSet<String> known) {
        String which = NAME.matcher(unknown).matches() ? "The query parameter " + unknown : "A query parameter";
        return which + " is not known here; " + listed(known) + ".";
    }

    private static String listed(SortedSet<String> known) {
        return switch (known.size()) {
            case 0 -> "none is known";
            case 1 -> "known is " + known.getFirst();
            default -> "known are " + String.join(", ", known.headSet(known.getLast())) + " and " + known.getLast();
        };
    }
}
