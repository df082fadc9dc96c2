package org.tessera.endtoend.world;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A service that is ready at once, and loads a class of its jar only when it is asked {@code /later}. */
public final class StandInService {
    private StandInService() {}

    /** What a service needs late. */
    static final class Later {
        private Later() {}

        static String says() {
            return "loaded later";
        }
    }

    /** Serves on the port that a service is given. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/later", exchange -> {
            byte[] said = Later.says().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
    }
}
