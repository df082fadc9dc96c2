package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/**
 * No name, birth date with a name, number, reference or person id is in any topic, HTTP answer, log, metric or
 * quarantine of the journey where governance does not allow it; and a planted leak is found in each of them.
 */
@Tag("e2e")
@Order(2)
@ExtendWith(Travelled.class)
class LeakTest {
    private static final int PERSONS = 60;

    private final Scene scene;
    private final World world;
    private final Evidence evidence;

    LeakTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
        this.evidence = trip.evidence();
    }

    @Test
    void nobody_can_be_found_in_what_passed_by() throws Exception {
        Needles people = people();
        Needles references = references();
        Set<String> leaks = new TreeSet<>();
        List<Evidence.Item> everything = everything();
        assertThat(everything).extracting(Evidence.Item::kind).contains("topic", "http", "problem", "log", "metrics");
        for (Evidence.Item item : everything) {
            people.in(item.bytes()).forEach(found -> leaks.add(item.kind() + " " + item.place() + ": " + found));
            references.in(item.bytes()).forEach(found -> leaks.add(item.kind() + " " + item.place() + ": " + found));
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void a_workspace_shows_aliases_and_no_commons_id() throws IOException {
        Needles cases = new Needles();
        for (NamedCsvRecord row : rows(scene.data().imagingRegister())) {
            cases.add("commons id", row.getField("midrc_id"));
        }
        Predicate<Evidence.Item> ofWorkspace =
                item -> item.kind().equals("http") && item.place().contains("/projects/");
        assertThat(evidence.items().stream().filter(ofWorkspace)).isNotEmpty();
        assertThat(evidence.items().stream()
                        .filter(ofWorkspace)
                        .filter(item -> !cases.in(item.bytes()).isEmpty())
                        .map(Evidence.Item::place))
                .isEmpty();
    }

    @Test
    void a_planted_leak_is_found_everywhere() throws Exception {
        NamedCsvRecord victim = rows(scene.data().clinicalRegister()).getFirst();
        String name = victim.getField("first") + " " + victim.getField("last") + " " + victim.getField("birth_date");
        Needles needles = new Needles();
        needles.add("canary", name);
        byte[] disguised = Base64.getEncoder().encode(("{\"note\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8));
        Evidence planted = new Evidence();
        planted.saw(scene.cast().rosalind, new Answer("GET /planted", 200, disguised));
        planted.saw(scene.cast().rosalind, new Answer("GET /planted", 422, problem(name)));
        planted.add(new Evidence.Item("metrics", "planted", metric(name)));
        plantInTopic(disguised);
        Path log = world.places().logs().resolve("planted.log");
        Files.write(log, disguised);
        try {
            try (Borders borders = new Borders(world, planted)) {
                borders.since();
            }
            awaitQuarantined();
            logs().forEach(planted::add);
            quarantines().forEach(planted::add);
            Set<String> kinds = new TreeSet<>();
            for (Evidence.Item item : planted.items()) {
                if (!needles.in(item.bytes()).isEmpty()) {
                    kinds.add(item.kind());
                }
            }
            assertThat(kinds).contains("http", "problem", "metrics", "topic", "log", "quarantine");
        } finally {
            Files.delete(log);
        }
    }

    private static byte[] problem(String name) {
        return ("{\"status\":422,\"kind\":\"invalid\",\"detail\":\"no record of " + name + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] metric(String name) {
        return ("tessera_refusals_total{reason=\"" + name + "\",service=\"planted\"} 1.0\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void plantInTopic(byte[] bytes) throws Exception {
        Map<String, Object> settings = new HashMap<>(world.kafka().administratorSettings());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("broker.feasibility-results.v1", bytes, bytes))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private void awaitQuarantined() throws Exception {
        for (int attempt = 0; attempt < 100 && quarantines().isEmpty(); attempt++) {
            Thread.sleep(200);
        }
    }

    /** Names with birth dates, numbers and addresses of persons of both registers. */
    private Needles people() throws IOException {
        Needles needles = new Needles();
        for (Path register :
                List.of(scene.data().clinicalRegister(), scene.data().imagingRegister())) {
            for (NamedCsvRecord row : rows(register).stream().limit(PERSONS).toList()) {
                String first = row.getField("first");
                String last = row.getField("last");
                needles.add("name", first + " " + last);
                needles.add("name", last + ", " + first);
                needles.add("name and birth date", last + "|" + row.getField("birth_date"));
                needles.add("address", row.getField("address"));
                if (!row.getField("ssn").isBlank()) {
                    needles.add("ssn", row.getField("ssn"));
                    needles.add("ssn", row.getField("ssn").replace("-", ""));
                }
                if (last.length() >= 9) {
                    needles.add("last name", last);
                }
            }
        }
        return needles;
    }

    /** What the enclave alone may know: references, and the hospitals' record numbers in a field. */
    private Needles references() throws SQLException, IOException {
        Needles needles = new Needles();
        try (Connection connection = world.postgres().connect("enclave");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT enclave_ref, person_id FROM person_ref LIMIT 400")) {
            while (found.next()) {
                needles.add("enclaveRef", found.getString(1));
                needles.add("person_id", "person_id\":" + found.getLong(2));
                needles.add("person_id", "personId\":" + found.getLong(2));
            }
        }
        return needles;
    }

    private List<Evidence.Item> everything() throws Exception {
        List<Evidence.Item> all = new ArrayList<>(evidence.items());
        all.addAll(logs());
        all.addAll(quarantines());
        for (ServiceSpec service : ServiceSpec.all()) {
            Answer metrics = scene.cast().rosalind.at(service.url()).get("/q/metrics");
            all.add(new Evidence.Item("metrics", service.clientId(), metrics.body()));
        }
        return all;
    }

    private List<Evidence.Item> logs() throws IOException {
        List<Evidence.Item> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(world.places().logs())) {
            for (Path file : files.toList()) {
                logs.add(new Evidence.Item("log", file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        return logs;
    }

    private List<Evidence.Item> quarantines() throws SQLException {
        List<Evidence.Item> items = new ArrayList<>();
        for (ServiceSpec service : ServiceSpec.all()) {
            try (Connection connection = world.postgres().connect(service.database());
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(
                            "SELECT coalesce(payload, ''::bytea), headers::text, reason FROM quarantine")) {
                while (found.next()) {
                    items.add(new Evidence.Item("quarantine", service.clientId(), found.getBytes(1)));
                    String open = found.getString(2) + found.getString(3);
                    items.add(
                            new Evidence.Item("quarantine", service.clientId(), open.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return items;
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }
}
