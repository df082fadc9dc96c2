package org.tessera.endtoend.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for a server until it answers, dies, or takes too long. */
final class Await {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Await() {}

    /** Waits until the probe says true; an exception of the probe means "not yet". */
    static void until(ServerProcess process, Callable<Boolean> probe) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            if (process.over()) {
                throw Trouble.interrupted();
            }
            if (!process.alive()) {
                throw new Trouble(process.name() + " ended before it was ready." + tail(process));
            }
            if (says(probe)) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new Trouble(
                        process.name() + " was not ready after " + PATIENCE.toSeconds() + " seconds." + tail(process));
            }
            Thread.sleep(150);
        }
    }

    private static boolean says(Callable<Boolean> probe) throws InterruptedException {
        try {
            return probe.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception notYet) {
            return false;
        }
    }

    /** Whether a GET answers 200. */
    static boolean answers(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Whether somebody listens on the port. */
    static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        }
    }

    /** The last lines of its log, to be shown to a person. */
    static String tail(ServerProcess process) {
        return " The end of " + process.log() + ":\n    " + String.join("\n    ", process.tail(15));
    }
}
