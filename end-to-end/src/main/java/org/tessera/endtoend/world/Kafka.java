package org.tessera.endtoend.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.tessera.deploy.rules.AccessRules;

/** A Kafka node (KRaft) as a process, with the topics and access rules of channels.yaml. */
public final class Kafka implements Server {
    /** Where services and partners reach it. */
    public static final String BOOTSTRAP = "127.0.0.1:" + Ports.KAFKA;

    private static final String ADMIN = "tessera-kafka";

    private final Places places;
    private final Secrets secrets;
    private final List<String> partners;
    private final ServerProcess process;
    private final Path data;
    private final Path configuration;

    /** Kafka of these places; the partners get the rights of {@code partner-*}. */
    public Kafka(Places places, Secrets secrets, List<String> partners) {
        this.places = places;
        this.secrets = secrets;
        this.partners = List.copyOf(partners);
        this.process = new ServerProcess(places, "kafka");
        this.data = places.home().resolve("kafka");
        this.configuration = places.home().resolve("kafka.properties");
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public void start() throws Exception {
        configure();
        if (!Files.exists(data.resolve("meta.properties"))) {
            format();
        }
        List<String> command =
                new ArrayList<>(java("-Xms128m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + jwks());
        command.addAll(List.of("kafka.Kafka", configuration.toString()));
        process.start(command, Map.of());
        Await.until(process, () -> Await.listens(Ports.KAFKA_BROKER));
        Await.until(process, () -> {
            try (Admin admin = administrator()) {
                return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
            }
        });
        try (Admin admin = administrator()) {
            AccessRules.apply(admin, partners);
        }
    }

    /** A connection of the super user, who sees everything: for set-up, and for tests that tap the topics. */
    public Admin administrator() {
        return Admin.create(administratorSettings());
    }

    /** Client settings of the super user. */
    public Map<String, Object> administratorSettings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", "127.0.0.1:" + Ports.KAFKA_BROKER);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "PLAIN");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + ADMIN
                        + "\" password=\"" + password() + "\";");
        settings.put("request.timeout.ms", 10_000);
        settings.put("default.api.timeout.ms", 15_000);
        return settings;
    }

    /** Client settings of a service or partner: a token of the realm {@code mesh} by its client secret. */
    public Map<String, Object> clientSettings(String clientId) {
        String tokens = Keycloak.issuer("mesh") + "/protocol/openid-connect/token";
        Map<String, Object> settings = tokenSettings(tokens, clientId, secrets.ofClient(clientId));
        settings.put("bootstrap.servers", BOOTSTRAP);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        return settings;
    }

    /** Settings with which a client logs in by a token that it gets at that address. */
    public static Map<String, Object> tokenSettings(String tokens, String clientId, String clientSecret) {
        System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", tokens);
        Map<String, Object> settings = new HashMap<>();
        settings.put("sasl.mechanism", "OAUTHBEARER");
        settings.put("sasl.oauthbearer.token.endpoint.url", tokens);
        settings.put(
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId=\"" + clientId
                        + "\" clientSecret=\"" + clientSecret + "\";");
        return settings;
    }

    private String password() {
        return secrets.of("TESSERA_KAFKA_ADMIN");
    }

    private static String jwks() {
        return Keycloak.issuer("mesh") + "/protocol/openid-connect/certs";
    }

    private void configure() throws IOException {
        String text = Files.readString(places.root().resolve("deploy/kafka/server.properties"))
                .replace("${HOST}", "127.0.0.1")
                .replace("${CLIENT_PORT}", Integer.toString(Ports.KAFKA))
                .replace("${BROKER_PORT}", Integer.toString(Ports.KAFKA_BROKER))
                .replace("${CONTROLLER_PORT}", Integer.toString(Ports.KAFKA_CONTROLLER))
                .replace("${KEYCLOAK_URL}", Keycloak.URL)
                .replace("${DATA}", data.toString())
                .replace("${ADMIN}", ADMIN)
                .replace("${ADMIN_PASSWORD}", password());
        Secrets.writePrivately(configuration, text);
    }

    private void format() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                configuration.toString()));
        if (!process.prepare(command, Map.of(), Duration.ofMinutes(2))) {
            throw new Trouble("Kafka could not make its data folder." + Await.tail(process));
        }
    }

    private List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Places.java());
        command.addAll(List.of(options));
        command.add("-Dlog4j2.configurationFile=" + places.root().resolve("deploy/kafka/log4j2.yaml"));
        command.add("-cp");
        command.add(places.root().resolve("deploy/kafka/target/lib") + "/*");
        return command;
    }
}
