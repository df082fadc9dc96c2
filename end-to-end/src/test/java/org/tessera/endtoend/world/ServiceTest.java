package org.tessera.endtoend.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is built anew beside a standing world leaves its services as they are. */
class ServiceTest {
    @TempDir
    private Path folder = Path.of(".");

    private ServiceSpec spec;
    private Service service;
    private Path built;

    @BeforeEach
    void a_service_that_is_built() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            spec = new ServiceSpec("honest-broker", "broker", "broker", any.getLocalPort(), 32);
        }
        Places places = new Places(folder, folder.resolve(".tessera"));
        Folders.copy(Places.find().realms(), Files.createDirectories(places.realms()));
        Secrets secrets = Secrets.open(places);
        service = new Service(places, secrets, new Postgres(places, secrets), spec, Map.of());
        built = Files.createDirectories(folder.resolve("honest-broker/target/quarkus-app"));
        jar(StandInService.class, StandInService.Later.class);
    }

    @AfterEach
    void it_ends() {
        service.stop();
    }

    @Test
    void a_build_beside_a_running_service_takes_nothing_from_it() throws Exception {
        service.start();
        jar(StandInService.class);

        HttpRequest later =
                HttpRequest.newBuilder(URI.create(spec.url() + "/later")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(later, HttpResponse.BodyHandlers.ofString()).body())
                    .as(String.join("\n", service.process().tail(10)))
                    .isEqualTo("loaded later");
        }
    }

    @Test
    void the_next_start_takes_what_was_built_and_nothing_of_before() throws Exception {
        Files.writeString(built.resolve("of-before.jar"), "");
        service.start();
        service.stop();
        Files.delete(built.resolve("of-before.jar"));
        Files.writeString(built.resolve("new.jar"), "");
        service.start();

        try (var files = Files.list(folder.resolve(".tessera/programs/honest-broker"))) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("new.jar", "quarkus-run.jar");
        }
    }

    /** As Maven does it: the same name, other contents. */
    private void jar(Class<?>... classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        try (OutputStream file = Files.newOutputStream(built.resolve("quarkus-run.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            for (Class<?> each : List.of(classes)) {
                String name = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                jar.write(Objects.requireNonNull(each.getClassLoader().getResourceAsStream(name))
                        .readAllBytes());
            }
        }
    }
}
