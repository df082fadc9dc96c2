package org.tessera.enclave.approval.adapter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * As much of Keycloak's admin API as the groups of projects need: one group, accounts whose ids are their names with "id-of-" before them. Like
 * Keycloak it answers 400 to a path that is not plain, and 404 for an account that is not there.
 */
final class AccountRegister implements AutoCloseable {
    private static final String ADMIN = "/admin/realms/enclave";
    private static final Pattern PLAIN = Pattern.compile(ADMIN + "/users/[a-z-]+(/groups/group)?");

    private final String group;
    private final Set<String> accounts = new ConcurrentSkipListSet<>();
    private final Set<String> vanishing = new ConcurrentSkipListSet<>();
    private final Set<String> disabled = new ConcurrentSkipListSet<>();
    private final Set<String> members = new ConcurrentSkipListSet<>();
    private final HttpServer server;
    private volatile boolean isFailing;
    private volatile boolean isSilent;

    AccountRegister(String group) {
        this.group = group;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
    }

    void start() {
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    AccountRegister account(String name) {
        accounts.add(name);
        return this;
    }

    /** It is found, and is gone when something is to be done with it. */
    AccountRegister vanishing(String name) {
        vanishing.add(name);
        return this;
    }

    AccountRegister disabled(String name) {
        disabled.add(name);
        return this;
    }

    AccountRegister failing() {
        isFailing = true;
        return this;
    }

    /** It takes calls and never answers them. */
    AccountRegister silent() {
        isSilent = true;
        return this;
    }

    Set<String> members() {
        return Set.copyOf(members);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (path.endsWith("/token")) {
            answer(exchange, 200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":300}");
        } else if (isSilent) {
            // The exchange stays open until the server is stopped.
            members.clear();
        } else if (isFailing) {
            answer(exchange, 503, "{}");
        } else if (path.equals(ADMIN + "/groups")) {
            answer(exchange, 200, "[{\"id\":\"parent\",\"name\":\"projects\"}]");
        } else if (path.equals(ADMIN + "/groups/parent/children")) {
            answer(exchange, 200, "[{\"id\":\"group\",\"name\":\"" + group + "\"}]");
        } else if (path.equals(ADMIN + "/groups/group/members")) {
            answer(exchange, 200, "[]");
        } else if (path.equals(ADMIN + "/users")) {
            String found = accounts.stream()
                    .filter(name -> query.contains("username=" + name))
                    .findFirst()
                    .map(name -> "[{\"id\":\"id-of-" + name + "\",\"username\":\"" + name + "\"}]")
                    .orElse("[]");
            answer(exchange, 200, found);
        } else {
            user(exchange, path);
        }
    }

    private void user(HttpExchange exchange, String path) throws IOException {
        String name =
                path.replace(ADMIN + "/users/", "").replace("/groups/group", "").replace("id-of-", "");
        if (!PLAIN.matcher(path).matches()) {
            answer(exchange, 400, "{}");
        } else if (!accounts.contains(name) || vanishing.contains(name)) {
            answer(exchange, 404, "{}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, "{\"id\":\"id-of-" + name + "\",\"enabled\":" + !disabled.contains(name) + "}");
        } else {
            members.add(name);
            answer(exchange, 204, "");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
