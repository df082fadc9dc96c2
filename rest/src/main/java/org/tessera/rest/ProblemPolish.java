package org.tessera.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Map;

/**
 * Gives every problem a stable kind and takes away what an exception may have said: only the sentences written for
 * people and the places of invalid fields go out. Refusals are noted in the ledger.
 */
@Singleton
final class ProblemPolish implements ProblemPostProcessor {
    private static final String KIND = "kind";
    private static final String VIOLATIONS = "violations";

    private static final Map<Integer, String> KINDS = Map.of(
            400, "bad-request",
            401, "unauthenticated",
            403, "forbidden",
            404, "not-found",
            405, "method-not-allowed",
            406, "not-acceptable",
            409, "conflict",
            413, "too-large",
            415, "media-type-unsupported",
            422, "unprocessable");

    private static final Map<String, String> SENTENCES = Map.of(
            "bad-request", "The request cannot be read.",
            "unauthenticated", "This needs a valid access token of this domain's realm.",
            "forbidden", "The role of this token may not do this.",
            "not-found", "There is no such thing here.",
            "too-large", "The request is larger than this service takes.",
            "failed", "The service failed; the request may be tried again with the same Idempotency-Key.");

    private final Refusals refusals;

    ProblemPolish(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return ofStatus(problem);
    }

    /** The problem with kind and sentence; a refusal is noted. */
    HttpProblem ofStatus(HttpProblem problem) {
        HttpProblem polished = problem.getParameters().containsKey(KIND) ? problem : polished(problem);
        refusals.note(
                polished.getStatusCode(),
                String.valueOf(polished.getParameters().get(KIND)));
        return polished;
    }

    private static HttpProblem polished(HttpProblem problem) {
        int status = problem.getStatusCode();
        Status named = Status.fromStatusCode(status);
        String title = named == null ? "Refused" : named.getReasonPhrase();
        String kind = KINDS.getOrDefault(status, status < 500 ? "refused" : "failed");
        Object violations = problem.getParameters().get(VIOLATIONS);
        HttpProblem.Builder builder = HttpProblem.builder()
                .withType(URI.create("urn:tessera:problem:" + (violations == null ? kind : "invalid")))
                .withTitle(title)
                .withStatus(status)
                .withDetail(SENTENCES.getOrDefault(kind, title))
                .with(KIND, violations == null ? kind : "invalid");
        problem.getHeaders().forEach(builder::withHeader);
        if (violations != null) {
            builder.withDetail("Some fields are not as they must be.").with(VIOLATIONS, violations);
        }
        return builder.build();
    }

    /** After the provider of defaults, before the log. */
    @Override
    public int priority() {
        return 95;
    }
}
