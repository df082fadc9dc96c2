package org.tessera.enclave.workflow.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.tessera.enclave.workflow.IllegalMove;
import org.tessera.enclave.workflow.MoveRefused;
import org.tessera.enclave.workflow.NotPermitted;
import org.tessera.enclave.workflow.PolicyRefused;
import org.tessera.enclave.workflow.Unknown;

/** Tells a refused move as a problem (RFC 9457): 403 with its reason, 409 with the possible states, 422 with all mistakes. */
public final class WorkflowProblems {
    @ServerExceptionMapper
    Response refused(MoveRefused refused) {
        return switch (refused) {
            case NotPermitted no -> response(problem(Response.Status.FORBIDDEN, "not-permitted", no.sentence()));
            case IllegalMove illegal ->
                response(problem(Response.Status.CONFLICT, "illegal-transition", illegal.sentence())
                        .with("possible", illegal.possible()));
            case PolicyRefused policy ->
                response(HttpProblem.builder()
                        .withType(type(policy.kind()))
                        .withTitle("Unprocessable Content")
                        .withStatus(422)
                        .withDetail(policy.sentence())
                        .with("kind", policy.kind())
                        .with("mistakes", policy.mistakes()));
        };
    }

    @ServerExceptionMapper
    Response unknown(Unknown unknown) {
        return response(problem(Response.Status.NOT_FOUND, "not-found", String.valueOf(unknown.getMessage())));
    }

    private static HttpProblem.Builder problem(Response.Status status, String kind, String detail) {
        return HttpProblem.builder()
                .withType(type(kind))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail)
                .with("kind", kind);
    }

    private static Response response(HttpProblem.Builder builder) {
        var problem = builder.build();
        return Response.status(problem.getStatusCode())
                .type(new MediaType("application", "problem+json"))
                .entity(problem)
                .build();
    }

    private static URI type(String kind) {
        return URI.create("urn:tessera:problem:" + kind);
    }
}
