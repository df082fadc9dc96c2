package org.tessera.imaging;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import org.tessera.rest.Problems;

/** The commons' own problem details, beside those that every service has. */
public final class Refusals {
    private static final int UNPROCESSABLE = 422;

    private Refusals() {}

    /** 422: understood, and against a rule. */
    public static HttpProblem unprocessable(String kind, String detail) {
        return plain(UNPROCESSABLE, "Unprocessable Content", kind, detail);
    }

    /** 429: later, perhaps. */
    public static HttpProblem tooMany(String kind, String detail) {
        return plain(Status.TOO_MANY_REQUESTS.getStatusCode(), "Too Many Requests", kind, detail);
    }

    /** 404: unknown, another account's and withdrawn alike. */
    public static HttpProblem notFound() {
        return Problems.of(Status.NOT_FOUND, "not-found", "There is nothing of that name here for you.");
    }

    /**
     * 409: the state does not offer this move.
     *
     * @param state the state it is in
     * @param possible the states it can still reach from there by somebody's request
     */
    public static HttpProblem illegal(Enum<?> state, List<String> possible) {
        return HttpProblem.builder()
                .withType(URI.create("urn:tessera:problem:illegal-transition"))
                .withTitle("Conflict")
                .withStatus(Status.CONFLICT)
                .withDetail("It is " + state + " and cannot make this move.")
                .with("kind", "illegal-transition")
                .with("state", state.name())
                .with("possible", possible)
                .build();
    }

    private static HttpProblem plain(int status, String title, String kind, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("urn:tessera:problem:" + kind))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .with("kind", kind)
                .build();
    }
}
