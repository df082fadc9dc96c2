package org.tessera.broker;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.BatchId;
import org.tessera.contracts.Domain;
import org.tessera.testkit.OnRealServers;

/** Batches that hold somebody who has opted out. */
@QuarkusTest
@OnRealServers("honest-broker")
class WithdrawnInBatchTest {
    private static final String NORTH = "partner-north";

    private final OtherSides others = new OtherSides();
    private final String release = "I-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_reference_that_comes_twice_is_refused_although_it_has_opted_out() {
        String gone = "gone-" + release;
        others.withdraw(NORTH, Domain.IMAGING, gone);
        String refusals = "SELECT 1 FROM quarantine WHERE reason = 'reference-repeated'";
        others.batch(
                BatchId.random(),
                NORTH,
                Domain.IMAGING,
                release,
                "e1",
                List.of(gone + " T1=a", "b T1=b", gone + " T1=a"));
        Databank.hasRow(refusals);
        others.tokens(Domain.IMAGING, release, "e1", List.of(gone + " T1=a", "b T1=b"));
        Databank.hasRow("SELECT 1 FROM holding WHERE release = '" + release + "' AND records = 1");
    }
}
