package org.tessera.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Problems whose mappers elsewhere do not fit: the problem extension's mappers for tokens want another Quarkus (it
 * answers 500 with them), Jackson's own mapper answers unreadable JSON in another form, and nobody tells an
 * outage of the database from a defect.
 */
final class MappedProblems {
    /** The extension's, which says what an unexpected exception was. */
    private static final Logger LOG = Logger.getLogger("http-problem");

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

    /** Nobody's problem, but one that the caller may be told of: an outage of the database, which keeps nothing. */
    @ServerExceptionMapper(value = Exception.class, priority = BEFORE_OTHERS)
    Response failed(Exception thrown) {
        HttpProblem problem = polish.ofStatus(
                StorageOutage.isBehind(thrown) ? noStorage() : HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR));
        LOG.error(problem.getParameters().get("kind"), thrown);
        return problem.toResponse();
    }

    private static HttpProblem noStorage() {
        return Problems.of(
                Status.SERVICE_UNAVAILABLE,
                "storage-unavailable",
                "The service can store nothing now; the request may be tried again with the same Idempotency-Key.");
    }

    private Response unauthenticated() {
        HttpProblem problem = HttpProblem.builder()
                .withStatus(Status.UNAUTHORIZED)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
        return polish.ofStatus(problem).toResponse();
    }
}
