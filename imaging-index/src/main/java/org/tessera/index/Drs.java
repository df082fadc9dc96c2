package org.tessera.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    Drs(URI commons, Token token) {
        this.commons = URI.create(commons.toString().replaceAll("/+$", "") + "/");
        this.token = token;
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

    /** Opens the bytes from an offset; status 206 where the server continues there, 200 where it starts afresh. */
    HttpResponse<InputStream> open(URI bytes, long offset) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(bytes);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> answer = send(request, bytes, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200 && answer.statusCode() != 206) {
            answer.body().close();
            throw new Answered(answer.statusCode());
        }
        return answer;
    }

    private JsonNode json(URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(address), address, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new Answered(answer.statusCode());
        }
        return ContractJson.tree(answer.body());
    }

    /** Sends the request with the token, and once more with another one where the first is refused and there is one. */
    private <T> HttpResponse<T> send(HttpRequest.Builder request, URI address, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        request.timeout(PATIENCE);
        boolean own = commons.getHost().equals(address.getHost()) && commons.getPort() == address.getPort();
        Optional<String> shown = own ? token.current() : Optional.empty();
        HttpResponse<T> answer = http.send(authorized(request, shown), body);
        if (answer.statusCode() != UNAUTHORIZED || shown.isEmpty() || !token.renews(shown.get())) {
            return answer;
        }
        if (answer.body() instanceof InputStream refused) {
            refused.close();
        }
        return http.send(authorized(request, token.current()), body);
    }

    private static HttpRequest authorized(HttpRequest.Builder request, Optional<String> token) {
        token.ifPresent(text -> request.setHeader("Authorization", "Bearer " + text));
        return request.build();
    }
}
