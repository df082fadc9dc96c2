package org.tessera.broker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.TokenBatch.Share;
import org.tessera.envelope.Keys;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

/** A large register comes in several batches: each is stored by itself, and none of them is taken for the whole. */
@QuarkusTest
@OnRealServers("honest-broker")
class SharesTest {
    private static final String NORTH = "partner-north";
    private static final String SOUTH = "partner-south";

    private final OtherSides others = new OtherSides();
    private final TwoReleases releases = new TwoReleases();
    private final BatchId first = BatchId.random();

    @Test
    void what_has_not_come_whole_is_not_linked_and_then_it_is() throws IOException {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a", "case-2 T1=b"));
        share(NORTH, first, 2, 2, "2 T1=b");
        assertThat(whole()).isFalse();
        assertThat(refusal()).isEqualTo("release-incomplete");
        others.tokens(SOUTH, Domain.CLINICAL, releases.clinical, "e1", List.of("3 T1=c"));
        assertThat(refusal()).isEqualTo("release-incomplete");
        share(NORTH, first, 1, 2, "1 T1=a");
        assertThat(whole()).isTrue();
        assertThat(releases.matchedCases()).containsExactly("case-1", "case-2");
    }

    @Test
    void a_register_that_broke_off_is_made_good_by_all_who_came_of_it_and_by_nothing_less() throws IOException {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a", "case-2 T1=b"));
        share(NORTH, first, 1, 2, "1 T1=a", "2 T1=wrong");
        others.tokens(NORTH, Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a"));
        BatchId ofOthers = BatchId.random();
        share(NORTH, ofOthers, 1, 2, "3 T1=c", "1 T1=a");
        share(NORTH, ofOthers, 2, 2, "4 T1=d");
        BatchId ofSouth = BatchId.random();
        share(SOUTH, ofSouth, 1, 2, "1 T1=a");
        share(SOUTH, ofSouth, 2, 2, "2 T1=e");
        assertThat(refusal()).isEqualTo("release-incomplete");
        others.tokens(NORTH, Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a", "2 T1=b"));
        assertThat(whole()).isTrue();
        assertThat(releases.matchedCases()).containsExactly("case-1", "case-2");
    }

    /** A batch may lie in quarantine for long, and be let in when the register has been sent anew. */
    @Test
    void a_late_batch_of_a_register_that_was_made_good_opens_it_no_more() {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        share(NORTH, first, 1, 3, "1 T1=a");
        others.tokens(NORTH, Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a"));
        assertThat(whole()).isTrue();
        share(NORTH, first, 2, 3, "2 T1=b");
        assertThat(whole()).isTrue();
    }

    @Test
    void who_opted_out_of_a_register_that_broke_off_is_not_waited_for() {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        String gone = "gone-" + releases.clinical;
        share(NORTH, first, 1, 2, "1 T1=a", gone + " T1=b");
        others.withdraw(NORTH, Domain.CLINICAL, OtherSides.enclaveRef(gone));
        others.tokens(NORTH, Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a"));
        assertThat(whole()).isTrue();
    }

    @Test
    void a_batch_with_more_references_than_are_taken_at_once_or_than_it_says_is_refused() {
        List<String> lines = List.of("1 T1=a", "2 T1=b");
        refused("too-many-references", lines, 6_001);
        refused("count-differs", lines, 1);
        refused("count-differs", lines, 3);
    }

    private void refused(String reason, List<String> lines, int references) {
        BatchId batch = BatchId.random();
        others.end(
                NORTH, others.parts(batch, NORTH, Domain.CLINICAL, releases.clinical, "e1", lines, references, null));
        Databank.hasRow("SELECT 1 FROM quarantine WHERE reason = '" + reason
                + "' AND convert_from(payload, 'UTF8') LIKE '%" + batch + "%'");
    }

    private void share(String sender, BatchId register, int number, int of, String... lines) {
        BatchId batch = number == 1 ? register : BatchId.random();
        others.end(
                sender,
                others.parts(
                        batch,
                        sender,
                        Domain.CLINICAL,
                        releases.clinical,
                        "e1",
                        List.of(lines),
                        lines.length,
                        new Share(register, number, of)));
        Databank.hasRow("SELECT 1 FROM token_batch WHERE batch_id = '" + batch + "'");
    }

    private String refusal() {
        MatchRequest request = others.request(releases.imaging, releases.clinical, Keys.generate());
        others.send(request);
        MatchResult result = OtherSides.result(request);
        return String.valueOf(result.reason());
    }

    private boolean whole() {
        return given().auth()
                .oauth2(Tokens.of("broker", "oper", "operator"))
                .get("/holdings")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getBoolean("items.find { it.release == '" + releases.clinical + "' }.whole");
    }
}
