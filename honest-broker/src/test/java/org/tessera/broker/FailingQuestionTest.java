package org.tessera.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.broker.feasibility.AnsweringRequests;
import org.tessera.contracts.Domain;
import org.tessera.contracts.FeasibilityRequest;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.messaging.Sql;
import org.tessera.testkit.OnRealServers;

/** A feasibility question whose decision fails, as the database sees to for one account. */
@QuarkusTest
@OnRealServers("honest-broker")
class FailingQuestionTest {
    private final OtherSides others = new OtherSides();
    private final TwoReleases releases = new TwoReleases();

    @Inject
    Sql sql;

    @Inject
    AnsweringRequests answering;

    @BeforeEach
    void letItFail() {
        sql.update("""
                CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE ''not remembered''; END'
                """);
        sql.update("CREATE TRIGGER fails BEFORE INSERT ON answered_cohort FOR EACH ROW WHEN (NEW.account = 'fails')"
                + " EXECUTE FUNCTION fails()");
    }

    @AfterEach
    void letItBe() {
        sql.update("DROP TRIGGER fails ON answered_cohort");
        sql.update("DROP FUNCTION fails");
    }

    @Test
    void a_question_that_fails_holds_up_no_other_and_is_given_up_in_the_end() throws IOException {
        String prefix = releases.imaging + "-";
        others.tokens(Domain.IMAGING, releases.imaging, "e1", people(prefix));
        others.tokens(Domain.CLINICAL, releases.clinical, "e1", people(""));
        assertThat(releases.matched()).hasSize(150);
        List<String> cohort =
                IntStream.range(0, 140).mapToObj(at -> prefix + at).toList();
        FeasibilityRequest failing =
                others.cohort("fails", cohort, Instant.now().plusSeconds(600));
        OtherSides.ask(failing);
        tried(failing, 1);
        assertThat(others.feasibility("works", cohort).atLeast()).isEqualTo(120);
        for (int attempt = 2; attempt <= 4; attempt++) {
            sql.update(
                    "UPDATE feasibility_run SET tried_at = tried_at - interval '1 hour' WHERE request_id = ?",
                    failing.requestId().value());
            tried(failing, attempt);
        }
        assertThat(OtherSides.feasibility(failing).reason()).isEqualTo("feasibility-failed");
        assertThat(sql.exists("SELECT 1 FROM answered_cohort WHERE account = 'fails'"))
                .isFalse();
    }

    /** Two near cohorts that are decided side by side would not be compared with one another. */
    @Test
    void questions_are_decided_one_after_another() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> decided = sql.with(connection -> {
                connection.setAutoCommit(false);
                try (PreparedStatement lock = connection.prepareStatement(
                        "SELECT pg_advisory_xact_lock(hashtextextended('feasibility decisions', 0))")) {
                    lock.execute();
                    Future<?> waiting = other.submit(() -> answering.decide(FeasibilityRequestId.random()));
                    Databank.hasRow("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
                    assertThat(waiting.isDone()).isFalse();
                    return waiting;
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            });
            assertThat(decided).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private static void tried(FeasibilityRequest request, int times) {
        Databank.hasRow("SELECT 1 FROM feasibility_run WHERE request_id = '" + request.requestId() + "' AND attempts = "
                + times);
    }

    private static List<String> people(String prefix) {
        return IntStream.range(0, 150)
                .mapToObj(at -> prefix + at + " T1=p" + at)
                .toList();
    }
}
