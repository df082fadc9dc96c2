package org.tessera.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tests' issuer reads and answers over HTTP. */
final class Forms {
    private Forms() {}

    /** The form in a request's body. */
    static Map<String, String> body(HttpExchange exchange) throws IOException {
        return read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The pairs of an encoded form or query. */
    static Map<String, String> read(@Nullable String encoded) {
        Map<String, String> form = new HashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    /** Text as it was before it was encoded for a form. */
    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Answers and ends the exchange. */
    static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Sends the browser elsewhere. */
    static void redirect(HttpExchange exchange, String address) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Location", address);
            exchange.sendResponseHeaders(302, -1);
        }
    }
}
