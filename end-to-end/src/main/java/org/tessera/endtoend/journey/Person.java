package org.tessera.endtoend.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Somebody with an account in one realm, speaking to one service over HTTP. */
public final class Person {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String realm;
    private final String user;
    private final String password;
    private final String tokens;
    private final String service;
    private final InstantSource time;
    private final Tap tap;
    private final Duration patience;
    private String token = "";
    private Instant tokenEnds = Instant.MIN;

    /** That account; it logs in at {@code tokens} and speaks to the service at the base address {@code service}. */
    public Person(
            String realm, String user, String password, String tokens, String service, InstantSource time, Tap tap) {
        this(realm, user, password, tokens, service, time, tap, PATIENCE);
    }

    private Person(
            String realm,
            String user,
            String password,
            String tokens,
            String service,
            InstantSource time,
            Tap tap,
            Duration patience) {
        this.realm = realm;
        this.user = user;
        this.password = password;
        this.tokens = tokens;
        this.service = service;
        this.time = time;
        this.tap = tap;
        this.patience = patience;
    }

    /** Her user name. */
    public String user() {
        return user;
    }

    /** Her realm. */
    public String realm() {
        return realm;
    }

    /** The same account at another service. */
    public Person at(String otherService) {
        return new Person(realm, user, password, tokens, otherService, time, tap, patience);
    }

    /** The same account, waiting for an answer no longer than that. */
    public Person within(Duration shorter) {
        return new Person(realm, user, password, tokens, service, time, tap, shorter);
    }

    /** A GET. */
    public Answer get(String path) {
        return send(request(path).GET(), "GET " + path);
    }

    /** A POST without a body. */
    public Answer post(String path) {
        return send(idempotent(request(path)).POST(BodyPublishers.noBody()), "POST " + path);
    }

    /** A POST of JSON, with an idempotency key of its own. */
    public Answer post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** A POST of JSON with a given idempotency key: the same key twice is one request. */
    public Answer post(String path, Object body, String idempotencyKey) {
        HttpRequest.Builder request = request(path)
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(json(body));
        return send(request, "POST " + path);
    }

    /** A POST of a zip file. */
    public Answer postZip(String path, Path zip) {
        try {
            HttpRequest.Builder request = idempotent(request(path))
                    .header("Content-Type", "application/zip")
                    .POST(BodyPublishers.ofFile(zip));
            return send(request, "POST " + path + " (" + Files.size(zip) + " bytes)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the answer to a GET is as wished; throws {@link Unexpected} after the patience is over. */
    public JsonNode await(String path, String what, java.util.function.Predicate<JsonNode> wish) {
        Instant end = time.instant().plus(PATIENCE);
        JsonNode last = get(path).orThrow().json();
        while (!wish.test(last)) {
            if (time.instant().isAfter(end)) {
                throw new Unexpected("Waited in vain for " + what + " at " + path + ": " + last);
            }
            pause(Duration.ofMillis(250));
            last = get(path).orThrow().json();
        }
        return last;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is no JSON", e);
        }
    }

    private static HttpRequest.Builder idempotent(HttpRequest.Builder request) {
        return request.header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service + path))
                .timeout(patience)
                .header("Accept", "*/*")
                .header("Authorization", "Bearer " + token());
    }

    private Answer send(HttpRequest.Builder request, String what) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Answer answer = Answer.of(what, response);
            tap.saw(this, answer);
            return answer;
        } catch (ConnectException e) {
            throw new UncheckedIOException(service + " is not reachable", e);
        } catch (IOException e) {
            throw new UncheckedIOException(what + " got no answer from " + service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Her access token; a fresh one when the old one is about to end or has been forgotten. */
    public synchronized String token() {
        if (time.instant().isAfter(tokenEnds)) {
            String form = "grant_type=password&client_id=" + client() + "&username=" + encoded(user) + "&password="
                    + encoded(password);
            HttpRequest request = HttpRequest.newBuilder(URI.create(tokens))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build();
            try {
                HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
                Answer answer = Answer.of("login of " + user, response).orThrow();
                token = answer.json().path("access_token").asText();
                tokenEnds = time.instant()
                        .plusSeconds(answer.json().path("expires_in").asLong() - 45);
            } catch (IOException e) {
                throw new UncheckedIOException("Keycloak is not reachable", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return token;
    }

    /** Keycloak's own realm has its own command line. */
    private String client() {
        return realm.equals("master") ? "admin-cli" : "tessera-cli";
    }

    /** Logs in anew with the next request, so that the token shows groups that have changed since. */
    public synchronized void refresh() {
        tokenEnds = Instant.MIN;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return user + " (" + realm + ")";
    }
}
