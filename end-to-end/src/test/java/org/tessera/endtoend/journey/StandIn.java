package org.tessera.endtoend.journey;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A server on loopback that says what no service of the house says. */
final class StandIn implements AutoCloseable {
    private final HttpServer server;

    StandIn() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    /** From now on it answers that there. */
    StandIn says(String path, int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        return this;
    }

    /** From now on it answers with that header alone there. */
    StandIn says(String path, String header, String text) {
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set(header, text);
                exchange.sendResponseHeaders(200, -1);
            }
        });
        return this;
    }

    /** Where it answers. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
