package org.tessera.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The login page of the tests' issuer: authorization code with PKCE (RFC 7636) for public clients. Whoever gives a user
 * name is that account in the role "registered", and {@link #CURATOR} in that of a curator. The session of {@link #BRIEF}
 * is over after some seconds and is not renewed.
 */
final class Login {
    private static final String BRIEF = "brief";
    private static final String CURATOR = "curtis";

    private static final String PAGE = """
            <!doctype html><html lang="en"><title>Log in</title><link rel="icon" href="data:,"><main><h1>Log in</h1>
            <form method="post"><label>User name <input name="username" autofocus></label> <button>Log in</button></form></main></html>
            """;

    private final Map<String, Granted> codes = new ConcurrentHashMap<>();

    /** What a code was given out for; it is good once. */
    private record Granted(
            String realm,
            String username,
            String client,
            String redirect,
            String challenge,
            @Nullable String nonce) {}

    /** GET shows the form; POST sends the browser back with a code. */
    void page(HttpExchange exchange, String realm) throws IOException {
        Map<String, String> asked = Forms.read(exchange.getRequestURI().getRawQuery());
        if (!"S256".equals(asked.get("code_challenge_method"))) {
            Forms.answer(exchange, 400, "text/plain", "PKCE with S256 is required");
            return;
        }
        if (exchange.getRequestMethod().equals("GET")) {
            Forms.answer(exchange, 200, "text/html; charset=utf-8", PAGE);
            return;
        }
        String username = Forms.body(exchange).getOrDefault("username", "");
        String code = UUID.randomUUID().toString();
        codes.put(
                code,
                new Granted(
                        realm,
                        username,
                        asked.getOrDefault("client_id", ""),
                        asked.getOrDefault("redirect_uri", ""),
                        asked.getOrDefault("code_challenge", ""),
                        asked.get("nonce")));
        String state = URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8);
        Forms.redirect(exchange, asked.getOrDefault("redirect_uri", "") + "?code=" + code + "&state=" + state);
    }

    /** The tokens for a code; empty when the code, the client, the address or the verifier is not the one of the login. */
    Map<String, Object> tokens(Map<String, String> form) {
        Granted granted = codes.remove(form.getOrDefault("code", ""));
        if (granted == null
                || !granted.client().equals(form.get("client_id"))
                || !granted.redirect().equals(form.get("redirect_uri"))
                || !granted.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
            return Map.of();
        }
        return Map.of(
                "access_token",
                Tokens.of(
                        granted.realm(),
                        granted.username(),
                        granted.username().equals(CURATOR) ? "curator" : "registered"),
                "refresh_token",
                "nobody takes this one",
                "id_token",
                Tokens.ofLogin(
                        granted.realm(),
                        granted.username(),
                        granted.client(),
                        granted.nonce(),
                        granted.username().equals(BRIEF) ? Duration.ofSeconds(4) : Duration.ofMinutes(30)),
                "token_type",
                "Bearer",
                "expires_in",
                1800);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
