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

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI commons;
    private final TokenSource token;

    /** Gives the access token of now. */
    @FunctionalInterface
    interface TokenSource {
        /** The token; empty when the commons is asked without one. */
        Optional<String> current() throws IOException;
    }

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

    Drs(URI commons, TokenSource token) {
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
        HttpRequest.Builder request = request(bytes);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200 && answer.statusCode() != 206) {
            answer.body().close();
            throw new Answered(answer.statusCode());
        }
        return answer;
    }

    private JsonNode json(URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request(address).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new Answered(answer.statusCode());
        }
        return ContractJson.tree(answer.body());
    }

    private HttpRequest.Builder request(URI address) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        boolean own = commons.getHost().equals(address.getHost()) && commons.getPort() == address.getPort();
        if (own) {
            token.current().ifPresent(text -> request.header("Authorization", "Bearer " + text));
        }
        return request;
    }
}
