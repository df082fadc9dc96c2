package org.tessera.endtoend.compose;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.tessera.endtoend.world.Folders;
import org.tessera.endtoend.world.Kafka;
import org.tessera.endtoend.world.Kept;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.Secrets;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.Stage;

/** The world in containers. From this machine it is reached through the ports that it publishes on 127.0.0.1. */
public final class ComposeWorld implements Stage {
    private static final String PARTNERS_KAFKA = "127.0.0.1:9492";
    private static final String ADMINISTRATORS_KAFKA = "127.0.0.1:9493";
    private static final String KEYCLOAK = "https://127.0.0.1:9440";
    private static final Map<ServiceSpec, Integer> PORTS = Map.of(
            ServiceSpec.COMMONS, 9441,
            ServiceSpec.ENCLAVE, 9442,
            ServiceSpec.BROKER, 9443,
            ServiceSpec.REPRESENTATIVENESS, 9444);

    private final Places places;
    private final Secrets secrets;
    private final DeploymentFiles files;
    private final Engine engine;

    /** The world of this repository's docker-compose.yml; {@code offline} with local substitutes for public images. */
    public ComposeWorld(Places repository, boolean offline) {
        this.places = new Places(repository.root(), repository.home().resolve("compose"));
        this.secrets = Secrets.open(places);
        this.files = new DeploymentFiles(places, secrets);
        this.engine = new Engine(places, offline);
    }

    @Override
    public void start() throws IOException {
        writeFiles();
        System.setProperty("javax.net.ssl.trustStore", files.trustStore().toString());
        System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
        engine.buildImages();
        engine.compose("up", "--detach", "--wait", "--wait-timeout", "600");
    }

    @Override
    public List<String> stop() {
        List<String> running = engine.docker(
                        "ps", "--filter", "label=com.docker.compose.project=tessera", "--format", "{{.Names}}")
                .lines()
                .toList();
        if (!running.isEmpty()) {
            engine.compose("down", "--remove-orphans");
        }
        return running;
    }

    @Override
    public void reset() throws IOException {
        Kept.forget(places);
        engine.compose("down", "--remove-orphans", "--volumes");
        for (String folder : List.of("outside", "logs")) {
            Folders.delete(places.home().resolve(folder));
        }
    }

    /** Makes the files that docker-compose.yml mounts, where they are missing. */
    public void writeFiles() throws IOException {
        files.write();
    }

    /** Tells what each service can reach; false when that is not exactly what it should. */
    public boolean proveSeparation(PrintStream out) {
        boolean separated = true;
        for (Separation.Finding finding : new Separation(engine).examine()) {
            separated &= finding.wrong().isEmpty();
            out.printf(
                    Locale.ROOT,
                    "  %s %-26s %4d connections tried: %s%n",
                    finding.wrong().isEmpty() ? "✓" : "✗",
                    finding.service(),
                    finding.attempts(),
                    finding.wrong().isEmpty()
                            ? "only its own database, Kafka and Keycloak answer"
                            : String.join("; ", finding.wrong()));
        }
        return separated;
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public String url(ServiceSpec service) {
        return "https://127.0.0.1:" + PORTS.get(service);
    }

    @Override
    public String keycloak() {
        return KEYCLOAK;
    }

    @Override
    public Map<String, Object> administratorSettings() {
        Properties properties = new Properties();
        try {
            properties.load(
                    new StringReader(files.kafkaAdministrator(files.authority().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> settings = new HashMap<>();
        properties.forEach((name, value) -> settings.put(name.toString(), value));
        settings.put("bootstrap.servers", ADMINISTRATORS_KAFKA);
        return settings;
    }

    @Override
    public Map<String, Object> clientSettings(String clientId) {
        String tokens = KEYCLOAK + "/realms/mesh/protocol/openid-connect/token";
        Map<String, Object> settings = Kafka.tokenSettings(tokens, clientId, secrets.ofClient(clientId));
        settings.put("bootstrap.servers", PARTNERS_KAFKA);
        settings.put("security.protocol", "SASL_SSL");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", files.authority().toString());
        return settings;
    }

    @Override
    public Map<String, String> toolEnvironment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                PARTNERS_KAFKA,
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KEYCLOAK_URL",
                KEYCLOAK,
                "JDK_JAVA_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + files.trustStore() + " -Djavax.net.ssl.trustStoreType=PKCS12");
    }

    @Override
    public List<Memory> memory() {
        String format = "{{.Name}} {{.MemUsage}}";
        return engine.docker("stats", "--no-stream", "--format", format)
                .lines()
                .filter(line -> line.startsWith("tessera-"))
                .sorted()
                .map(line -> line.split("\\s+"))
                .map(words -> new Memory(words[0], mebibytes(words[1]), 0))
                .toList();
    }

    private static long mebibytes(String text) {
        double number = Double.parseDouble(text.replaceAll("[^0-9.]", ""));
        return Math.round(text.endsWith("GiB") ? number * 1024 : number);
    }
}
