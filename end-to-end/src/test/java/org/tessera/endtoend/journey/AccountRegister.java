package org.tessera.endtoend.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.tessera.endtoend.world.World;

/** Keycloak in the hands of its administrator: accounts and clients are taken away and given back. */
final class AccountRegister {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String password;

    AccountRegister(World world) {
        this.url = world.keycloak();
        this.password = world.secrets().of("TESSERA_KEYCLOAK_BOOTSTRAP");
    }

    /** From now on that account may log in, or not; when not, its sessions end. */
    void mayLogIn(String realm, String user, boolean allowed) throws IOException, InterruptedException {
        String account = only("/admin/realms/" + realm + "/users?exact=true&username=" + user);
        change(account(realm, account), representation -> representation.put("enabled", allowed));
        if (!allowed) {
            send(HttpRequest.newBuilder(at(account(realm, account) + "/logout")).POST(BodyPublishers.noBody()));
        }
    }

    /** The subject of every account of a realm. */
    List<String> subjects(String realm) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at("/admin/realms/" + realm + "/users?max=1000"))
                        .GET())
                .findValuesAsText("id");
    }

    private static String account(String realm, String id) {
        return "/admin/realms/" + realm + "/users/" + id;
    }

    /** From now on that client gets tokens, or none. */
    void mayGetTokens(String realm, String client, boolean allowed) throws IOException, InterruptedException {
        change(client(realm, client), representation -> representation.put("enabled", allowed));
    }

    /** From now on tokens of that client live for so many seconds; as long as the realm says when it is 0. */
    void tokensLive(String realm, String client, int seconds) throws IOException, InterruptedException {
        change(
                client(realm, client),
                representation -> representation
                        .withObject("/attributes")
                        .put("access.token.lifespan", seconds == 0 ? "" : Integer.toString(seconds)));
    }

    private String client(String realm, String client) throws IOException, InterruptedException {
        String clients = "/admin/realms/" + realm + "/clients";
        return clients + "/" + only(clients + "?clientId=" + client);
    }

    @FunctionalInterface
    private interface Change {
        void to(ObjectNode representation);
    }

    private String only(String path) throws IOException, InterruptedException {
        JsonNode found = send(HttpRequest.newBuilder(at(path)).GET());
        if (found.size() != 1) {
            throw new Unexpected(path + " found " + found.size());
        }
        return found.path(0).path("id").asText();
    }

    private void change(String path, Change change) throws IOException, InterruptedException {
        ObjectNode representation =
                (ObjectNode) send(HttpRequest.newBuilder(at(path)).GET());
        change.to(representation);
        send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(representation))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return answered(request.header("Authorization", "Bearer " + token()).build());
    }

    private String token() throws IOException, InterruptedException {
        String form = "grant_type=password&client_id=admin-cli&username=admin&password=" + password;
        return answered(HttpRequest.newBuilder(at("/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build())
                .path("access_token")
                .asText();
    }

    private JsonNode answered(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofByteArray());
        return Answer.of(request.method() + " " + request.uri().getPath(), response)
                .orThrow()
                .json();
    }

    private URI at(String path) {
        return URI.create(url + path);
    }
}
