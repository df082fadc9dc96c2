package org.tessera.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.UnsupportedEncodingException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.tessera.messaging.SqlFailures;

/**
 * Problems whose mappers elsewhere do not fit: the problem extension's mappers for tokens want another Quarkus (it
 * answers 500 with them), Jackson's own mapper answers unreadable JSON in another form, and nobody tells an
 * outage of the database from a defect.
 */
final class MappedProblems {
    /** The extension's, which says what an unexpected exception was. */
    private static final Logger LOG = Logger.getLogger("http-problem");

    private static final int BEFORE_OTHERS = 1;

    /** SQLSTATEs of PostgreSQL, which keeps every character but NUL: in a text, and in JSON. */
    private static final List<String> NO_TEXT = List.of("22021", "22P05");

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

    /**
     * Nobody's problem, but ones that the caller may be told of: a broken form, an outage of the database, and a text that it
     * cannot keep.
     */
    @ServerExceptionMapper(value = Exception.class, priority = BEFORE_OTHERS)
    Response failed(Exception thrown) {
        HttpProblem problem = polish.ofStatus(problem(thrown));
        if (problem.getStatusCode() >= Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            LOG.error(problem.getParameters().get("kind"), thrown);
        }
        return problem.toResponse();
    }

    private static HttpProblem problem(Exception thrown) {
        if (thrown instanceof UnsupportedEncodingException) {
            // The charset that the caller names.
            return HttpProblem.valueOf(Status.BAD_REQUEST);
        }
        if (BrokenForms.isOne(thrown)) {
            return Problems.of(Status.BAD_REQUEST, "form-incomplete", "The form is broken, or ends too early.");
        }
        if (SqlFailures.any(thrown, failure -> SqlFailures.begins(failure, NO_TEXT))) {
            return Problems.of(
                    Status.BAD_REQUEST,
                    "text-unusable",
                    "A text of the request has a character that cannot be kept, NUL.");
        }
        return StorageOutage.isBehind(thrown) ? noStorage() : HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR);
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
