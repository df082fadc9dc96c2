package org.tessera.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.Domain;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** What the broker holds of whom: later batches and withdrawals change it. */
@QuarkusTest
@OnRealServers("honest-broker")
class HeldTokensTest {
    private static final String NORTH = "partner-north";
    private static final String SOUTH = "partner-south";

    private final OtherSides others = new OtherSides();
    private final TwoReleases releases = new TwoReleases();

    @Inject
    Sql sql;

    @Test
    void a_batch_under_a_used_id_is_refused_and_what_follows_is_taken() {
        BatchId batch = BatchId.random();
        others.batch(batch, NORTH, Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        others.batch(batch, SOUTH, Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a"));
        Databank.hasRow("SELECT 1 FROM quarantine WHERE reason = 'batch-id-used'");
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("2 T1=b"));
        Databank.hasRow(
                "SELECT 1 FROM token_batch WHERE batch_id = '" + batch + "' AND release = '" + releases.imaging + "'");
    }

    @Test
    void a_later_batch_replaces_what_the_partner_said_of_a_reference() throws IOException {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=wrong", "case-2 T1=b"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a", "2 T1=b"));
        assertThat(releases.matchedCases()).containsExactly("case-2");
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        assertThat(releases.matchedCases()).containsExactly("case-1", "case-2");
    }

    @Test
    void an_older_batch_that_is_heard_later_changes_nothing_of_what_the_partner_said_since() throws IOException {
        BatchId older = BatchId.random();
        ProducerRecord<String, byte[]> end = others.parts(
                older, NORTH, Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=wrong CLK=1", "case-2 T1=b"));
        others.tokens(NORTH, Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a", "2 T1=b"));
        others.end(NORTH, end);
        Databank.hasRow("SELECT 1 FROM token_batch WHERE batch_id = '" + older + "' AND records = 2");
        assertThat(releases.matchedCases()).containsExactly("case-1", "case-2");
        Databank.hasRow(
                "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM encoding WHERE release = '" + releases.imaging + "')");
    }

    @Test
    void what_is_held_is_counted_while_it_changes() {
        String gone = "gone-" + releases.imaging;
        others.tokens(
                NORTH, Domain.IMAGING, releases.imaging, "e1", List.of("case-1 T1=a", "case-2 T1=b", gone + " T1=c"));
        held(3, "e1");
        others.tokens(NORTH, Domain.IMAGING, releases.imaging, "e2", List.of("case-2 T1=d", "case-3 T1=e"));
        held(2, "e1");
        held(2, "e2");
        others.withdraw(NORTH, Domain.IMAGING, gone);
        held(1, "e1");
        others.tokens(NORTH, Domain.IMAGING, releases.imaging, "e2", List.of("case-1 T1=a", gone + " T1=c"));
        held(0, "e1");
        held(3, "e2");
        others.tokens(SOUTH, Domain.IMAGING, releases.imaging, "e2", List.of("of-south-" + releases.imaging + " T1=c"));
        held(4, "e2");
    }

    @Test
    void who_has_withdrawn_is_in_no_new_match_whatever_comes_later() throws IOException {
        String gone = "gone-" + releases.imaging;
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of(gone + " T1=a", "case-2 T1=b"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a", "2 T1=b"));
        assertThat(releases.matched()).hasSize(2);
        others.withdraw(NORTH, Domain.IMAGING, gone);
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of(gone + " T1=a"));
        assertThat(releases.matchedCases()).containsExactly("case-2");
    }

    @Test
    void a_partner_withdraws_its_own_and_cannot_silence_anothers() throws IOException {
        String own = "own-" + releases.imaging;
        String foreign = "foreign-" + releases.imaging;
        String third = "third-" + releases.imaging;
        String record = "record-" + releases.clinical;
        others.tokens(NORTH, Domain.IMAGING, releases.imaging, "e1", List.of(own + " T1=a"));
        others.tokens(SOUTH, Domain.IMAGING, releases.imaging, "e1", List.of(foreign + " T1=b", third + " T1=c"));
        others.tokens(SOUTH, Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a", "2 T1=b", record + " T1=c"));
        others.withdraw(NORTH, Domain.IMAGING, foreign);
        others.withdraw(NORTH, Domain.CLINICAL, OtherSides.enclaveRef(record));
        assertThat(releases.matchedCases()).containsExactly(foreign, own, third);
        others.withdraw(NORTH, Domain.IMAGING, own);
        others.withdraw(SOUTH, Domain.CLINICAL, OtherSides.enclaveRef(record));
        assertThat(releases.matchedCases()).containsExactly(foreign);
    }

    @Test
    void a_withdrawal_before_the_tokens_holds_for_its_partners_tokens_and_for_no_others() throws IOException {
        String early = "early-" + releases.imaging;
        String ofSouth = "of-south-" + releases.imaging;
        others.withdraw(NORTH, Domain.IMAGING, early);
        others.withdraw(NORTH, Domain.IMAGING, ofSouth);
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a", "2 T1=b", "3 T1=c"));
        others.tokens(NORTH, Domain.IMAGING, releases.imaging, "e1", List.of(early + " T1=a", "case-2 T1=b"));
        assertThat(releases.matchedCases()).containsExactly("case-2");
        others.tokens(SOUTH, Domain.IMAGING, releases.imaging, "e1", List.of(ofSouth + " T1=c"));
        assertThat(releases.matchedCases()).containsExactly("case-2", ofSouth);
    }

    @Test
    void nobody_gives_tokens_for_a_case_that_another_partner_named() throws IOException {
        String named = "named-" + releases.imaging;
        String more = "more-" + releases.imaging;
        others.tokens(NORTH, Domain.IMAGING, releases.imaging, "e1", List.of(named + " T1=a"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("1 T1=a", "2 T1=b", "3 T1=c"));
        refused(releases.imaging, named + " T1=b", more + " T1=c");
        assertThat(releases.matchedCases()).containsExactly(named);
        others.withdraw(NORTH, Domain.IMAGING, named);
        refused(releases.imaging, named + " T1=b");
        refused(new TwoReleases().imaging, named + " T1=b");
        others.tokens(SOUTH, Domain.IMAGING, releases.imaging, "e1", List.of(more + " T1=c"));
        assertThat(releases.matchedCases()).containsExactly(more);
        others.tokens(SOUTH, Domain.IMAGING, new TwoReleases().imaging, "e1", List.of(more + " T1=c"));
    }

    @Test
    void a_case_whose_tokens_came_after_its_opt_out_is_its_partners_too() {
        String early = "early-" + releases.imaging;
        others.withdraw(NORTH, Domain.IMAGING, early);
        others.tokens(NORTH, Domain.IMAGING, releases.imaging, "e1", List.of(early + " T1=a"));
        refused(releases.imaging, early + " T1=b");
    }

    /** Sends a batch of the other partner, and waits until it is in quarantine. */
    private void refused(String release, String... lines) {
        String refusals = "FROM quarantine WHERE reason = 'reference-of-another-partner'";
        long before = sql.count("SELECT count(*) " + refusals);
        others.batch(BatchId.random(), SOUTH, Domain.IMAGING, release, "e1", List.of(lines));
        Databank.hasRow("SELECT 1 " + refusals + " HAVING count(*) = " + (before + 1));
    }

    private void held(int records, String epoch) {
        Databank.hasRow("SELECT 1 FROM holding WHERE release = '" + releases.imaging + "' AND epoch = '" + epoch
                + "' AND records = " + records + " AND records = (SELECT count(*) FROM token_record WHERE release = '"
                + releases.imaging + "' AND epoch = '" + epoch + "')");
    }
}
