package org.tessera.enclave.match.adapter;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.tessera.enclave.match.ProjectKeyGone;
import org.tessera.rest.Problems;

/** A project that ends while something is made of its records takes its key along: the answer is that it has ended (410). */
public final class ProjectKeyProblems {
    @ServerExceptionMapper
    Response gone(ProjectKeyGone gone) {
        var problem = Problems.gone("project-ended", "This project has ended.");
        return Response.status(problem.getStatusCode())
                .type(new MediaType("application", "problem+json"))
                .entity(problem)
                .build();
    }
}
