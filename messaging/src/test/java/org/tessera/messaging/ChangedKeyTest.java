package org.tessera.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequest;
import org.tessera.envelope.Keys;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.TestWorld;

/** A counterpart changes its signing key while this service runs. */
@QuarkusTest
@OnRealServers("honest-broker")
class ChangedKeyTest {
    private static final String CHANNEL = MatchRequestsOfTheTest.CHANNEL;
    private static final String ENCLAVE = "clinical-enclave";

    @Inject
    MatchRequestsOfTheTest requests;

    @Inject
    Quarantine quarantine;

    @Inject
    Sql sql;

    /** The other tests of this JVM read the same folder. */
    @AfterEach
    void every_key_of_the_enclave_is_trusted_again() throws IOException {
        publish(true);
    }

    @Test
    void messages_of_both_keys_come_in_without_a_restart_until_the_earlier_key_is_taken_out() throws IOException {
        MatchRequest old = MatchRequests.ofRelease("R1");
        MatchRequest fresh = MatchRequests.ofRelease("R1");
        MatchRequest late = MatchRequests.ofRelease("R1");
        try (Border before = Border.as(ENCLAVE)) {
            Keys.renew(TestWorld.privateKeys(ENCLAVE), Keys.SIGNING);
            publish(true);
            try (Border after = Border.as(ENCLAVE)) {
                after.send(CHANNEL, "key", fresh);
            }
            before.send(CHANNEL, "key", old);
            requests.awaitNoted(fresh);
            requests.awaitNoted(old);

            publish(false);
            long newest = sql.count("SELECT coalesce(max(id), 0) FROM quarantine");
            before.send(CHANNEL, "key", late);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(quarantine.list(newest, 10))
                            .extracting(Quarantine.Item::reason)
                            .contains("signature-wrong"));
        }
        assertThat(requests.noted(late)).isZero();
    }

    private static void publish(boolean earlierToo) throws IOException {
        Keys.publish(TestWorld.privateKeys(ENCLAVE), TestWorld.publicKeys(), earlierToo);
    }
}
