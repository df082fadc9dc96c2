package org.tessera.index;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A commons with a DRS and files, on this machine, that can misbehave. */
final class Commons implements AutoCloseable {
    static final String TOKEN = "a-token";

    /** What goes wrong with an object. */
    enum Trouble {
        NONE,
        CORRUPT,
        SHORT_ONCE,
        ALWAYS_SHORT,
        STALLED_ONCE,
        ALWAYS_STALLED,
        MISSING,
        BUSY_ONCE
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, byte[]> objects = new LinkedHashMap<>();
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final List<String> ranges = java.util.Collections.synchronizedList(new ArrayList<>());

    Commons() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ga4gh/drs/v1/objects/", this::object);
        server.createContext("/files/", this::file);
        server.setExecutor(workers);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void put(String id, byte[] bytes, Trouble trouble) {
        objects.put(id, bytes);
        troubles.put(id, trouble);
    }

    int timesAsked(String id) {
        return asked.getOrDefault(id, new AtomicInteger()).get();
    }

    List<String> ranges() {
        return ranges;
    }

    /** Writes the manifest of everything. */
    Path manifest(Path file) throws IOException {
        StringBuilder text = new StringBuilder(
                "submitter_id,study_uid,series_uid,object_id,file_name,file_size,md5sum,days_from_study_to_pos_covid_test\n");
        int number = 0;
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            number++;
            text.append("CASE-%d,2.25.%d,2.25.%d.1,%s,%d.png,%d,%s,\"[0,-3]\"%n"
                    .formatted(
                            number,
                            number,
                            number,
                            object.getKey(),
                            number,
                            object.getValue().length,
                            md5(object.getValue())));
        }
        return Files.writeString(file, text.toString().replace("\r\n", "\n"));
    }

    private void object(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/ga4gh/drs/v1/objects/".length());
        if (!authorized(exchange)) {
            answer(exchange, 401, new byte[0]);
        } else if (path.contains("/access/")) {
            String id = path.substring(0, path.indexOf("/access/"));
            answer(exchange, 200, json("{\"url\":\"" + address() + "/files/" + id + "\"}"));
        } else if (troubles.getOrDefault(path, Trouble.MISSING) == Trouble.MISSING) {
            answer(exchange, 404, new byte[0]);
        } else {
            answer(
                    exchange,
                    200,
                    json("{\"id\":\"" + path
                            + "\",\"access_methods\":[{\"type\":\"https\",\"access_id\":\"files\"}]}"));
        }
    }

    private void file(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/files/".length());
        int time = asked.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet();
        byte[] bytes = Objects.requireNonNull(objects.get(id));
        int from = offset(exchange);
        byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
        int status = from > 0 ? 206 : 200;
        switch (Objects.requireNonNull(troubles.get(id))) {
            case CORRUPT -> {
                rest[rest.length / 2] ^= 1;
                answer(exchange, status, rest);
            }
            case SHORT_ONCE -> answer(exchange, status, time == 1 ? Arrays.copyOf(rest, rest.length / 2) : rest);
            case STALLED_ONCE -> {
                if (time == 1) {
                    stall(exchange, status, rest);
                } else {
                    answer(exchange, status, rest);
                }
            }
            case ALWAYS_STALLED -> stall(exchange, status, rest);
            case ALWAYS_SHORT -> answer(exchange, 200, Arrays.copyOf(bytes, bytes.length / 2));
            case BUSY_ONCE -> answer(exchange, time == 1 ? 503 : status, time == 1 ? new byte[0] : rest);
            case NONE -> answer(exchange, status, rest);
            case MISSING -> answer(exchange, 404, new byte[0]);
        }
    }

    /** Promises all bytes, sends half of them, and then nothing until the commons is closed. */
    private void stall(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private int offset(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            return 0;
        }
        ranges.add(range);
        return new BigInteger(range.replaceAll("\\D", "")).intValueExact();
    }

    private static boolean authorized(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
