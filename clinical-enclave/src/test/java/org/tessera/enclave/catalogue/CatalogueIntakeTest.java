package org.tessera.enclave.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.tessera.enclave.EnclaveWorld.as;
import static org.tessera.enclave.EnclaveWorld.checked;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CatalogueVersion;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.enclave.EnclaveWorld;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("clinical-enclave")
class CatalogueIntakeTest {
    private static final String CHANNEL = "commons.catalogue.v1";

    @Inject
    EnclaveWorld world;

    @Inject
    Catalogue catalogue;

    @Inject
    CatalogueVersions versions;

    @Test
    void a_version_is_taken_in_whole() {
        world.publishCatalogue("cat-a", "I-1", "I-2", "I-3", "M-1", "M-2", "M-3", "M-4");

        assertThat(catalogue.find("cat-a", new CommonsSubjectId("I-2"))).contains(EnclaveWorld.subject("I-2"));
        assertThat(catalogue.find("cat-a", new CommonsSubjectId("I-9"))).isEmpty();
        assertThat(catalogue.cases("cat-a")).hasSize(7);
        assertThat(catalogue.cases("cat-none")).isEmpty();
        as("rosalind-e", "researcher")
                .get("/catalogue-versions")
                .then()
                .statusCode(200)
                .body("items.find { it.version == 'cat-a' }.cases", equalTo(7));
    }

    @Test
    void counts_that_differ_and_parts_that_are_missing_put_it_into_quarantine() {
        announce("cat-b", 2, List.of(EnclaveWorld.subject("I-1")), 0);
        awaitQuarantine("catalogue-counts-differ");
        announce("cat-c", 1, List.of(EnclaveWorld.subject("I-1")), 1);
        awaitQuarantine("catalogue-incomplete");
        announce("cat-d", 2, List.of(EnclaveWorld.subject("I-1"), EnclaveWorld.subject("I-1")), 0);
        awaitQuarantine("catalogue-case-twice");
        announce("cat-e", 1, List.of(java.util.Map.of("submitter_id", "I-1", "name", "Anna")), 0);
        awaitQuarantine("catalogue-case-invalid");

        assertThat(List.of("cat-b", "cat-c", "cat-d", "cat-e"))
                .allSatisfy(version -> assertThat(versions.find(version)).isEmpty());
    }

    @Test
    void versions_are_for_users_of_the_enclave() {
        checked().get("/catalogue-versions").then().statusCode(401);
        checked()
                .auth()
                .oauth2(Tokens.of("commons", "rosalind", "registered"))
                .get("/catalogue-versions")
                .then()
                .statusCode(401);
        as("nobody", "registered").get("/catalogue-versions").then().statusCode(403);
    }

    private static void announce(String version, int cases, List<?> contents, int partsMissing) {
        try (Border commons = Border.as("imaging-commons")) {
            TransferId id = TransferId.random();
            Transfer sent = commons.sendParts(
                    CHANNEL, id.toString(), id, new ByteArrayInputStream(EnclaveWorld.lines(contents)), null);
            Transfer said = new Transfer(id, sent.parts() + partsMissing, sent.digest());
            commons.send(
                    CHANNEL,
                    id.toString(),
                    new CatalogueVersion(
                            version, Instant.parse("2020-01-01T00:00:00Z"), cases, cases, cases, cases, said));
        }
    }

    private static void awaitQuarantine(String reason) {
        Awaitility.await(reason)
                .atMost(Duration.ofMinutes(2))
                .until(() -> as("august", "auditor")
                        .get("/quarantine?limit=500")
                        .then()
                        .extract()
                        .asString()
                        .contains(reason));
    }
}
