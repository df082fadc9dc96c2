package org.tessera.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every service's document is in this build, and says who may call what. */
class ReferenceTest {
    @ParameterizedTest
    @ValueSource(strings = {"imaging-commons", "clinical-enclave", "honest-broker", "representativeness-service"})
    void every_service_has_its_document(String service) {
        assertThat(Reference.of(service).operations())
                .anySatisfy(operation -> assertThat(operation.roles()).isNotEmpty())
                .allSatisfy(operation -> assertThat(operation.path()).startsWith("/"));
    }

    @Test
    void an_operation_is_known_by_its_roles_its_headers_and_its_parameters() {
        var operations = Reference.of("imaging-commons").operations();
        assertThat(operations)
                .filteredOn(operation -> operation.toString().equals("POST /cohorts"))
                .singleElement()
                .satisfies(operation -> {
                    assertThat(operation.roles()).contains("registered").doesNotContain("auditor");
                    assertThat(operation.headers()).contains("Idempotency-Key");
                });
        assertThat(operations)
                .filteredOn(operation -> operation.toString().equals("GET /cohorts"))
                .singleElement()
                .satisfies(operation -> assertThat(operation.queries()).contains("limit"));
    }
}
