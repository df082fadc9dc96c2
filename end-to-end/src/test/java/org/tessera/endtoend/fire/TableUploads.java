package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tessera.endtoend.journey.Cast;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.world.ServiceSpec;

/**
 * The journey's sealed table, sent again and again through the commons to the enclave: approved by a reviewer, taken back
 * at once, or both in the same moment, when one of the two comes too late.
 */
final class TableUploads implements UnderFire {
    private static final List<String> ENDS = List.of("IMPORTED", "CANCELLED");
    private static final String PATH = "/upload-requests/";

    private final Cast cast;
    private final Client client;
    private final JsonNode table;
    private final Queue<String> uploads = new ConcurrentLinkedQueue<>();

    TableUploads(Scene scene, Client client, String project) throws IOException {
        this.cast = scene.cast();
        this.client = client;
        ObjectNode sealed = (ObjectNode) new ObjectMapper()
                .readTree(scene.own("rosalind").resolve("sealed-upload.json").toFile());
        this.table = sealed.put("project", project).put("attested", true);
    }

    @Override
    public void send(int number) throws Exception {
        String id = client.accepted(cast.rosalind, "/upload-requests", table).orElseThrow();
        uploads.add(id);
        if (number % 3 == 1) {
            cancel(id);
            return;
        }
        Requests.awaitState(cast.oscar, PATH + id, List.of("UNDER_REVIEW"));
        if (number % 3 == 0) {
            approve(id);
        } else {
            Client.atOnce(() -> approve(id), () -> cancel(id));
        }
    }

    private void approve(String id) {
        JsonNode seen = await("a look at " + id)
                .atMost(Requests.UNTIL_THE_END)
                .ignoreExceptions()
                .until(() -> Requests.now(cast.oscar, PATH + id), request -> true);
        move(
                cast.oscar,
                id,
                "/decision",
                Map.of("decision", "APPROVE", "comment", "Under fire.", "findings", seen.withArray("findings")));
    }

    private void cancel(String id) {
        move(cast.rosalind, id, "/cancel", Map.of());
    }

    private void move(Person person, String id, String move, Object body) {
        client.insist(person, PATH + id + move, body, Requests.already(person, PATH + id, ENDS));
    }

    @Override
    public void awaitEnds() {
        for (String id : uploads) {
            await("one end of " + id + " on both sides")
                    .atMost(Requests.UNTIL_THE_END)
                    .ignoreExceptions()
                    .until(() -> ENDS.contains(end(id)) && end(id).equals(endAtCommons(id)));
        }
    }

    private String end(String id) {
        return Requests.state(Requests.now(cast.oscar, PATH + id));
    }

    private String endAtCommons(String id) {
        return Requests.state(Requests.now(cast.rosalind, PATH + id));
    }

    @Override
    public void countOnce(Aftermath after) {
        assertThat(uploads).doesNotHaveDuplicates();
        assertThat(uploads).extracting(this::end).contains("IMPORTED", "CANCELLED");
        for (String id : uploads) {
            String end = "upload-request." + end(id).toLowerCase(Locale.ROOT);
            List<String> course = after.history().of(ServiceSpec.ENCLAVE, id);
            assertThat(course)
                    .doesNotHaveDuplicates()
                    .startsWith("upload-request.submitted")
                    .endsWith(end);
            assertThat(course).containsAnyOf("upload-request.imported", "upload-request.cancelled");
            assertThat(course.containsAll(List.of("upload-request.imported", "upload-request.cancelled")))
                    .isFalse();
            List<String> told = after.history().of(ServiceSpec.COMMONS, id);
            assertThat(told)
                    .doesNotHaveDuplicates()
                    .startsWith("upload-request.submitted")
                    .endsWith(end);
            assertThat(after.crossings().about("upload-request", id)).isEqualTo(1);
            assertThat(after.crossings().about("upload-cancellation", id))
                    .isEqualTo(told.contains("upload-request.cancelled") ? 1 : 0);
            assertThat(after.crossings().about("upload-decision", id)).isEqualTo(course.size() - 1);
        }
    }
}
