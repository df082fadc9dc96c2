package org.tessera.imaging;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.tessera.rest.Problems;

/** Refusals of the domain, as the problem details (RFC 9457) that they are answered with. */
public final class Refusals {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;

    private Refusals() {}

    /** 422: understood, and against a rule. */
    public static HttpProblem unprocessable(String kind, String detail) {
        return Problems.unprocessable(kind, detail);
    }

    /**
     * 429: later, perhaps.
     *
     * @param wait until there is a chance again
     */
    public static HttpProblem tooMany(String kind, String detail, Duration wait) {
        return Problems.tooMany(kind, detail, wait);
    }

    /** 413: more than the commons takes. */
    public static HttpProblem tooLarge(String kind, String detail) {
        return problem(TOO_LARGE, "Content Too Large", kind, detail).build();
    }

    /** 409: against what is there. */
    public static HttpProblem conflict(String kind, String detail) {
        return problem(CONFLICT, "Conflict", kind, detail).build();
    }

    /** 404: unknown, another account's and withdrawn alike. */
    public static HttpProblem notFound() {
        return problem(NOT_FOUND, "Not Found", "not-found", "There is nothing of that name here for you.")
                .build();
    }

    /**
     * 409: the state does not offer this move.
     *
     * @param state the state it is in
     * @param possible the states it can still reach from there by somebody's request
     */
    public static HttpProblem illegal(Enum<?> state, List<String> possible) {
        return problem(CONFLICT, "Conflict", "illegal-transition", "It is " + state + " and cannot make this move.")
                .with("state", state.name())
                .with("possible", possible)
                .build();
    }

    private static HttpProblem.Builder problem(int status, String title, String kind, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("urn:tessera:problem:" + kind))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .with("kind", kind);
    }
}
