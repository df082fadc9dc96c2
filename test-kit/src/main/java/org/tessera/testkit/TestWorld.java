package org.tessera.testkit;

import java.nio.file.Path;

/**
 * Where the shared servers of this JVM are. Held in system properties, because a Quarkus test and its servers live in
 * different class loaders.
 */
public final class TestWorld {
    static final String FOLDER = "tessera.testkit.folder";
    static final String KAFKA = "tessera.testkit.kafka";
    static final String KAFKA_WITH_LOGIN = "tessera.testkit.kafka-with-login";
    static final String KEYCLOAK = "tessera.testkit.keycloak";

    private TestWorld() {}

    /** Folder with the keys of every client: {@code keys/private/<client>}, {@code keys/public}. */
    public static Path folder() {
        return Path.of(required(FOLDER));
    }

    /** Folder of a client's private keys, as {@code TESSERA_PRIVATE_KEYS} names it. */
    public static Path privateKeys(String client) {
        return privateKeys(folder(), client);
    }

    /** Folder of everybody's public keys, as {@code TESSERA_PUBLIC_KEYS} names it. */
    public static Path publicKeys() {
        return publicKeys(folder());
    }

    static Path privateKeys(Path folder, String client) {
        return folder.resolve("keys").resolve("private").resolve(client);
    }

    static Path publicKeys(Path folder) {
        return folder.resolve("keys").resolve("public");
    }

    /** Bootstrap address of the broker. */
    public static String kafka() {
        return required(KAFKA);
    }

    /** Bootstrap address at which a client logs in with a token of the realm {@code mesh}. */
    public static String kafkaWithLogin() {
        return required(KAFKA_WITH_LOGIN);
    }

    /** Base URL of the issuer, without a slash at the end. */
    public static String keycloak() {
        return required(KEYCLOAK);
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("the servers are not up: annotate the test with @OnRealServers");
        }
        return value;
    }
}
