package org.tessera.endtoend.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One of the four services: its own JVM, its own client id, its own database. */
public final class Service implements Server {
    private static final String JAR = "quarkus-run.jar";

    private final Places places;
    private final Secrets secrets;
    private final Postgres postgres;
    private final ServiceSpec spec;
    private final Map<String, String> settings;
    private final ServerProcess process;

    /** The service of that description; the settings are environment variables beside those that every service gets. */
    public Service(Places places, Secrets secrets, Postgres postgres, ServiceSpec spec, Map<String, String> settings) {
        this.places = places;
        this.secrets = secrets;
        this.postgres = postgres;
        this.spec = spec;
        this.settings = Map.copyOf(settings);
        this.process = new ServerProcess(places, spec.clientId());
    }

    /** Its description. */
    public ServiceSpec spec() {
        return spec;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public void start() throws Exception {
        Path jar = ownProgram().resolve(JAR);
        process.start(
                List.of(
                        Places.java(),
                        "-Xms32m",
                        "-Xmx" + spec.heap() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:MaxMetaspaceSize=160m",
                        "-XX:ReservedCodeCacheSize=48m",
                        "-Xss512k",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + Keycloak.issuer("mesh")
                                + "/protocol/openid-connect/token",
                        "-jar",
                        jar.toString()),
                environment());
        Await.until(process, () -> Await.answers(spec.url() + "/q/health/ready"));
    }

    /**
     * A copy of what is built, renewed at every start: a build beside a world that was left standing replaces the jars, and
     * a service could not load from them what it needs later.
     */
    private Path ownProgram() throws IOException {
        Path built = places.root().resolve(spec.clientId()).resolve("target/quarkus-app");
        if (!Files.exists(built.resolve(JAR))) {
            throw new Trouble(spec.clientId() + " is not built yet: " + built.resolve(JAR)
                    + " is missing (./run demo builds it).");
        }
        Path own = places.home().resolve("programs").resolve(spec.clientId());
        Folders.delete(own);
        Files.createDirectories(own);
        Folders.copy(built, own);
        return own;
    }

    /** Its environment: the same names everywhere, here with the values of the local world. */
    public Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(spec.port()));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", Postgres.url(spec.database()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", spec.database());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password(spec.database()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", Kafka.BOOTSTRAP);
        environment.put("KEYCLOAK_URL", Keycloak.URL);
        environment.put("TESSERA_CLIENT_ID", spec.clientId());
        environment.put("TESSERA_CLIENT_SECRET", secrets.ofClient(spec.clientId()));
        environment.put(
                "TESSERA_PRIVATE_KEYS", places.privateKeys(spec.clientId()).toString());
        environment.put("TESSERA_PUBLIC_KEYS", places.publicKeys().toString());
        environment.putAll(own());
        environment.putAll(settings);
        return environment;
    }

    private Map<String, String> own() throws IOException {
        Path folder = places.serviceFolder(spec.clientId());
        Files.createDirectories(folder);
        return switch (spec.clientId()) {
            case "imaging-commons" ->
                Map.of("TESSERA_COMMONS_FILES", folder.resolve("files").toString());
            case "clinical-enclave" ->
                Map.of(
                        "TESSERA_ENCLAVE_KEYS",
                        folder.resolve("keys").toString(),
                        "TESSERA_KEYCLOAK_ADMIN_SECRET",
                        secrets.of("TESSERA_SECRET_CLINICAL_ENCLAVE_ADMIN"));
            case "honest-broker" ->
                Map.of("TESSERA_BROKER_STORAGE_KEY", storageKey(folder).toString());
            default -> Map.of();
        };
    }

    private static Path storageKey(Path folder) throws IOException {
        Path file = folder.resolve("storage.key");
        if (!Files.exists(file)) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Secrets.writePrivately(file, HexFormat.of().formatHex(key) + " 2026-1\n");
        }
        return file;
    }
}
