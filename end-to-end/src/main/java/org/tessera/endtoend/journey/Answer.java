package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a service answered.
 *
 * @param request "POST /cohorts", for messages to a person
 * @param status HTTP status
 * @param headers of the response
 * @param body the bytes
 */
@SuppressWarnings("ArrayRecordComponent") // equality of answers is never asked for
public record Answer(String request, int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back for a request. */
    static Answer of(String request, HttpResponse<byte[]> response) {
        return new Answer(request, response.statusCode(), response.headers().map(), response.body());
    }

    /** Whether the status is a success. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON; "missing" when it is empty. */
    public JsonNode json() {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(request + " did not answer with JSON", e);
        }
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The reason of a refusal (RFC 9457): its stable kind and its sentence. */
    public String problem() {
        try {
            JsonNode problem = json();
            String kind = problem.path("kind").asText(problem.path("title").asText(""));
            return (status + " " + kind + ": " + problem.path("detail").asText("")).strip();
        } catch (UncheckedIOException notJson) {
            return Integer.toString(status);
        }
    }

    /** This answer, if it is a success; throws {@link Unexpected} otherwise. */
    public Answer orThrow() {
        if (!ok()) {
            throw new Unexpected(request + " was refused: " + problem());
        }
        return this;
    }
}
