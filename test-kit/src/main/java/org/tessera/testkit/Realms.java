package org.tessera.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID issuer with the realms of Tessera: discovery, key set, tokens for clients (client credentials), and a
 * {@link Login} for people. It stands for Keycloak in component tests; the end-to-end journey runs against Keycloak itself.
 */
final class Realms {
    static final List<String> NAMES = List.of("commons", "enclave", "broker", "mesh");

    private final HttpServer server;
    private final Login login = new Login();

    private Realms(HttpServer server) {
        this.server = server;
    }

    /** Starts on a free port; keeps each realm's private key in the folder, where {@link Tokens} finds it. */
    static Realms start(Path folder) {
        try {
            Files.createDirectories(folder);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Realms realms = new Realms(server);
            for (String name : NAMES) {
                RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
                key.setKeyId(name);
                key.setUse("sig");
                key.setAlgorithm("RS256");
                Files.writeString(folder.resolve(name + ".jwk.json"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
                realms.open(name, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
            }
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return realms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException("a realm's key could not be made", e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    private void open(String realm, String keySet) {
        String path = "/realms/" + realm;
        server.createContext(
                path + "/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery(realm)));
        server.createContext(path + "/protocol/openid-connect/certs", exchange -> json(exchange, 200, keySet));
        server.createContext(path + "/protocol/openid-connect/token", exchange -> token(exchange, realm));
        server.createContext(path + "/protocol/openid-connect/auth", exchange -> login.page(exchange, realm));
        server.createContext(
                path + "/protocol/openid-connect/logout",
                exchange -> Forms.redirect(
                        exchange,
                        Forms.read(exchange.getRequestURI().getRawQuery())
                                .getOrDefault("post_logout_redirect_uri", "/")));
    }

    private String discovery(String realm) {
        String issuer = url() + "/realms/" + realm;
        String connect = issuer + "/protocol/openid-connect";
        return JsonUtil.toJson(Map.of(
                "issuer",
                issuer,
                "jwks_uri",
                connect + "/certs",
                "token_endpoint",
                connect + "/token",
                "authorization_endpoint",
                connect + "/auth",
                "introspection_endpoint",
                connect + "/token/introspect",
                "end_session_endpoint",
                connect + "/logout",
                "subject_types_supported",
                List.of("public"),
                "response_types_supported",
                List.of("code"),
                "id_token_signing_alg_values_supported",
                List.of("RS256")));
    }

    private void token(HttpExchange exchange, String realm) throws IOException {
        Map<String, String> form = Forms.body(exchange);
        if ("authorization_code".equals(form.get("grant_type"))) {
            Map<String, Object> tokens = login.tokens(form);
            json(exchange, tokens.isEmpty() ? 400 : 200, JsonUtil.toJson(tokens));
            return;
        }
        String client = clientOf(form, exchange.getRequestHeaders().getFirst("Authorization"));
        if (client.isEmpty()) {
            json(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        String token = Tokens.ofClient(realm, client);
        json(exchange, 200, JsonUtil.toJson(Map.of("access_token", token, "token_type", "Bearer", "expires_in", 300)));
    }

    /** The client id of a request whose secret is "secret-of-" and its id; empty when they do not fit. */
    private static String clientOf(Map<String, String> form, @Nullable String header) {
        String client = form.getOrDefault("client_id", "");
        String secret = form.getOrDefault("client_secret", "");
        if (header != null && header.startsWith("Basic ")) {
            String basic = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
            int colon = basic.indexOf(':');
            client = Forms.decoded(basic.substring(0, colon));
            secret = Forms.decoded(basic.substring(colon + 1));
        }
        return secret.equals("secret-of-" + client) ? client : "";
    }

    private static void json(HttpExchange exchange, int status, String json) throws IOException {
        Forms.answer(exchange, status, "application/json", json);
    }
}
