package org.tessera.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The service under test and how to reach it, from the system properties that {@link Main} sets, {@code tessera.contract.*}. */
final class Target {
    /** Prefix of the system properties. */
    static final String PREFIX = "tessera.contract.";

    private static final String READY_MADE = "token:";
    private static final Map<String, String> REALMS = Map.of(
            "imaging-commons", "commons",
            "representativeness-service", "commons",
            "clinical-enclave", "enclave",
            "honest-broker", "broker");
    /** A wrong password, tried so often, locks nobody out: that takes ten in our realms, thirty where nothing is set. */
    private static final int LOGINS = 4;

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Target() {}

    /**
     * Somebody who may log in.
     *
     * @param realm of the account, or a name for it where a token was made elsewhere
     * @param user its name
     * @param role its only role
     * @param secret a password, or {@code token:} and an access token made elsewhere
     */
    record Account(String realm, String user, String role, String secret) {
        /** Whether it logs in at Keycloak; otherwise its token was made elsewhere. */
        boolean hasPassword() {
            return !secret.startsWith(READY_MADE);
        }
    }

    /** Client id of the service it stands in for, "imaging-commons". */
    static String service() {
        String service = required("service");
        if (!REALMS.containsKey(service)) {
            throw new IllegalStateException("There is no contract for a service " + service + "; there is one for "
                    + String.join(", ", REALMS.keySet().stream().sorted().toList()) + ".");
        }
        return service;
    }

    /** Base address. */
    static String url() {
        return required("url").replaceAll("/+$", "");
    }

    /** Whether it is said where accounts log in. */
    static boolean hasKeycloak() {
        return optional("keycloak").isPresent();
    }

    /** Base address of that realm of Keycloak. */
    static String realmAt(String realm) {
        return required("keycloak").replaceAll("/+$", "") + "/realms/" + realm;
    }

    /** The file or folder that an option names; empty when it was not given. */
    static Optional<Path> file(String option) {
        return optional(option).map(Path::of);
    }

    /** Realm whose accounts use it: ours, unless another is named. */
    static String realm() {
        return optional("realm").orElseGet(() -> REALMS.getOrDefault(service(), ""));
    }

    /** Settings of a Kafka client that may read what the service writes; empty when Kafka is not to be looked at. */
    static Optional<Properties> kafka() {
        return optional("kafka").map(file -> {
            Properties settings = new Properties();
            try (Reader in = Files.newBufferedReader(Path.of(file))) {
                settings.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("the Kafka settings cannot be read", e);
            }
            return settings;
        });
    }

    /** Folder of everybody's public keys. */
    static Optional<Path> publicKeys() {
        return optional("public-keys").map(Path::of);
    }

    /** All accounts, of every realm: lines of realm, user, role, password; # begins a comment. */
    static List<Account> accounts() {
        try {
            return Files.readAllLines(Path.of(required("accounts"))).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+", 4))
                    .filter(words -> words.length == 4)
                    .map(words -> new Account(words[0], words[1], words[2], words[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the accounts cannot be read", e);
        }
    }

    /** An access token of somebody with that role in the service's realm; empty when no account has it. */
    static Optional<String> token(String role) {
        return accounts().stream()
                .filter(account ->
                        account.realm().equals(realm()) && account.role().equals(role))
                .findFirst()
                .map(Target::login);
    }

    /** Somebody of another realm than the service's. */
    static Optional<Account> foreigner() {
        return accounts().stream()
                .filter(account -> !account.realm().equals(realm()))
                .findFirst();
    }

    /** An access token of that account. */
    static String login(Account account) {
        if (!account.hasPassword()) {
            return account.secret().substring(READY_MADE.length());
        }
        return TOKENS.computeIfAbsent(account.realm() + "/" + account.user(), key -> fetch(account));
    }

    /**
     * A login. Keycloak with its protection against guessing refuses an account that logs in elsewhere at the same moment
     * in the words for a wrong password, so that a refusal counts when it is said again.
     */
    private static String fetch(Account account) {
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", "tessera-cli");
        form.put("username", account.user());
        form.put("password", account.secret());
        for (int tries = 1; ; tries++) {
            String answer = RestAssured.given()
                    .config(tls())
                    .formParams(form)
                    .post(realmAt(account.realm()) + "/protocol/openid-connect/token")
                    .asString();
            JsonNode token = parse(answer).path("access_token");
            if (token.isTextual()) {
                return token.asText();
            }
            if (tries == LOGINS) {
                throw new IllegalStateException(account.user() + " cannot log in at the realm " + account.realm());
            }
            pause();
        }
    }

    private static JsonNode parse(String answer) {
        try {
            return new ObjectMapper().readTree(answer);
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak did not answer a login with JSON", e);
        }
    }

    /** Of another length for everybody who waits, and longer than what Keycloak takes for the haste of a guesser, a second. */
    private static void pause() {
        try {
            Thread.sleep(1_200 + ThreadLocalRandom.current().nextInt(1_500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at a login", e);
        }
    }

    /** Java's own authorities, or the one that {@code --ca} names; host names are checked either way. */
    static RestAssuredConfig tls() {
        return optional("ca")
                .map(file -> RestAssuredConfig.config()
                        .sslConfig(SSLConfig.sslConfig().with().trustStore(authority(Path.of(file)))))
                .orElseGet(RestAssuredConfig::config);
    }

    private static KeyStore authority(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The authority's certificate cannot be read.", e);
        }
    }

    private static String required(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException("Tell --" + name + "."));
    }

    private static Optional<String> optional(String name) {
        @Nullable String value = System.getProperty(PREFIX + name);
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
