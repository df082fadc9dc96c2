package org.tessera.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.net.URI;

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
        return HttpProblem.builder()
                .withType(URI.create("urn:tessera:problem:" + kind))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail)
                .with("kind", kind)
                .build();
    }

    /**
     * A problem to throw for a request that can be read and yet is wrong: 422, which {@link Response.Status} does not have.
     *
     * @param kind stable kind, "release-unknown"
     * @param detail one sentence for a person, without identifiers of patients
     */
    public static HttpProblem unprocessable(String kind, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("urn:tessera:problem:" + kind))
                .withTitle("Unprocessable Content")
                .withStatus(422)
                .withDetail(detail)
                .with("kind", kind)
                .build();
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
}
