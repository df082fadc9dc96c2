package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tessera.endtoend.world.ServiceSpec;
import org.tessera.endtoend.world.World;

/** Messages that come again, and messages that come in the wrong order. */
@Tag("e2e")
@Order(9) // after everything that sends messages
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Travelled.class)
class RepeatedMessagesTest {
    private static final String MATCH_REQUESTS = "enclave.match-requests.v1";
    private static final Duration QUIET = Duration.ofSeconds(7);

    private final Scene scene;
    private final World world;

    RepeatedMessagesTest(Travelled.Trip trip) {
        this.scene = trip.scene();
        this.world = trip.world();
    }

    @Test
    @Order(1)
    void a_cancellation_that_comes_before_its_request_waits_in_quarantine_and_nothing_is_lost() throws Exception {
        Person rosalind = scene.cast().rosalindAtEnclave;
        String path = "/projects/" + scene.facts().noted("project").orElseThrow() + "/match-requests";
        world.service(ServiceSpec.BROKER).stop();
        String cancelled = ask(rosalind, path);
        rosalind.post(path + "/" + cancelled + "/cancel").orThrow();
        String wanted = ask(rosalind, path);
        List<ConsumerRecord<byte[], byte[]>> reversed = reverse(3);
        world.service(ServiceSpec.BROKER).start();

        rosalind.await(path + "/" + wanted, "the match", match -> state(match).equals("ACTIVE"));
        await("the cancelled run")
                .atMost(Duration.ofMinutes(2))
                .until(() -> run(cancelled).equals("MATCHED"));
        assertThat(state(rosalind.get(path + "/" + cancelled).orThrow().json())).isEqualTo("CANCELLED");
        JsonNode waiting = Scene.all(scene.cast().aubrey, "/quarantine").stream()
                .filter(item -> item.path("reason").asText().equals("unknown-request"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        String again = "/quarantine/" + waiting.path("id").asText() + "/redrive";
        scene.cast().oper.post(again).orThrow();
        say(
                "reversed.txt",
                "3 messages heard in reverse (" + reversed.size() + " sent): the cancellation waited in quarantine");
    }

    private List<ConsumerRecord<byte[], byte[]>> reverse(int expected) throws Exception {
        try (Mail mail = new Mail(world)) {
            await("what the enclave sent")
                    .atMost(Duration.ofMinutes(2))
                    .until(() ->
                            mail.unheard(ServiceSpec.BROKER, MATCH_REQUESTS).size() == expected);
            List<ConsumerRecord<byte[], byte[]>> waiting = mail.unheard(ServiceSpec.BROKER, MATCH_REQUESTS);
            mail.skip(ServiceSpec.BROKER, waiting);
            mail.sendAgain(waiting.reversed());
            return waiting;
        }
    }

    private static String ask(Person rosalind, String path) {
        return rosalind.post(
                        path,
                        Map.of("clinicalRelease", Scene.CLINICAL_RELEASE, "catalogueVersion", Scene.IMAGING_RELEASE))
                .orThrow()
                .json()
                .path("id")
                .asText();
    }

    private String run(String request) {
        return state(scene.cast().oper.get("/match-runs/" + request).json());
    }

    private static String state(JsonNode request) {
        return request.path("state").asText();
    }

    @Test
    @Order(2)
    void every_message_again_and_shuffled_changes_nothing() throws Exception {
        SortedMap<String, String> before = quiet();
        int again;
        try (Mail mail = new Mail(world)) {
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(mail.taken());
            Collections.shuffle(all, new Random());
            mail.sendAgain(all);
            await("the services").atMost(Duration.ofMinutes(2)).until(() -> mail.unheard() == 0);
            again = all.size();
        }
        SortedMap<String, String> after = quiet();
        assertThat(after).isEqualTo(before);
        Ledgers.Verified verified = Ledgers.verify(scene, "ledgers-repeated");
        say(
                "repeated.txt",
                again + " messages sent again in random order: " + before.size() + " tables of "
                        + ServiceSpec.all().size() + " databases as before; " + verified.said());
        assertThat(verified.hold()).as(verified.said()).isTrue();
    }

    /** What the services know when nothing moves any more, ledgers' heads neither. */
    private SortedMap<String, String> quiet() throws Exception {
        SortedMap<String, String> last = Memory.of(world);
        for (int attempt = 0; attempt < 10; attempt++) {
            Thread.sleep(QUIET);
            SortedMap<String, String> now = Memory.of(world);
            if (now.equals(last)) {
                return now;
            }
            last = now;
        }
        throw new Unexpected("the services never came to rest");
    }

    private void say(String file, String line) {
        System.out.println("    " + line);
        scene.keep(file, line.getBytes(StandardCharsets.UTF_8));
    }
}
