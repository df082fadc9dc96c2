package org.tessera.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;

/** Builds problem details (RFC 9457) whose type is stable per kind of refusal. */
public final class Problems {
    /** 422, which Jakarta REST does not name. */
    public static final Response.StatusType UNPROCESSABLE = new Response.StatusType() {
        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Response.Status.Family getFamily() {
            return Response.Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    };

    private Problems() {}

    /**
     * A problem to throw.
     *
     * @param kind stable kind, "cohort-too-small"; becomes the type "urn:tessera:problem:cohort-too-small"
     * @param detail one sentence for a person, without identifiers of patients
     */
    public static HttpProblem of(Response.StatusType status, String kind, String detail) {
        return builder(status, kind, detail).build();
    }

    /**
     * A problem to throw where the same request may do later.
     *
     * @param kind stable kind, "budget-account"
     * @param detail one sentence for a person, without identifiers of patients
     * @param wait until there is a chance again; told in seconds, rounded up (RFC 9110, section 10.2.3)
     */
    public static HttpProblem later(Response.StatusType status, String kind, String detail, Duration wait) {
        return builder(status, kind, detail)
                .withHeader(
                        HttpHeaders.RETRY_AFTER,
                        wait.plusSeconds(1).minusNanos(1).toSeconds())
                .build();
    }

    /**
     * A problem to throw for a request that can be read and yet is wrong: 422, which {@link Response.Status} does not have.
     *
     * @param kind stable kind, "release-unknown"
     * @param detail one sentence for a person, without identifiers of patients
     */
    public static HttpProblem unprocessable(String kind, String detail) {
        return of(UNPROCESSABLE, kind, detail);
    }

    /** 404: it does not exist, or must not be seen to exist. */
    public static HttpProblem notFound(String kind, String detail) {
        return of(Response.Status.NOT_FOUND, kind, detail);
    }

    /** 409: its state does not allow it. */
    public static HttpProblem conflict(String kind, String detail) {
        return of(Response.Status.CONFLICT, kind, detail);
    }

    /** 403: she may not. */
    public static HttpProblem forbidden(String kind, String detail) {
        return of(Response.Status.FORBIDDEN, kind, detail);
    }

    /** 410: it has been, and is over. */
    public static HttpProblem gone(String kind, String detail) {
        return of(Response.Status.GONE, kind, detail);
    }

    /** 429: too many for now; see {@link #later}. */
    public static HttpProblem tooMany(String kind, String detail, Duration wait) {
        return later(Response.Status.TOO_MANY_REQUESTS, kind, detail, wait);
    }

    private static HttpProblem.Builder builder(Response.StatusType status, String kind, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("urn:tessera:problem:" + kind))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail)
                .with("kind", kind);
    }
}
