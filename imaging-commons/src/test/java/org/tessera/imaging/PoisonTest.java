package org.tessera.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.Domain;
import org.tessera.contracts.FeasibilityRequestId;
import org.tessera.contracts.FeasibilityResult;
import org.tessera.contracts.FeasibilityResult.Outcome;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.UploadDecision;
import org.tessera.contracts.UploadDecision.State;
import org.tessera.contracts.UploadRequestId;
import org.tessera.contracts.Withdrawal;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("imaging-commons")
class PoisonTest {
    private static final String WITHDRAWALS = "partner.imaging-withdrawals.v1";

    private static List<String> quarantined() {
        JsonPath json = Commons.as(Tokens.of("commons", "audrey", "auditor"))
                .get("/quarantine?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return json.getList("items.collect { it.channel + ' ' + it.reason }", String.class);
    }

    @Test
    void what_is_wrong_is_kept_apart_with_its_reason_and_the_channel_goes_on() {
        Commons.submit(BundleFixture.cases("POISON-", 2)).then().statusCode(201);
        Commons.publish("p" + UUID.randomUUID().toString().substring(0, 8))
                .then()
                .statusCode(201);
        try (Border partner = Border.as("partner-north");
                Border broker = Border.as("honest-broker");
                Border enclave = Border.as("clinical-enclave");
                Border service = Border.as("representativeness-service")) {
            partner.sendGarbage(WITHDRAWALS, "garbage");
            partner.send(WITHDRAWALS, "wrong", Withdrawal.of(Domain.CLINICAL, "POISON-1"));
            enclave.send(WITHDRAWALS, "POISON-1", Withdrawal.of(Domain.IMAGING, "POISON-1"));
            FeasibilityRequestId unknown = FeasibilityRequestId.random();
            broker.send(
                    "broker.feasibility-results.v1",
                    unknown.toString(),
                    new FeasibilityResult(unknown, Outcome.COUNT, 20, null));
            UploadRequestId upload = UploadRequestId.random();
            enclave.send(
                    "enclave.upload-decisions.v1", upload.toString(), new UploadDecision(upload, State.SCANNING, null));
            ProfileId profile = ProfileId.random();
            service.send(
                    "representativeness.commons-reports.v1",
                    profile.toString(),
                    new RepresentativenessReport(profile, "cdc", "midrc-cdc/1", List.of()));
            partner.send(WITHDRAWALS, "POISON-2", Withdrawal.of(Domain.IMAGING, "POISON-2"));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> Commons.rosalind().get("/cases/POISON-2").then().statusCode(404));
        Commons.rosalind().get("/cases/POISON-1").then().statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(quarantined())
                        .contains(
                                "broker.feasibility-results.v1 unknown-request",
                                "enclave.upload-decisions.v1 unknown-request",
                                "representativeness.commons-reports.v1 unknown-profile"));
        assertThat(quarantined().stream().filter(entry -> entry.startsWith(WITHDRAWALS)))
                .hasSizeGreaterThanOrEqualTo(3);
    }
}
