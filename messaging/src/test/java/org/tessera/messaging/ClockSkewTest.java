package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.contracts.LedgerHead;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.MatchResult;
import org.tessera.envelope.EventId;
import org.tessera.envelope.TrustedKeys;
import org.tessera.envelope.ledger.LedgerFile;
import org.tessera.testkit.Border;
import org.tessera.testkit.Crossed;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestClock;
import org.tessera.testkit.TestWorld;
import org.tessera.testkit.Topics;

/** The clock of one side is hours ahead of or behind the others': nothing that orders or settles messages asks it. */
@QuarkusTest
@OnRealServers("honest-broker")
class ClockSkewTest {
    private static final String OWN_HEADS = "broker.ledger-heads.v1";

    @Inject
    TestClock clock;

    @Inject
    Ledger ledger;

    @Inject
    LedgerExport export;

    @Inject
    MatchRequestsOfTheTest requests;

    @Inject
    Sql sql;

    @AfterEach
    void back() {
        clock.reset();
    }

    @Test
    void a_clock_set_ahead_and_back_leaves_the_order_of_the_ledger_and_its_heads(@TempDir Path folder)
            throws IOException {
        long first = sealedUnderAHead(note());
        clock.ahead(Duration.ofHours(6));
        long ahead = sealedUnderAHead(note());
        clock.ahead(Duration.ofHours(-6));
        long behind = sealedUnderAHead(note());
        clock.reset();
        long last = sealedUnderAHead(note());

        assertThat(new long[] {first, ahead, behind, last}).isSorted();
        Path file = folder.resolve("broker.ndjson");
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            export.write(0, out);
            Files.write(file, out.toByteArray());
        }
        assertThat(LedgerFile.read(file, new TrustedKeys(TestWorld.publicKeys()))
                        .mistakes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-6, 6})
    void a_message_is_handled_once_and_answered_whatever_the_two_clocks_say(int hours) {
        clock.ahead(Duration.ofHours(hours));
        MatchRequest request = MatchRequests.ofRelease("R1");
        try (Border enclave = Border.as("clinical-enclave")) {
            ProducerRecord<String, byte[]> message = enclave.signed(
                    EventId.random(),
                    MatchRequestsOfTheTest.CHANNEL,
                    request.requestId().toString(),
                    request,
                    null,
                    null);
            enclave.sendRecord(message);
            Crossed<MatchResult> answer = Topics.await(
                    MatchRequestsOfTheTest.ANSWERS,
                    MatchResult.class,
                    result -> result.requestId().equals(request.requestId()));
            assertThat(answer.envelope().time()).isCloseTo(clock.instant(), within(10, ChronoUnit.MINUTES));

            enclave.sendRecord(message);
            MatchRequest after = MatchRequests.ofRelease("R1");
            enclave.send(MatchRequestsOfTheTest.CHANNEL, request.requestId().toString(), after);
            await().atMost(Duration.ofMinutes(2)).until(() -> requests.noted(after) == 1);
            assertThat(requests.noted(request)).isEqualTo(1);
        }
    }

    private String note() {
        String object = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.transition(Ledger.Entry.of("thing.made", object, null, null)));
        return object;
    }

    /** Its place in the chain, once a signed head covers it and has left. */
    private long sealedUnderAHead(String object) {
        Topics.await(OWN_HEADS, LedgerHead.class, head -> head.sequence() >= sequenceOf(object));
        return sequenceOf(object);
    }

    private long sequenceOf(String object) {
        return sql.first(
                        "SELECT s.sequence FROM ledger_seal s JOIN ledger_entry e ON e.id = s.entry_id WHERE e.object = ?",
                        row -> row.getLong(1),
                        object)
                .orElse(Long.MAX_VALUE);
    }
}
