package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.journey.Scene;
import org.tessera.endtoend.world.ServiceSpec;

/** Match requests of the journey's project, one under way at a time; every third is taken back at once. */
final class Matches implements UnderFire {
    private static final List<String> ENDS = List.of("ACTIVE", "SUPERSEDED", "CANCELLED");

    private final Person member;
    private final Person operator;
    private final Client client;
    private final String path;
    private final int before;
    private final Queue<String> matches = new ConcurrentLinkedQueue<>();

    Matches(Scene scene, Client client, String project) {
        this.member = scene.cast().rosalindAtEnclave;
        this.operator = scene.cast().oper;
        this.client = client;
        this.path = "/projects/" + project + "/match-requests";
        this.before = Scene.all(member, path).size();
    }

    @Override
    public void send(int number) {
        Map<String, String> order =
                Map.of("clinicalRelease", Scene.CLINICAL_RELEASE, "catalogueVersion", Scene.IMAGING_RELEASE);
        client.accepted(member, path, order).ifPresent(match -> {
            matches.add(match);
            if (number % 3 == 2) {
                String one = path + "/" + match;
                client.insist(member, one + "/cancel", Map.of(), Requests.already(member, one, ENDS));
            }
        });
    }

    @Override
    public void awaitEnds() {
        matches.forEach(match -> Requests.awaitState(member, path + "/" + match, ENDS));
    }

    @Override
    public void countOnce(Aftermath after) {
        List<JsonNode> all = Scene.all(member, path);
        assertThat(matches).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(Requests::id)
                .doesNotHaveDuplicates()
                .hasSize(before + matches.size())
                .containsAll(matches);
        assertThat(all)
                .filteredOn(match -> Requests.state(match).equals("ACTIVE"))
                .hasSize(1);
        for (String match : matches) {
            boolean cancelled =
                    Requests.state(Requests.now(member, path + "/" + match)).equals("CANCELLED");
            String run = Requests.state(Requests.now(operator, "/match-runs/" + match));
            assertThat(after.history().of(ServiceSpec.ENCLAVE, match))
                    .doesNotHaveDuplicates()
                    .contains("match-request." + (cancelled ? "cancelled" : "active"))
                    .doesNotContain("match-request." + (cancelled ? "active" : "cancelled"));
            assertThat(after.crossings().about("match-request", match)).isEqualTo(1);
            assertThat(after.crossings().about("match-cancellation", match)).isEqualTo(cancelled ? 1 : 0);
            assertThat(after.crossings().about("match-result", match)).isEqualTo(run.equals("MATCHED") ? 1 : 0);
            assertThat(run).isIn(cancelled ? List.of("CANCELLED", "MATCHED") : List.of("MATCHED"));
        }
    }
}
