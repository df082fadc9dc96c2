package org.tessera.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.Channel;
import org.tessera.contracts.Channels;
import org.tessera.envelope.Keys;

/**
 * The servers of this JVM: started once, stopped when it ends. {@link RealServers} reaches this class through the
 * system class loader only, so that there is one of it.
 */
public final class SharedServers {
    static final List<String> SERVICES =
            List.of("imaging-commons", "clinical-enclave", "honest-broker", "representativeness-service");
    static final List<String> PARTNERS = List.of("partner-north", "partner-south");

    private static final List<Logger> NOISY = Stream.of(
                    "kafka", "org.apache.kafka", "state", "io.zonky", "org.testcontainers")
            .map(Logger::getLogger)
            .toList();

    private static @Nullable SharedServers instance;

    private final Path folder;
    private final Databases databases;
    private final Broker kafka;
    private final Realms realms;
    private final Map<String, String> databaseOf = new HashMap<>();

    private SharedServers() throws IOException {
        NOISY.forEach(logger -> logger.setLevel(Level.WARNING));
        folder = Files.createTempDirectory("tessera-test");
        for (String client : Stream.concat(SERVICES.stream(), PARTNERS.stream()).toList()) {
            Keys.create(client, TestWorld.privateKeys(folder, client), TestWorld.publicKeys(folder));
        }
        realms = Realms.start(folder.resolve("realms"));
        databases = Databases.start();
        kafka = Broker.start(folder.resolve("kafka"), realms.url() + "/realms/mesh");
        kafka.createTopics(Channels.load().all().stream().map(Channel::name).collect(Collectors.toSet()));
        System.setProperty(TestWorld.FOLDER, folder.toString());
        System.setProperty(TestWorld.KAFKA, kafka.bootstrap());
        System.setProperty(TestWorld.KAFKA_WITH_LOGIN, kafka.authenticated());
        System.setProperty(TestWorld.KEYCLOAK, realms.url());
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "tessera-test-stop"));
    }

    /** Starts what is not yet up and returns the configuration of the client. */
    public static synchronized Map<String, String> configurationOf(String client) {
        SharedServers servers = instance;
        if (servers == null) {
            try {
                servers = new SharedServers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            instance = servers;
        }
        return servers.configuration(client);
    }

    private Map<String, String> configuration(String client) {
        String url = databaseOf.computeIfAbsent(client, databases::create);
        String role = url.substring(url.lastIndexOf('/') + 1);
        Map<String, String> configuration = new HashMap<>();
        configuration.put("quarkus.datasource.jdbc.url", url);
        configuration.put("quarkus.datasource.username", role);
        configuration.put("quarkus.datasource.password", role);
        configuration.put("quarkus.http.test-port", "0");
        configuration.put("quarkus.http.test-host", "127.0.0.1");
        configuration.put("kafka.bootstrap.servers", kafka.bootstrap());
        configuration.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap());
        configuration.put("kafka.security.protocol", "PLAINTEXT");
        configuration.put("keycloak.url", realms.url());
        configuration.put("KEYCLOAK_URL", realms.url());
        configuration.put("tessera.client-id", client);
        configuration.put("tessera.client-secret", "secret-of-" + client);
        configuration.put(
                "tessera.private-keys", TestWorld.privateKeys(folder, client).toString());
        configuration.put("tessera.public-keys", TestWorld.publicKeys(folder).toString());
        for (Logger noisy : NOISY) {
            configuration.put("quarkus.log.category.\"" + noisy.getName() + "\".level", "WARN");
        }
        return Map.copyOf(configuration);
    }

    private void stop() {
        kafka.stop();
        databases.stop();
        realms.stop();
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            // a folder left in the temporary directory harms nobody
        }
    }
}
