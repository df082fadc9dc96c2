package org.tessera.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** Names in an answer 405 the methods that its path has, as RFC 9110 (section 15.5.6) demands and the framework does not. */
final class AllowedMethods {
    private static final int BEFORE_OTHERS = 1;

    private final ProblemPolish polish;

    AllowedMethods(ProblemPolish polish) {
        this.polish = polish;
    }

    @ServerExceptionMapper(value = NotAllowedException.class, priority = BEFORE_OTHERS)
    Response notAllowed() {
        HttpProblem problem = HttpProblem.builder()
                .withStatus(Status.METHOD_NOT_ALLOWED)
                .withHeader(HttpHeaders.ALLOW, String.join(", ", allowed(CurrentRequestManager.get())))
                .build();
        return polish.ofStatus(problem).toResponse();
    }

    /** By the very tables the framework finds methods in; it answers OPTIONS itself, and HEAD wherever there is GET. */
    private static SortedSet<String> allowed(ResteasyReactiveRequestContext asked) {
        SortedSet<String> methods = new TreeSet<>();
        methods.add(HttpMethod.OPTIONS);
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(asked.getDeployment().getClassMappers());
        String path = asked.getPathWithoutPrefix();
        for (var match = classes.map(path); match != null; match = classes.continueMatching(path, match)) {
            String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
            if (match.value.handlers[0] instanceof ClassRoutingHandler routes) {
                routes.getMappers().forEach((method, mapper) -> {
                    if (method != null && mapper.map(remaining) != null) {
                        methods.add(method);
                    }
                });
            }
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return methods;
    }
}
