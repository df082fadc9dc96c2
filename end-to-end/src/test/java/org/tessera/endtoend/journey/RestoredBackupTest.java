package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/**
 * The database of each service, one after the other, is put back to a backup while Kafka and the other domains went on: what
 * came since is heard again and has one effect, nothing hangs, and the counterparts see that a history went back.
 */
@Tag("e2e")
@Order(11) // the last one: it leaves ledgers that contradict what was said before
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Travelled.class)
class RestoredBackupTest {
    private static final String PARTNER = "partner-lakeside";

    private final Scene scene;
    private final World world;
    private final Requests requests;
    private final Map<ServiceSpec, Backup> backups = new HashMap<>();
    private String activeBefore = "";
    private String inFlight = "";
    private String asked = "";
    private String profileInFlight = "";
    private String profile = "";
    private String withdrawn = "";

    RestoredBackupTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
        this.requests = new Requests(scene);
    }

    /** A backup of everybody, with requests in flight; then the journey goes on. */
    @BeforeAll
    void the_journey_goes_on_after_a_backup() throws Exception {
        new Approval(scene).apply();
        activeBefore = requests.activeMatch();
        world.service(ServiceSpec.BROKER).stop();
        world.service(ServiceSpec.REPRESENTATIVENESS).stop();
        inFlight = requests.match();
        profileInFlight = requests.profile();
        for (ServiceSpec service : ServiceSpec.all()) {
            backups.put(service, Backup.of(world, service));
        }
        world.service(ServiceSpec.BROKER).start();
        world.service(ServiceSpec.REPRESENTATIVENESS).start();
        withdrawn = value(
                ServiceSpec.BROKER,
                "SELECT reference FROM token_record WHERE domain = 'IMAGING' AND partner = '" + PARTNER
                        + "' ORDER BY reference LIMIT 1");
        Path list = Files.writeString(scene.own("hospitals").resolve("opted-out.csv"), "midrc_id\n" + withdrawn + "\n");
        scene.tools().partner(PARTNER, "withdraw", "--list", list.toString(), "--within", "PT1S");
        requests.awaitMatch(inFlight, "ACTIVE");
        profile = requests.profile();
        requests.awaitReports(profileInFlight);
        requests.awaitReports(profile);
        quiet();
    }

    @Test
    @Order(1)
    void the_broker_hears_requests_and_opt_outs_again_and_the_enclave_keeps_its_one_match() throws Exception {
        SortedMap<String, Long> known = Memory.rows(world, ServiceSpec.BROKER);
        List<JsonNode> table = requests.matchTable();
        putBack(ServiceSpec.BROKER);

        soon("what the broker knew")
                .untilAsserted(
                        () -> assertThat(Memory.rows(world, ServiceSpec.BROKER)).isEqualTo(known));
        soon("the run")
                .until(
                        () -> scene.cast()
                                .oper
                                .get("/match-runs/" + inFlight)
                                .json()
                                .path("state")
                                .asText(),
                        "MATCHED"::equals);
        assertThat(value(ServiceSpec.BROKER, "SELECT count(*) FROM withdrawal WHERE reference = '" + withdrawn + "'"))
                .isEqualTo("1");
        assertThat(value(ServiceSpec.BROKER, "SELECT count(*) FROM token_record WHERE reference = '" + withdrawn + "'"))
                .isEqualTo("0");
        quiet();
        assertThat(requests.stateOf(inFlight)).isEqualTo("ACTIVE");
        assertThat(requests.matchTable()).isEqualTo(table);
        asked = requests.activeMatch();
        awaitContradiction(ServiceSpec.BROKER, ServiceSpec.COMMONS, ServiceSpec.ENCLAVE);
    }

    @Test
    @Order(2)
    void the_representativeness_service_reports_again_and_nobody_has_a_report_twice() throws Exception {
        SortedMap<String, Long> known = Memory.rows(world, ServiceSpec.REPRESENTATIVENESS);
        SortedMap<String, Long> reader = Memory.rows(world, ServiceSpec.COMMONS);
        putBack(ServiceSpec.REPRESENTATIVENESS);

        soon("what it knew")
                .untilAsserted(() -> assertThat(Memory.rows(world, ServiceSpec.REPRESENTATIVENESS))
                        .isEqualTo(known));
        quiet();
        assertThat(Memory.rows(world, ServiceSpec.COMMONS)).isEqualTo(reader);
        requests.awaitReports(requests.profile());
        awaitContradiction(ServiceSpec.REPRESENTATIVENESS, ServiceSpec.COMMONS, ServiceSpec.ENCLAVE);
    }

    @Test
    @Order(3)
    void the_commons_hears_what_it_waited_for_and_sets_aside_what_it_no_longer_knows() throws Exception {
        putBack(ServiceSpec.COMMONS);

        requests.awaitReports(profileInFlight);
        soon("the opt-out")
                .until(
                        () -> value(
                                ServiceSpec.COMMONS,
                                "SELECT count(*) FROM withdrawal WHERE reference = '" + withdrawn + "'"),
                        "1"::equals);
        soon("the report on a forgotten profile").until(() -> setAside(ServiceSpec.COMMONS, "unknown-profile") > 0);
        assertThat(value(
                        ServiceSpec.COMMONS,
                        "SELECT count(*) FROM cohort_profile WHERE profile_id = '" + profile + "'"))
                .isEqualTo("0");
        requests.awaitReports(requests.profile());
        awaitContradiction(
                ServiceSpec.COMMONS, ServiceSpec.ENCLAVE, ServiceSpec.BROKER, ServiceSpec.REPRESENTATIVENESS);
    }

    @Test
    @Order(4)
    void the_enclave_leaves_no_request_hanging_and_matches_again() throws Exception {
        putBack(ServiceSpec.ENCLAVE);

        soon("the result of a forgotten request")
                .until(() -> setAside(ServiceSpec.ENCLAVE, "match-request-unknown") > 0);
        assertThat(requests.knows(asked)).isFalse();
        // Its own key was destroyed when the forgotten request took its place.
        requests.awaitMatch(inFlight, "FAILED");
        assertThat(requests.stateOf(activeBefore)).isEqualTo("ACTIVE");
        requests.activeMatch();
        awaitContradiction(
                ServiceSpec.ENCLAVE, ServiceSpec.COMMONS, ServiceSpec.BROKER, ServiceSpec.REPRESENTATIVENESS);
    }

    @Test
    @Order(5)
    void every_ledger_holds_by_itself_and_together_they_show_the_gap() throws Exception {
        quiet();
        List<Path> exports = new ArrayList<>();
        for (ServiceSpec service : ServiceSpec.all()) {
            byte[] ledger =
                    Ledgers.auditor(scene, service).get("/ledger").orThrow().body();
            exports.add(scene.keep("ledgers-restored/" + service.clientId() + ".ndjson", ledger));
        }
        Set<String> saidAlone = new HashSet<>();
        for (Path export : exports) {
            Ledgers.Verified alone = Ledgers.verify(scene, List.of(export));
            assertThat(ownMistakes(alone)).isEmpty();
            alone.said().lines().forEach(saidAlone::add);
        }
        Ledgers.Verified together = Ledgers.verify(scene, exports);
        System.out.println("    " + together.said().lines().toList().getLast());
        assertThat(together.said().lines().filter(line -> !saidAlone.contains(line)))
                .anyMatch(line -> line.contains(" has another entry ") || line.contains(" does not reach entry "));
    }

    /** Who was shown two heads of one restored ledger says it already alone; that is no mistake of the own chain. */
    private static List<String> ownMistakes(Ledgers.Verified alone) {
        return alone.said()
                .lines()
                .filter(line -> !alone.hold()
                        && !line.contains(" signed two heads ")
                        && !line.startsWith("Note: ")
                        && !line.startsWith("The history does not hold: "))
                .toList();
    }

    private void putBack(ServiceSpec service) throws Exception {
        long begin = System.nanoTime();
        Objects.requireNonNull(backups.get(service)).putBack();
        System.out.printf(
                "    %s put back and ready again after %.1f s%n",
                service.clientId(), (System.nanoTime() - begin) / 1e9);
    }

    private long setAside(ServiceSpec service, String reason) {
        return Scene.all(Ledgers.auditor(scene, service), "/quarantine").stream()
                .filter(item -> item.path("reason").asText().equals(reason))
                .count();
    }

    private void awaitContradiction(ServiceSpec restored, ServiceSpec... counterparts) {
        for (ServiceSpec counterpart : counterparts) {
            soon("the alarm at " + counterpart.clientId())
                    .until(() -> !value(
                                    counterpart,
                                    "SELECT count(*) FROM ledger_entry WHERE action = 'ledger-head.contradicts' AND object = '"
                                            + restored.clientId() + "'")
                            .equals("0"));
        }
    }

    private String value(ServiceSpec service, String query) throws SQLException {
        return Database.value(world, service, query).orElseThrow();
    }

    /** Until everything that was said has been heard. */
    private void quiet() throws Exception {
        try (Mail mail = new Mail(world)) {
            soon("the services").until(() -> mail.unheard() == 0);
        }
    }

    static ConditionFactory soon(String what) {
        return await(what)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptionsMatching(Unexpected.class::isInstance);
    }
}
