package org.tessera.partner.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.tessera.partner.table.Refusal;

/** The login at Keycloak, tried before Kafka's client does it, which tries for ten seconds and keeps the reason to itself. */
final class Login {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Login() {}

    /**
     * Asks for a token, as Kafka's client will, and throws it away.
     *
     * @param tokenUrl where Keycloak gives tokens
     * @throws Refusal when it gives none; the sentence never holds the secret
     */
    static void attempt(String tokenUrl, String clientId, String clientSecret) throws Refusal, InterruptedException {
        int status;
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            status = http.send(request(tokenUrl, clientId, clientSecret), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new Refusal(
                    "Keycloak does not answer at " + tokenUrl + " ("
                            + e.getClass().getSimpleName() + ").",
                    e);
        }
        switch (status) {
            case 200 -> {}
            case 400, 401 ->
                throw new Refusal("The login at Keycloak failed (" + tokenUrl + "): is " + clientId
                        + " the client id, and TESSERA_CLIENT_SECRET its secret?");
            default ->
                throw new Refusal("The login at Keycloak failed: " + tokenUrl + " answered " + status
                        + "; is that Keycloak's address?");
        }
    }

    private static HttpRequest request(String tokenUrl, String clientId, String clientSecret) throws Refusal {
        byte[] credentials = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
        try {
            return HttpRequest.newBuilder(URI.create(tokenUrl))
                    .timeout(PATIENCE)
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new Refusal("--keycloak (KEYCLOAK_URL) is an address like https://accounts.example.org.", e);
        }
    }
}
