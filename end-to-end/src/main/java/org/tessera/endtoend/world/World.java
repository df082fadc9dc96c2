package org.tessera.endtoend.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tessera.envelope.Keys;

/** All servers of the local world: started in order, stopped in the reverse order, whatever happens. */
public final class World implements Stage, AutoCloseable {
    private final Places places;
    private final Secrets secrets;
    private final Progress progress;
    private final Postgres postgres;
    private final Keycloak keycloak;
    private final Kafka kafka;
    private final List<Service> services;

    /** The world of this repository. */
    public World(Places places, Progress progress) {
        this(places, progress, Map.of());
    }

    /** The world of this repository, whose services get these settings too. */
    public World(Places places, Progress progress, Map<String, String> settings) {
        this.places = places;
        this.progress = progress;
        this.secrets = Secrets.open(places);
        this.postgres = new Postgres(places, secrets);
        this.keycloak = new Keycloak(places, secrets);
        this.kafka = new Kafka(places, secrets, partners(places));
        this.services = ServiceSpec.all().stream()
                .map(spec -> new Service(places, secrets, postgres, spec, settings))
                .toList();
    }

    /** Client ids of the partners that the realm {@code mesh} knows. */
    public static List<String> partners(Places places) {
        try {
            return Pattern.compile("\"clientId\": \"(partner-[a-z0-9-]+)\"")
                    .matcher(Files.readString(places.realms().resolve("mesh-realm.json")))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing is forgotten where nothing could start afterwards: throws {@link Trouble} when a port is taken. */
    @Override
    public void reset() throws IOException {
        Ports.requireFree();
        Kept.forget(places);
        for (String folder : List.of("postgres", "kafka", "keys", "services", "logs", "pids", "outside")) {
            Folders.delete(places.home().resolve(folder));
        }
        keycloak.reset();
    }

    /** Stops what runs; forgets its data when they are nobody's or {@code fresh} is said, otherwise they are gone on with. */
    public void goOn(boolean fresh) throws IOException {
        Optional<String> kept = Kept.by(places).filter(_ -> !fresh);
        if (kept.isPresent() && !keycloak.prepared()) {
            throw Trouble.beforehand("Realms or secrets have changed since this world was left by " + kept.get()
                    + ", so its accounts would be lost: say --fresh to throw that world away.");
        }
        List<String> running =
                running().stream().map(server -> server.process().name()).toList();
        if (!running.isEmpty()) {
            progress.say("Running here already, and now started anew: " + String.join(", ", running) + ".");
        }
        stop();
        if (kept.isPresent()) {
            progress.say("Going on with the data of the world that was left by " + kept.get()
                    + "; --fresh would throw them away.");
        } else {
            reset();
        }
    }

    /** Starts PostgreSQL, Keycloak and Kafka. */
    public void startServers() throws Exception {
        Ports.requireFree();
        createKeys();
        if (!keycloak.prepared()) {
            progress.during("keycloak: build and import of the realms, only once", () -> {
                keycloak.prepare();
                return "";
            });
        }
        together(List.of(starting(postgres), starting(keycloak)));
        together(List.of(starting(kafka)));
    }

    /** Starts everything except the named service, if any. */
    public void start(String except) throws Exception {
        startServers();
        together(services.stream()
                .filter(service -> !service.spec().clientId().equals(except))
                .map(this::starting)
                .toList());
    }

    @Override
    public void start() throws Exception {
        start("");
    }

    private Callable<String> starting(Server server) {
        String name = server.process().name();
        return () -> progress.during(name, () -> {
            server.start();
            server.process().whenItCrashes(() -> crashed(server));
            return name;
        });
    }

    private void crashed(Server server) {
        progress.say("  ✗ " + server.process().name() + " ended although nobody asked it to."
                + Await.tail(server.process()));
    }

    private static void together(List<Callable<String>> starts) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> results = starts.stream().map(threads::submit).toList();
            for (Future<String> result : results) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    results.forEach(other -> other.cancel(true));
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        }
    }

    private void createKeys() throws IOException {
        Stream<String> clients =
                Stream.concat(services.stream().map(service -> service.spec().clientId()), partners(places).stream());
        for (String client : clients.toList()) {
            Path folder = places.privateKeys(client);
            if (!Files.exists(folder.resolve(Keys.SIGNING))) {
                Keys.create(client, folder, places.publicKeys());
            }
        }
    }

    /** Every server, in the order of the start. */
    public List<Server> servers() {
        List<Server> all = new ArrayList<>(List.of(postgres, keycloak, kafka));
        all.addAll(services);
        return all;
    }

    @Override
    public List<String> end() {
        servers().forEach(server -> server.process().startNoMore());
        return stop();
    }

    /** Services first. */
    @Override
    public List<String> stop() {
        List<String> stopped = new ArrayList<>();
        List<Server> running = running();
        List<Server> runningServices =
                running.stream().filter(Service.class::isInstance).toList();
        runningServices.parallelStream().forEach(Server::stop);
        running.reversed().stream()
                .filter(server -> !(server instanceof Service))
                .forEach(Server::stop);
        running.forEach(server -> stopped.add(server.process().name()));
        return stopped;
    }

    private List<Server> running() {
        return servers().stream().filter(server -> server.process().alive()).toList();
    }

    @Override
    public void close() {
        stop();
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
        return service.url();
    }

    @Override
    public String keycloak() {
        return Keycloak.URL;
    }

    @Override
    public Map<String, Object> administratorSettings() {
        return kafka.administratorSettings();
    }

    @Override
    public Map<String, Object> clientSettings(String clientId) {
        return kafka.clientSettings(clientId);
    }

    @Override
    public Map<String, String> toolEnvironment() {
        return Map.of("KAFKA_BOOTSTRAP_SERVERS", Kafka.BOOTSTRAP, "KEYCLOAK_URL", Keycloak.URL);
    }

    @Override
    public List<Memory> memory() {
        return servers().stream()
                .map(Server::process)
                .map(process -> new Memory(process.name(), process.residentMebibytes(), process.peakMebibytes()))
                .toList();
    }

    /** Its PostgreSQL. */
    public Postgres postgres() {
        return postgres;
    }

    /** Its Kafka. */
    public Kafka kafka() {
        return kafka;
    }

    /** A service by its client id. */
    public Service service(ServiceSpec spec) {
        return services.stream()
                .filter(service -> service.spec().equals(spec))
                .findFirst()
                .orElseThrow(() -> new Trouble("There is no service " + spec.clientId() + "."));
    }
}
