package org.tessera.representativeness.subgroup;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.Payload;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.ReleaseRecall;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReport.Estimate;
import org.tessera.contracts.SubgroupReport.Performance;
import org.tessera.contracts.SubgroupReport.Subgroup;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.Border;
import org.tessera.testkit.Tokens;

/** What the enclave sends of a cohort, and what an account is shown of it. */
final class SubgroupWorld {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String PROFILES = "enclave.cohort-profiles.v1";
    private static final String SUBGROUPS = "enclave.subgroup-reports.v1";

    private SubgroupWorld() {}

    /** A profile and a report of one cohort, sent under one label. */
    record Sent(String label, CohortProfile profile, SubgroupReport report) {}

    static ValidatableResponse readBy(String account) {
        return Asking.by(account).get("subgroup-reports?limit=200").then().statusCode(200);
    }

    static void await(String label, int distances) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> readBy("rosalind")
                        .body("items.find { it.label == '%s' }.distances".formatted(label), hasSize(distances)));
    }

    static void awaitGone(String label) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> readBy("rosalind").body("items.label", not(hasItem(label))));
    }

    /** Another cohort, whose report is shown beside its distances. */
    static Sent shown() {
        return shown(profile(label()));
    }

    static Sent shown(CohortProfile profile) {
        String label = profile.label();
        SubgroupReport report = report(label, profile.profileId());
        send(profile, profile);
        send(report, report);
        await(label, 3);
        return new Sent(label, profile, report);
    }

    /** Another title each time, in letters: a label with nine digits in a row breaks its schema. */
    static String label() {
        return "A study " + UUID.randomUUID().toString().replaceAll("[0-9]", "x");
    }

    static CohortProfile profile(String label) {
        return profile(ProfileId.random(), label);
    }

    static CohortProfile profile(ProfileId id, String label) {
        return new CohortProfile(
                id,
                "final-cohort",
                label,
                null,
                NOW,
                Count.of(130),
                Map.of("sex", Map.of("Female", Count.of(70), "Male", Count.of(60))));
    }

    static SubgroupReport report(String label, ProfileId profile) {
        return report(SubgroupReportId.random(), label, profile);
    }

    static SubgroupReport report(SubgroupReportId id, String label, ProfileId profile) {
        Performance performance = new Performance(
                100,
                new Estimate(0.74, 0.67, 0.81),
                new Estimate(1, 0.8, 1.2),
                new Estimate(0, -0.3, 0.3),
                new Estimate(0.9, 0.4, 1.4));
        return new SubgroupReport(
                id,
                profile,
                Tokens.subject("commons", "rosalind"),
                label,
                NOW,
                "severe",
                "combined",
                performance,
                List.of(
                        new Subgroup("sex", "Female", performance, null),
                        new Subgroup("manufacturer", "FUJIFILM", null, "few-persons")));
    }

    static void recall(CohortProfile profile) {
        send(profile, new ReleaseRecall(profile.profileId().value()));
    }

    static void recall(SubgroupReport report) {
        send(report, new ReleaseRecall(report.reportId().value()));
    }

    static void send(CohortProfile profile, Payload content) {
        send(PROFILES, profile.profileId().value(), content);
    }

    static void send(SubgroupReport report, Payload content) {
        send(SUBGROUPS, report.reportId().value(), content);
    }

    private static void send(String channel, UUID key, Payload content) {
        try (Border border = Border.as("clinical-enclave")) {
            border.send(channel, key.toString(), content);
        }
    }
}
