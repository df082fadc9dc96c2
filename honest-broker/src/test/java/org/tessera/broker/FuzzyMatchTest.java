package org.tessera.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.broker.tokens.ForgettingEncodings;
import org.tessera.broker.tokens.HeldEncodings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchResult;
import org.tessera.contracts.MatchResult.Fuzzy;
import org.tessera.contracts.MatchedPair;
import org.tessera.contracts.MatchedPair.Outcome;
import org.tessera.envelope.Keys;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** Encodings: only for who may, only for whom exact rules left over, and gone afterwards. */
@QuarkusTest
@OnRealServers("honest-broker")
class FuzzyMatchTest {
    private static final String NORTH = "partner-north";

    /** So many on each side make more pairs than may be alike, and that is seen before the last record is read. */
    private static final int CASES = 60;

    private static final int RECORDS = 4_200;

    private final OtherSides others = new OtherSides();
    private final TwoReleases releases = new TwoReleases();

    @Inject
    Sql sql;

    @Inject
    ForgettingEncodings forgetting;

    @Inject
    HeldEncodings encodings;

    private record Answer(MatchResult result, List<MatchedPair> pairs) {}

    @BeforeEach
    void two_of_three_have_typing_errors() {
        others.tokens(
                Domain.IMAGING,
                releases.imaging,
                "e1",
                List.of("case-1 T1=a CLK=1", gone() + " T1=b T5=z CLK=2", "case-3 T1=c CLK=3"));
        others.tokens(
                Domain.CLINICAL,
                releases.clinical,
                "e1",
                List.of("1 T1=a CLK=1", "2 T1=other T5=z CLK=2+40", "3 T1=another CLK=3+200"));
    }

    private String gone() {
        return "gone-" + releases.imaging;
    }

    @Test
    void an_approved_project_gets_whom_exact_rules_left_over_and_the_encodings_are_gone() throws IOException {
        Answer answer = answer(true);
        assertThat(answer.result().fuzzy()).isEqualTo(Fuzzy.COMPARED);
        assertThat(answer.pairs())
                .extracting(MatchedPair::evidence)
                .containsExactly(List.of("T1"), List.of("T5", "CLK"));
        assertThat(answer.pairs()).extracting(MatchedPair::outcome).containsOnly(Outcome.UNIQUE);
        assertThat(answer.pairs().getLast().imaging()).hasToString("[" + gone() + "]");
        assertThat(held()).isZero();
        assertThat(sql.count("SELECT count(*) FROM ledger_entry WHERE action = 'encodings.used'"))
                .isPositive();
        Answer again = answer(true);
        assertThat(again.result().fuzzy()).isEqualTo(Fuzzy.NO_ENCODINGS);
        assertThat(again.pairs()).hasSize(1);
    }

    @Test
    void nobody_else_does_and_the_encodings_stay() throws IOException {
        Answer answer = answer(false);
        assertThat(answer.result().fuzzy()).isNull();
        assertThat(answer.pairs()).hasSize(1);
        assertThat(held()).isEqualTo(6);
    }

    @Test
    void an_opt_out_takes_the_encoding_away_and_it_does_not_come_back() throws IOException {
        others.withdraw(NORTH, Domain.IMAGING, gone());
        assertThat(held()).isEqualTo(5);
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of(gone() + " T1=b CLK=2"));
        assertThat(held()).isEqualTo(5);
        assertThat(answer(true).pairs()).hasSize(1);
    }

    /** As when the opt-out and the batch crossed in two replicas, of which neither saw what the other did. */
    @Test
    void nothing_is_read_of_who_has_opted_out_though_it_is_stored() throws IOException {
        String exact = "exact-" + releases.imaging;
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of(exact + " T1=q"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", List.of("7 T1=q"));
        for (String reference : List.of(exact, gone())) {
            sql.update("INSERT INTO withdrawal VALUES ('IMAGING', ?, ?, now())", NORTH, reference);
        }
        assertThat(held()).isEqualTo(6);
        assertThat(answer(true).pairs())
                .extracting(pair -> pair.imaging().toString())
                .containsExactly("[case-1]");
    }

    @Test
    void a_later_batch_replaces_encodings_too() throws IOException {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of(gone() + " T1=b"));
        assertThat(held()).isEqualTo(5);
        assertThat(answer(true).pairs()).hasSize(1);
    }

    @Test
    void a_token_that_too_many_have_joins_nobody_though_few_of_them_are_alike() throws IOException {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("same T1=i CLK=9"));
        List<String> records = new ArrayList<>(List.of("8 T3=unknown CLK=9", "9 T3=unknown CLK=9"));
        IntStream.range(0, 70).forEach(at -> records.add("n" + at + " T3=unknown"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", records);
        assertThat(answer(true).pairs().getLast())
                .returns("[same]", pair -> pair.imaging().toString())
                .returns(Outcome.AMBIGUOUS, MatchedPair::outcome)
                .returns(2, pair -> pair.clinical().size());
    }

    @Test
    void where_too_many_are_alike_exact_rules_answer_and_the_encodings_stay() throws IOException {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", crowd(CASES, "case-x", "T1=i"));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", crowd(RECORDS, "x", "T1=c"));
        Answer answer = answer(true);
        assertThat(answer.result().fuzzy()).isEqualTo(Fuzzy.TOO_MANY);
        assertThat(answer.pairs()).hasSize(1);
        assertThat(held()).isEqualTo(6 + CASES + RECORDS);
    }

    private static List<String> crowd(int people, String prefix, String token) {
        return IntStream.range(0, people)
                .mapToObj(at -> prefix + at + " " + token + at + " CLK=7")
                .toList();
    }

    @Test
    void a_request_that_cannot_be_run_holds_up_nobody_and_is_given_up() throws IOException {
        sql.update("UPDATE encoding SET sealed = '\\x00' WHERE release = ?", releases.imaging);
        MatchRequest spoiled = others.request(releases.imaging, releases.clinical, Keys.generate(), true);
        others.send(spoiled);
        for (int attempt = 1; attempt <= 3; attempt++) {
            Databank.hasRow("SELECT 1 FROM match_run WHERE request_id = '" + spoiled.requestId() + "' AND attempts = "
                    + attempt);
            sql.update(
                    "UPDATE match_run SET tried_at = tried_at - interval '1 hour' WHERE request_id = ?",
                    spoiled.requestId().value());
            assertThat(answer(false).pairs()).hasSize(1);
        }
        assertThat(OtherSides.result(spoiled))
                .isEqualTo(new MatchResult(spoiled.requestId(), MatchResult.Outcome.FAILED, "match-failed", null));
        assertThat(held()).isEqualTo(6);
        // What does not open would end the rotations of other tests.
        sql.update("DELETE FROM encoding WHERE release = ?", releases.imaging);
    }

    @Test
    void encodings_that_nobody_used_in_time_are_deleted() {
        sql.update(
                "UPDATE encoding SET received_at = received_at - interval '8 days' WHERE release = ?",
                releases.imaging);
        assertThat(encodings.deleteBefore(Instant.now().minus(Duration.ofDays(7)), 2))
                .isEqualTo(2);
        assertThat(forgetting.run()).isEqualTo(1);
        assertThat(forgetting.run()).isZero();
        assertThat(held()).isEqualTo(3);
    }

    @Test
    void at_rest_equal_encodings_do_not_look_equal() {
        others.tokens(Domain.IMAGING, releases.imaging, "e1", List.of("case-8 T1=x CLK=9", "case-9 T1=y CLK=9"));
        assertThat(sql.count("SELECT count(DISTINCT sealed) FROM encoding WHERE reference IN ('case-8', 'case-9')"))
                .isEqualTo(2);
    }

    private Answer answer(boolean fuzzy) throws IOException {
        KeyPair key = Keys.generate();
        MatchRequest request = others.request(releases.imaging, releases.clinical, key, fuzzy);
        others.send(request);
        MatchResult result = OtherSides.result(request);
        return new Answer(result, others.pairs(result, key));
    }

    private long held() {
        return sql.count("SELECT count(*) FROM encoding WHERE release IN (?, ?)", releases.imaging, releases.clinical);
    }
}
