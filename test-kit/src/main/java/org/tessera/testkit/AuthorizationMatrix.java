package org.tessera.testkit;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Endpoint by role: who gets in and who does not. Of each endpoint it tries every role of the realm, another realm, no
 * token, an expired one and an unsigned one, and says all that is not as it should be at once.
 */
public final class AuthorizationMatrix {
    private static final Map<String, List<String>> ROLES = Map.of(
            "commons", List.of("registered", "curator", "auditor"),
            "enclave", List.of("researcher", "committee", "output-checker", "steward", "administrator", "auditor"),
            "broker", List.of("operator", "auditor"));

    private final String realm;
    private final List<Endpoint> endpoints = new ArrayList<>();

    /**
     * An endpoint and who may call it.
     *
     * @param method HTTP method
     * @param path with example values in place of parameters
     * @param roles who may; empty when everybody may, without a token
     * @param body JSON to send, or null
     */
    public record Endpoint(
            String method,
            String path,
            Set<String> roles,
            @Nullable String body) {}

    private AuthorizationMatrix(String realm) {
        this.realm = realm;
    }

    /** A matrix for a service whose accounts are in this realm. */
    public static AuthorizationMatrix of(String realm) {
        return new AuthorizationMatrix(realm);
    }

    /** Adds an endpoint without a body. */
    public AuthorizationMatrix allow(String method, String path, String... roles) {
        endpoints.add(new Endpoint(method, path, Set.of(roles), null));
        return this;
    }

    /** Adds an endpoint that takes JSON. */
    public AuthorizationMatrix allowWithBody(String method, String path, String body, String... roles) {
        endpoints.add(new Endpoint(method, path, Set.of(roles), body));
        return this;
    }

    /** Tries everything; throws {@link AssertionError} with a line for each call that was not answered as it should. */
    public void check() {
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            for (String role : ROLES.getOrDefault(realm, List.of())) {
                boolean may = endpoint.roles().isEmpty() || endpoint.roles().contains(role);
                compare(wrong, endpoint, role, Tokens.of(realm, "matrix-" + role, role), may ? null : 403);
            }
            if (!endpoint.roles().isEmpty()) {
                refuseBadTokens(wrong, endpoint);
            }
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), wrong));
        }
    }

    private void refuseBadTokens(List<String> wrong, Endpoint endpoint) {
        String role = new TreeSet<>(endpoint.roles()).first();
        String other = realm.equals("commons") ? "enclave" : "commons";
        compare(wrong, endpoint, "nobody", null, 401);
        compare(wrong, endpoint, "another realm", Tokens.of(other, "matrix-" + role, role), 401);
        compare(wrong, endpoint, "an expired token", Tokens.expired(realm, "matrix-" + role, role), 401);
        compare(wrong, endpoint, "a token of tomorrow", Tokens.notYetGood(realm, "matrix-" + role, role), 401);
        compare(wrong, endpoint, "an unsigned token", Tokens.unsigned(realm, "matrix-" + role, role), 401);
        compare(wrong, endpoint, "a token of another key", Tokens.signedByAnother(realm, "matrix-" + role, role), 401);
        compare(wrong, endpoint, "no role at all", Tokens.of(realm, "matrix-none"), 403);
    }

    /** @param refusal the status that is expected, null when the caller must get past authorization */
    private static void compare(
            List<String> wrong, Endpoint endpoint, String who, @Nullable String token, @Nullable Integer refusal) {
        int status = call(endpoint, token);
        boolean asExpected = refusal == null ? status != 401 && status != 403 && status < 500 : status == refusal;
        if (!asExpected) {
            wrong.add(endpoint.method() + " " + endpoint.path() + " by " + who + ": " + status
                    + (refusal == null ? " instead of getting in" : " instead of " + refusal));
        }
    }

    private static int call(Endpoint endpoint, @Nullable String token) {
        RequestSpecification request = RestAssured.given();
        if (token != null) {
            request = request.auth().oauth2(token);
        }
        if (endpoint.body() != null) {
            request = request.contentType("application/json").body(endpoint.body());
        }
        return request.request(endpoint.method(), endpoint.path()).statusCode();
    }
}
