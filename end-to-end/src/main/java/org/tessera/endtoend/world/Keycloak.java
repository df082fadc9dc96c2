package org.tessera.endtoend.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tessera.envelope.Digests;

/**
 * Keycloak from its distribution. Building it and importing the four realms happens once; the database that comes out
 * is kept as a template, and every start begins with a copy of it.
 */
public final class Keycloak implements Server {
    /** Where it answers. */
    public static final String URL = "http://127.0.0.1:" + Ports.KEYCLOAK;

    private final Places places;
    private final Secrets secrets;
    private final ServerProcess process;
    private final Path home;
    private final Path template;
    private final Path database;
    private final Path stamp;

    /** Keycloak of these places. */
    public Keycloak(Places places, Secrets secrets) {
        this.places = places;
        this.secrets = secrets;
        this.process = new ServerProcess(places, "keycloak");
        this.home = places.home().resolve("keycloak/server");
        this.template = places.home().resolve("keycloak/template");
        this.stamp = places.home().resolve("keycloak/prepared");
        this.database = home.resolve("data/h2");
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** Whether the long preparation (about a minute) still has to be made. */
    public boolean prepared() throws IOException {
        return Files.exists(stamp) && Files.readString(stamp).equals(fingerprint());
    }

    /** Unpacks, builds and imports, when the distribution, the realms or the secrets are new. */
    public void prepare() throws IOException, InterruptedException {
        if (prepared()) {
            return;
        }
        Folders.delete(home);
        Folders.delete(template);
        Folders.copy(distribution(), home);
        run(List.of("build", "--db=dev-file", "--health-enabled=true"), Map.of());
        Map<String, String> environment = new HashMap<>(secrets.all());
        environment.put("JAVA_OPTS_APPEND", "-Dkeycloak.migration.replace-placeholders=true");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.of("TESSERA_KEYCLOAK_BOOTSTRAP"));
        run(List.of("import", "--optimized", "--dir", places.realms().toString()), environment);
        Folders.copy(database, template);
        Files.writeString(stamp, fingerprint());
    }

    @Override
    public void start() throws Exception {
        prepare();
        if (!Files.exists(database)) {
            Folders.copy(template, database);
        }
        process.start(command(), Map.of());
        Await.until(
                process,
                () -> Await.answers(URL + "/realms/mesh")
                        && Await.answers(URL + "/realms/mesh/protocol/openid-connect/certs"));
    }

    /** Forgets everything since the import. */
    void reset() throws IOException {
        Folders.delete(database);
    }

    /** The issuer of a realm. */
    public static String issuer(String realm) {
        return URL + "/realms/" + realm;
    }

    private List<String> command() {
        return List.of(
                Places.java(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=224m",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=" + Ports.KEYCLOAK,
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + Ports.KEYCLOAK_MANAGEMENT);
    }

    private Path distribution() throws IOException {
        Path unpacked = places.root().resolve("deploy/keycloak/target/dist");
        if (!Files.isDirectory(unpacked)) {
            throw new Trouble("Keycloak is not unpacked yet: build first (./run demo does it).");
        }
        try (Stream<Path> folders = Files.list(unpacked)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("keycloak-"))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new Trouble("There is no Keycloak distribution in " + unpacked + "."));
        }
    }

    /** Of what was prepared: distribution, realms, secrets. */
    String fingerprint() throws IOException {
        StringBuilder text = new StringBuilder(distribution().getFileName().toString());
        try (Stream<Path> files = Files.list(places.realms())) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        secrets.all().forEach((name, value) -> {
            if (name.startsWith("TESSERA_SECRET_") || name.startsWith("TESSERA_PASSWORD_")) {
                text.append(name).append(value);
            }
        });
        return Digests.prefixed(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void run(List<String> words, Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", home.resolve("bin/kc.sh").toString()));
        command.addAll(words);
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        if (!process.prepare(command, all, Duration.ofMinutes(10))) {
            throw new Trouble("Keycloak's preparation (" + words.getFirst() + ") failed." + Await.tail(process));
        }
    }
}
