package org.tessera.contracttests;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Before the tests everything that they need is read or reached once: what is wrong with the options is one sentence, not
 * hundreds of failed tests. Whatever a service itself does wrong is left to the tests.
 */
final class Beforehand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DOCUMENT = "/q/openapi?format=json";

    private Beforehand() {}

    /** Throws {@link Obstacle} with the first thing that cannot be read or reached. */
    static void check() {
        Target.service();
        readable("accounts");
        readable("kafka");
        readable("ca");
        publicKeys();
        List<Target.Account> accounts = accounts();
        service();
        logins(accounts);
        Target.kafka().ifPresent(Beforehand::kafka);
    }

    /** What keeps the tests from being tried; the message is a sentence for the person at the terminal. */
    static final class Obstacle extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Obstacle(String sentence) {
            super(sentence);
        }

        private Obstacle(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    private static void readable(String option) {
        Target.file(option).ifPresent(file -> {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new Obstacle("There is no file " + file + " to read (--" + option + ").");
            }
        });
    }

    private static void publicKeys() {
        Target.publicKeys().ifPresent(folder -> {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.noneMatch(file -> file.toString().endsWith(".jwks.json"))) {
                    throw new Obstacle("There are no public keys (*.jwks.json) in " + folder + " (--public-keys).");
                }
            } catch (IOException e) {
                throw new Obstacle("There is no folder " + folder + " to read (--public-keys).", e);
            }
        });
    }

    private static List<Target.Account> accounts() {
        List<Target.Account> accounts;
        try {
            accounts = Target.accounts().stream()
                    .filter(account -> account.realm().equals(Target.realm()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw new Obstacle(Target.file("accounts").orElseThrow() + " is no text (--accounts).", e);
        }
        if (accounts.isEmpty()) {
            throw new Obstacle("No line of " + Target.file("accounts").orElseThrow()
                    + " is an account of the realm " + Target.realm()
                    + ": lines are realm, user, role and password; --realm names another realm (--accounts).");
        }
        return accounts;
    }

    private static void service() {
        Response answer = get("url", Target.url() + DOCUMENT);
        if (answer.statusCode() != 200) {
            throw new Obstacle(Target.url() + " answers, but shows no OpenAPI document: " + DOCUMENT + " is status "
                    + answer.statusCode() + " (--url).");
        }
    }

    /** Tokens that were made elsewhere need no Keycloak. */
    private static void logins(List<Target.Account> accounts) {
        List<Target.Account> tried = Stream.concat(accounts.stream(), Target.foreigner().stream())
                .filter(Target.Account::hasPassword)
                .toList();
        tried.stream().map(Target.Account::realm).distinct().forEach(Beforehand::realm);
        try {
            accounts.stream().map(Target.Account::role).distinct().forEach(Target::token);
            Target.foreigner().ifPresent(Target::login);
        } catch (IllegalStateException refused) {
            throw new Obstacle(refused.getMessage() + " (--accounts).", refused);
        }
    }

    private static void realm(String name) {
        if (!Target.hasKeycloak()) {
            throw new Obstacle("An account of the realm " + name
                    + " has a password: tell at which Keycloak it logs in (--keycloak).");
        }
        String realm = Target.realmAt(name);
        Response answer = get("keycloak", realm);
        if (answer.statusCode() != 200) {
            throw new Obstacle("Keycloak does not know the realm " + name + ": " + realm + " is status "
                    + answer.statusCode() + " (--keycloak).");
        }
    }

    private static Response get(String option, String address) {
        RestAssuredConfig config = patient(Target.tls());
        try {
            if (URI.create(address).getHost() == null) {
                throw new IllegalArgumentException("no host");
            }
            return RestAssured.given().config(config).redirects().follow(false).get(address);
        } catch (IllegalArgumentException e) {
            throw new Obstacle(address + " is no address: give one like https://example.org (--" + option + ").", e);
        } catch (Exception e) {
            // RestAssured lets through what its signature does not name.
            String why = e instanceof SSLException
                    ? ", since its certificate is not trusted, or another host's: --ca names an authority"
                    : "";
            throw new Obstacle("Nothing answers at " + address + why + " (--" + option + ").", e);
        }
    }

    private static RestAssuredConfig patient(RestAssuredConfig config) {
        return config.httpClient(HttpClientConfig.httpClientConfig()
                .setParam("http.connection.timeout", (int) PATIENCE.toMillis())
                .setParam("http.socket.timeout", (int) PATIENCE.toMillis()));
    }

    private static void kafka(Properties settings) {
        String servers = settings.getProperty("bootstrap.servers", "");
        if (servers.isBlank()) {
            throw new Obstacle(Target.file("kafka").orElseThrow() + " names no bootstrap.servers (--kafka).");
        }
        Map<String, Object> all = new HashMap<>();
        settings.forEach((name, value) -> all.put(name.toString(), value));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.listTopics(PATIENCE);
        } catch (KafkaException e) {
            throw new Obstacle(
                    "Kafka cannot be reached, or does not let this client in, at " + servers + " (--kafka).", e);
        }
    }
}
