package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/** The disk of the commons' outbox is full: requests are refused and leave nothing, and afterwards each is made once. */
@Tag("e2e")
@Order(8)
@ExtendWith(Travelled.class)
class FullDiskTest {
    private static final String CHANNEL = "commons.cohort-profiles.v1";
    private static final int REQUESTS = 30;

    private final Scene scene;
    private final World world;
    private final Person rosalind;

    FullDiskTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
        this.rosalind = scene.cast().rosalind;
    }

    static List<Named<FullDisk.Maker>> disks() throws Exception {
        return FullDisk.possible();
    }

    @ParameterizedTest
    @MethodSource("disks")
    void what_a_full_disk_refuses_leaves_nothing_and_what_is_accepted_crosses_once(FullDisk.Maker kind)
            throws Exception {
        Map<String, String> profiles = new LinkedHashMap<>();
        Set<String> refused = new HashSet<>();
        String told;
        try (FullDisk disk = kind.of(world, ServiceSpec.COMMONS.database())) {
            told = disk.toString();
            disk.fill();
            for (int number = 0; number < REQUESTS; number++) {
                String key = UUID.randomUUID().toString();
                Map<String, Long> before = rows();
                Answer answer = profile(key);
                if (answer.ok()) {
                    profiles.put(key, id(answer));
                } else {
                    assertThat(answer.problem()).startsWith("503 storage-unavailable: ");
                    assertThat(rows()).isEqualTo(before);
                    refused.add(key);
                }
            }
            assertThat(refused).isNotEmpty();
            disk.free();
            for (String key : refused) {
                profiles.put(key, id(profile(key).orThrow()));
            }
            await("the outbox")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> rows("outbox WHERE published_at IS NULL") == 0);
        }
        assertThat(profiles).hasSize(REQUESTS);
        assertThat(profiles.values()).doesNotHaveDuplicates();
        Map<String, Set<String>> crossed = crossed();
        profiles.forEach((key, profile) -> assertThat(crossed.get(profile)).hasSize(1));
        await("every report")
                .atMost(Duration.ofMinutes(2))
                .until(() -> reported().containsAll(profiles.values()));
        Ledgers.Verified verified = Ledgers.verify(scene, "ledgers-full-disk");
        assertThat(verified.hold()).as(verified.said()).isTrue();
        System.out.println("    disk full (" + told + "): " + refused.size() + " of " + REQUESTS
                + " requests refused with 503, all made once afterwards; " + verified.said());
    }

    private Answer profile(String key) {
        return rosalind.post("/cohorts/" + scene.facts().noted("cohort").orElseThrow() + "/profile", Map.of(), key);
    }

    private static String id(Answer answer) {
        return answer.json().path("profileId").asText();
    }

    /** What a request for a profile writes. */
    private Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        for (String written : List.of(
                "cohort_profile",
                "idempotency_key WHERE operation = 'send-cohort-profile'",
                "outbox WHERE channel = '" + CHANNEL + "'",
                "ledger_entry WHERE action = 'cohort-profile.sent'")) {
            rows.put(written, rows(written));
        }
        return rows;
    }

    private long rows(String from) throws SQLException {
        try (Connection connection = world.postgres().connect(ServiceSpec.COMMONS.database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Event ids by the profile that they are about. */
    private Map<String, Set<String>> crossed() {
        Map<String, Set<String>> events = new HashMap<>();
        try (Mail mail = new Mail(world)) {
            for (ConsumerRecord<byte[], byte[]> message : mail.everything()) {
                if (message.topic().equals(CHANNEL)) {
                    events.computeIfAbsent(new String(message.key(), StandardCharsets.UTF_8), key -> new HashSet<>())
                            .add(new String(
                                    message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
                }
            }
        }
        return events;
    }

    private Set<String> reported() {
        Set<String> profiles = new HashSet<>();
        for (JsonNode report : Scene.all(rosalind, "/representativeness-reports")) {
            profiles.add(report.path("profileId").asText());
        }
        return profiles;
    }
}
