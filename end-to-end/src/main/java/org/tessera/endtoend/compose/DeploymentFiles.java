package org.tessera.endtoend.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Secrets;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;
import org.tessera.envelope.Keys;

/**
 * The files that docker-compose.yml mounts: passwords, keys, certificates, realms with their secrets filled in. Made once
 * and kept. The folder lets its owner in and nobody else; inside, files are readable, because each container runs under
 * an account of its own and sees only what it is given.
 */
final class DeploymentFiles {
    /** Keycloak's address, as every container and every token has it. */
    static final String ISSUER_BASE = "https://keycloak:8443";

    private static final List<String> DATABASES =
            List.of("commons", "enclave", "broker", "representativeness", "keycloak");

    private final Places places;
    private final Secrets secrets;

    DeploymentFiles(Places places, Secrets secrets) {
        this.places = places;
        this.secrets = secrets;
    }

    /** Makes what is missing. */
    void write() throws IOException {
        Files.createDirectories(places.home());
        Files.setPosixFilePermissions(places.home(), PosixFilePermissions.fromString("rwx------"));
        new Certificates(folder("tls"), secrets.of("TESSERA_AUTHORITY")).create(servers());
        keys();
        realms();
        for (String database : DATABASES) {
            write("database/" + database + ".admin", databasePassword(database + "_admin"));
            write("database/" + database + ".password", databasePassword(database));
        }
        for (ServiceSpec service : ServiceSpec.all()) {
            write(service.clientId() + ".properties", properties(service));
        }
        keycloak();
        write("kafka/admin-password", kafkaPassword());
        write("kafka/admin.properties", kafkaAdministrator("/run/secrets/ca.crt"));
        storageKey();
        readable(places.home().resolve("keys"));
        readable(places.home().resolve("files"));
    }

    /** Client settings of Kafka's super user, for who finds the authority's certificate at that path. */
    String kafkaAdministrator(String authority) {
        return String.join(
                "\n",
                "security.protocol=SASL_SSL",
                "ssl.truststore.type=PEM",
                "ssl.truststore.location=" + authority,
                "sasl.mechanism=PLAIN",
                "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required "
                        + "username=\"tessera-kafka\" password=\"" + kafkaPassword() + "\";",
                "request.timeout.ms=20000",
                "default.api.timeout.ms=60000",
                "");
    }

    /** Trust store with the authority's certificate. */
    Path trustStore() {
        return places.home().resolve("files/tls/ca.p12");
    }

    /** The authority's certificate. */
    Path authority() {
        return places.home().resolve("files/tls/ca.crt");
    }

    private static List<String> servers() {
        List<String> servers = new ArrayList<>(List.of("kafka", "keycloak"));
        ServiceSpec.all().forEach(service -> servers.add(service.clientId()));
        DATABASES.forEach(database -> servers.add(database + "-database"));
        return servers;
    }

    private void keys() throws IOException {
        Stream<String> clients =
                Stream.concat(ServiceSpec.all().stream().map(ServiceSpec::clientId), World.partners(places).stream());
        for (String client : clients.toList()) {
            if (!Files.exists(places.privateKeys(client).resolve(Keys.SIGNING))) {
                Keys.create(client, places.privateKeys(client), places.publicKeys());
            }
        }
    }

    /** Keycloak would take the secrets from its environment; files are seen by fewer. */
    private void realms() throws IOException {
        Map<String, String> values = secrets.all();
        try (Stream<Path> files = Files.list(places.realms())) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (Map.Entry<String, String> secret : values.entrySet()) {
                    text = text.replace("${" + secret.getKey() + "}", secret.getValue());
                }
                write("realms/" + file.getFileName(), text);
            }
        }
    }

    private void keycloak() throws IOException {
        write(
                "keycloak.conf",
                String.join(
                        "\n",
                        "db=postgres",
                        "db-url=jdbc:postgresql://keycloak-database:5432/keycloak?sslmode=verify-full&sslrootcert=/run/secrets/ca.crt",
                        "db-username=keycloak",
                        "db-password=" + databasePassword("keycloak"),
                        "bootstrap-admin-username=admin",
                        "bootstrap-admin-password=" + secrets.of("TESSERA_KEYCLOAK_BOOTSTRAP"),
                        ""));
    }

    private String properties(ServiceSpec service) {
        List<String> lines = new ArrayList<>(List.of(
                "# Secrets of " + service.clientId() + "; read through QUARKUS_CONFIG_LOCATIONS.",
                "config_ordinal=290",
                "tessera.client-secret=" + secrets.ofClient(service.clientId()),
                "quarkus.datasource.password=" + databasePassword(service.database())));
        if (service.equals(ServiceSpec.ENCLAVE)) {
            lines.add("TESSERA_KEYCLOAK_ADMIN_SECRET=" + secrets.of("TESSERA_SECRET_CLINICAL_ENCLAVE_ADMIN"));
        }
        return String.join("\n", lines) + "\n";
    }

    private void storageKey() throws IOException {
        if (!Files.exists(folder(".").resolve("storage.key"))) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            write("storage.key", HexFormat.of().formatHex(key) + " 2026-1\n");
        }
    }

    private String databasePassword(String name) {
        return secrets.of("TESSERA_DATABASE_" + name.toUpperCase(Locale.ROOT));
    }

    private String kafkaPassword() {
        return secrets.of("TESSERA_KAFKA_ADMIN");
    }

    private Path folder(String name) {
        return places.home().resolve("files").resolve(name).normalize();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void readable(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                String permissions = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
            }
        }
    }
}
