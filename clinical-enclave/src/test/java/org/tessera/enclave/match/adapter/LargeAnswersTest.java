package org.tessera.enclave.match.adapter;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.tessera.enclave.match.adapter.MatchWorld.RESULTS;
import static org.tessera.enclave.match.adapter.MatchWorld.ambiguous;
import static org.tessera.enclave.match.adapter.MatchWorld.pair;
import static org.tessera.enclave.match.adapter.MatchWorld.ref;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.MatchedPair;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;

/** Answers of the broker as large as the contract allows, and larger than any can be. */
@QuarkusTest
@OnRealServers("clinical-enclave")
class LargeAnswersTest {
    @Inject
    MatchWorld match;

    @BeforeEach
    void enter() {
        match.enter();
    }

    @Test
    void a_pair_may_list_as_many_records_as_the_contract_has_room_for() {
        String[] candidates = IntStream.range(0, MatchedPair.MOST_RECORDS)
                .mapToObj(i -> i == 0 ? ref(1) : "%064x".formatted(i))
                .toArray(String[]::new);
        match.matched(ambiguous("M-1", candidates));
        match.get("/match-table").body("items", hasSize(1));
    }

    @Test
    void an_answer_with_more_persons_than_the_catalogue_has_cases_fails_the_request() {
        MatchRequestId id = match.request();
        match.answer(id, Collections.nCopies(5, pair("M-1", ref(1))).toArray(MatchedPair[]::new));
        match.awaitState(id, "FAILED");
        match.get("/match-requests/" + id).body("reason", equalTo("result-unreadable"));
    }

    @Test
    void an_answer_of_half_a_megabyte_that_unpacks_to_half_a_gigabyte_of_nothing_fails_the_request() {
        MatchRequestId id = match.request();
        try (Border broker = Border.as("honest-broker")) {
            broker.send(RESULTS, id.toString(), match.result(broker, id, EnclaveWorld.gzippedNewlines((1 << 29) + 1)));
        }
        match.awaitState(id, "FAILED");
        match.get("/match-requests/" + id).body("reason", equalTo("result-unreadable"));
    }
}
