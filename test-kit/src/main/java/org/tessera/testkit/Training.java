package org.tessera.testkit;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a packaged service once on real servers until it is ready and has answered a few calls, and ends it in good
 * order: with the option {@code -XX:AOTCacheOutput} Java then writes down what it loaded and linked, and the next start is
 * faster. Called while an image is built.
 */
public final class Training {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> CALLS =
            List.of("/q/health", "/q/openapi", "/q/metrics", "/ledger", "/quarantine");

    private Training() {}

    /**
     * Arguments: client id of the service, HTTP port, then the command that starts it.
     *
     * @throws IllegalStateException when the service does not get ready, or does not end by itself when told to
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String client = arguments[0];
        String url = "http://127.0.0.1:" + arguments[1];
        List<String> command = List.of(arguments).subList(2, arguments.length);
        int code = train(client, url, arguments[1], command);
        System.exit(code);
    }

    private static int train(String client, String url, String port, List<String> command)
            throws IOException, InterruptedException {
        Map<String, String> configuration = RealServers.configurationOf(client);
        Path file = Files.createTempFile("training", ".properties");
        List<String> lines = new ArrayList<>();
        configuration.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(file, lines);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.directory(new File(System.getProperty("java.io.tmpdir")));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_CONFIG_LOCATIONS",
                        file.toString(),
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        port,
                        "KAFKA_SECURITY_PROTOCOL",
                        "PLAINTEXT"));
        Process service = builder.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            awaitReady(http, url, service);
            String auditor = Tokens.of(realmOf(client), "trainer", "auditor");
            for (String call : CALLS) {
                http.send(get(url + call, auditor), BodyHandlers.discarding());
            }
            service.destroy();
            if (!service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(client + " did not end");
            }
            // 143: ended by the signal it was sent, in good order.
            return service.exitValue() == 143 ? 0 : service.exitValue();
        } finally {
            service.destroyForcibly();
            Files.delete(file);
        }
    }

    private static void awaitReady(HttpClient http, String url, Process service) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (service.isAlive() && System.nanoTime() < end) {
            try {
                if (http.send(get(url + "/q/health/ready", ""), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it does not listen yet
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("the service did not get ready");
    }

    private static HttpRequest get(String address, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static String realmOf(String client) {
        return switch (client) {
            case "clinical-enclave" -> "enclave";
            case "honest-broker" -> "broker";
            default -> "commons";
        };
    }
}
