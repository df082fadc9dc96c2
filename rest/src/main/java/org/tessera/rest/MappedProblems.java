package org.tessera.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.tessera.messaging.StorageFailure;

/**
 * Problems whose mappers elsewhere do not fit: the problem extension's mappers for tokens want another Quarkus (it
 * answers 500 with them), Jackson's own mapper answers unreadable JSON in another form, and nobody knows our storage.
 */
final class MappedProblems {
    private static final int BEFORE_OTHERS = 1;

    private final ProblemPolish polish;

    MappedProblems(ProblemPolish polish) {
        this.polish = polish;
    }

    @ServerExceptionMapper(value = AuthenticationFailedException.class, priority = BEFORE_OTHERS)
    Response badToken() {
        return unauthenticated();
    }

    @ServerExceptionMapper(value = UnauthorizedException.class, priority = BEFORE_OTHERS)
    Response noToken() {
        return unauthenticated();
    }

    @ServerExceptionMapper(value = MismatchedInputException.class, priority = BEFORE_OTHERS)
    Response unreadable() {
        return polish.ofStatus(HttpProblem.valueOf(Status.BAD_REQUEST)).toResponse();
    }

    /** A database that is away or full: nothing of the request was kept. */
    @ServerExceptionMapper(value = StorageFailure.class, priority = BEFORE_OTHERS)
    Response noStorage() {
        return polish.ofStatus(Problems.of(
                        Status.SERVICE_UNAVAILABLE,
                        "storage-unavailable",
                        "The service can store nothing now; the request may be tried again with the same"
                                + " Idempotency-Key."))
                .toResponse();
    }

    private Response unauthenticated() {
        HttpProblem problem = HttpProblem.builder()
                .withStatus(Status.UNAUTHORIZED)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
        return polish.ofStatus(problem).toResponse();
    }
}
