package org.tessera.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * A query parameter that is no number or no UUID is the caller's mistake. Jakarta REST answers it as "not found"
 * (section 3.2), which sends a caller looking for a path that is right.
 */
final class MisreadParameters {
    private static final int BEFORE_OTHERS = 1;

    private static final Map<Class<?>, Function<String, Object>> READ = Map.of(
            int.class, Integer::valueOf,
            Integer.class, Integer::valueOf,
            long.class, Long::valueOf,
            UUID.class, UUID::fromString);

    private final ProblemPolish polish;

    MisreadParameters(ProblemPolish polish) {
        this.polish = polish;
    }

    @ServerExceptionMapper(value = NotFoundException.class, priority = BEFORE_OTHERS)
    Response notFound(NotFoundException thrown, ResourceInfo resource, UriInfo asked) {
        boolean isMisread = thrown.getCause() != null;
        HttpProblem problem = (isMisread ? misread(resource, asked.getQueryParameters()) : Optional.<String>empty())
                .map(name -> Problems.of(
                        Status.BAD_REQUEST, "parameter-unreadable", "The query parameter " + name + " cannot be read."))
                .orElseGet(() -> HttpProblem.valueOf(Status.NOT_FOUND));
        return polish.ofStatus(problem).toResponse();
    }

    private static Optional<String> misread(ResourceInfo resource, MultivaluedMap<String, String> given) {
        return QueryParameters.of(resource)
                .filter(parameter -> !isRead(parameter, given.getFirst(QueryParameters.name(parameter))))
                .map(QueryParameters::name)
                .findFirst();
    }

    private static boolean isRead(Parameter parameter, @Nullable String text) {
        Function<String, Object> read = READ.getOrDefault(parameter.getType(), given -> given);
        try {
            return text == null || read.apply(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
