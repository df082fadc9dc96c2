package org.tessera.endtoend.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.contracttests.Main;
import org.tessera.endtoend.world.Accounts;
import org.tessera.endtoend.world.KafkaSettings;
import org.tessera.endtoend.world.Places;
import org.tessera.endtoend.world.ServiceSpec;

/** After the journey our own services pass the contract tests that others are given. */
@Tag("e2e")
@Order(2)
@ExtendWith(Travelled.class)
class ContractTest {
    private final Travelled.Trip trip;

    ContractTest(Travelled.Trip trip) {
        this.trip = trip;
    }

    @ParameterizedTest
    @ValueSource(strings = {"imaging-commons", "clinical-enclave", "honest-broker", "representativeness-service"})
    void our_own_service_keeps_to_its_contract(String name) {
        Places places = trip.world().places();
        ServiceSpec service = ServiceSpec.all().stream()
                .filter(spec -> spec.clientId().equals(name))
                .findFirst()
                .orElseThrow();
        List<String> arguments = new ArrayList<>(List.of(name, "--rubbish"));
        arguments.addAll(
                List.of("--url", service.url(), "--keycloak", trip.world().keycloak()));
        arguments.addAll(List.of(
                "--accounts", Accounts.write(places, trip.world().secrets()).toString()));
        arguments.addAll(List.of("--kafka", KafkaSettings.write(trip.world()).toString()));
        arguments.addAll(List.of("--public-keys", places.publicKeys().toString()));
        arguments.addAll(List.of(
                "--reports",
                places.root().resolve("end-to-end/target/contract-tests").toString()));
        assertThat(Main.run(arguments.toArray(String[]::new))).isZero();
    }
}
