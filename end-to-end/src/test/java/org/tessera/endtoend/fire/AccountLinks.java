package org.tessera.endtoend.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tessera.endtoend.journey.Newcomers.Newcomer;
import org.tessera.endtoend.journey.Person;
import org.tessera.endtoend.world.ServiceSpec;

/** Codes that the enclave issued and the commons carried: each links the two accounts of a newcomer. */
final class AccountLinks implements UnderFire {
    private final List<Newcomer> atCommons;
    private final List<Newcomer> atEnclave;
    private final Client client;
    private final Queue<Integer> entered = new ConcurrentLinkedQueue<>();

    AccountLinks(List<Newcomer> atCommons, List<Newcomer> atEnclave, Client client) {
        this.atCommons = atCommons;
        this.atEnclave = atEnclave;
        this.client = client;
    }

    @Override
    public void send(int number) {
        String code = code(atEnclave.get(number).person());
        client.insist(atCommons.get(number).person(), "/account-links", Map.of("code", code))
                .ifPresent(sent -> entered.add(number));
    }

    /** This call has no key: whoever asks again before she is answered may make her own code worthless. */
    private static String code(Person patient) {
        return await("a code")
                .atMost(Requests.UNTIL_THE_END)
                .ignoreExceptions()
                .until(() -> patient.post("/account-link-codes").orThrow().json(), any -> true)
                .path("code")
                .asText();
    }

    @Override
    public void awaitEnds() {
        for (int number : entered) {
            atEnclave
                    .get(number)
                    .person()
                    .await(
                            "/account-link",
                            "the linked accounts",
                            link -> link.path("linked").asBoolean());
        }
    }

    @Override
    public void countOnce(Aftermath after) {
        for (int number : entered) {
            String account = atCommons.get(number).subject();
            assertThat(after.history().by(ServiceSpec.COMMONS, account)).containsExactly("account-link.sent");
            assertThat(after.history().by(ServiceSpec.ENCLAVE, account)).containsExactly("account-link.linked");
            assertThat(after.crossings().about("account-link", account)).isEqualTo(1);
        }
    }
}
