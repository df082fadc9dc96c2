package org.tessera.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.tessera.contracts.ContractJson;

/** A client of GA4GH's Data Repository Service 1.5, as far as images need it. The access token goes to the commons itself only, never to another host. */
final class Drs {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI commons;
    private final Token token;
    private final Duration patience;

    /** The commons answered with another status than success. */
    static final class Answered extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Answered(int status) {
            super("the commons answered " + status);
            this.status = status;
        }

        /** Whether asking again may help. */
        boolean mayPass() {
            return status >= 500 || status == 429;
        }
    }

    /**
     * The bytes of an object.
     *
     * @param isContinued whether they begin at the offset that was asked for; else at the beginning
     */
    record Bytes(InputStream in, boolean isContinued) {}

    Drs(URI commons, Token token) {
        this(commons, token, PATIENCE);
    }

    /** @param patience how long to wait for an answer, and then for more of it */
    Drs(URI commons, Token token, Duration patience) {
        this.commons = URI.create(commons.toString().replaceAll("/+$", "") + "/");
        this.token = token;
        this.patience = patience;
    }

    /** Where an object's bytes are. */
    URI bytesOf(String objectId) throws IOException, InterruptedException {
        URI object = commons.resolve("ga4gh/drs/v1/objects/"
                + URLEncoder.encode(objectId, StandardCharsets.UTF_8).replace("+", "%20"));
        for (JsonNode method : json(object).path("access_methods")) {
            String type = method.path("type").asText();
            if (!"https".equals(type) && !"http".equals(type)) {
                continue;
            }
            JsonNode url = method.path("access_url").path("url");
            if (!url.isTextual() && method.hasNonNull("access_id")) {
                url = json(URI.create(
                                object + "/access/" + method.path("access_id").asText()))
                        .path("url");
            }
            if (url.isTextual()) {
                return object.resolve(url.asText());
            }
        }
        throw new IOException("the commons offers no way to the bytes");
    }

    /** Opens the bytes, from an offset where the server can. */
    Bytes open(URI bytes, long offset) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(bytes).timeout(patience);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> answer = send(request, bytes);
        if (answer.statusCode() != 200 && answer.statusCode() != 206) {
            answer.body().close();
            throw new Answered(answer.statusCode());
        }
        return new Bytes(new WatchedBody(answer.body(), patience), answer.statusCode() == 206);
    }

    private JsonNode json(URI address) throws IOException, InterruptedException {
        try (InputStream in = open(address, 0).in()) {
            return ContractJson.tree(in.readAllBytes());
        }
    }

    /** Sends the request with the token, and once more with another one where the first is refused and there is one. */
    private HttpResponse<InputStream> send(HttpRequest.Builder request, URI address)
            throws IOException, InterruptedException {
        boolean own = commons.getHost().equals(address.getHost()) && commons.getPort() == address.getPort();
        Optional<String> shown = own ? token.current() : Optional.empty();
        HttpResponse<InputStream> answer = http.send(authorized(request, shown), BodyHandlers.ofInputStream());
        if (answer.statusCode() != UNAUTHORIZED || shown.isEmpty() || !token.renews(shown.get())) {
            return answer;
        }
        answer.body().close();
        return http.send(authorized(request, token.current()), BodyHandlers.ofInputStream());
    }

    private static HttpRequest authorized(HttpRequest.Builder request, Optional<String> token) {
        token.ifPresent(text -> request.setHeader("Authorization", "Bearer " + text));
        return request.build();
    }
}
