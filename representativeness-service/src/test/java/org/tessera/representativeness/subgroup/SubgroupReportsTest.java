package org.tessera.representativeness.subgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
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
import org.tessera.messaging.Quarantine;
import org.tessera.representativeness.Asking;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;
import org.tessera.testkit.Tokens;

@QuarkusTest
@OnRealServers("representativeness-service")
class SubgroupReportsTest {
    private static final String PROFILES = "enclave.cohort-profiles.v1";
    private static final String SUBGROUPS = "enclave.subgroup-reports.v1";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    Quarantine quarantine;

    @Test
    void a_subgroup_report_is_shown_beside_the_distances_of_its_cohort_to_the_account_it_names_and_to_nobody_else() {
        String label = label();
        CohortProfile profile = profile(label);
        SubgroupReport report = report(label, profile.profileId());
        send(profile, profile);
        send(report, report);

        await(label, 3);
        String mine = "items.find { it.label == '%s' }.".formatted(label);
        readBy("rosalind")
                .body(mine + "overall.auc.value", equalTo(0.74f))
                .body(mine + "subgroups[0].performance.calibrationSlope.low", equalTo(0.4f))
                .body(mine + "subgroups[1].withheld", equalTo("few-persons"))
                .body(mine + "subgroups[1].performance", nullValue())
                .body(mine + "distances.distances.flatten().attribute", hasItem("sex"));
        readBy("barbara").body("items.label", not(hasItem(label)));
    }

    @Test
    void a_recalled_profile_takes_its_distances_along_and_a_recalled_report_is_gone() {
        String label = label();
        CohortProfile profile = profile(label);
        SubgroupReport report = report(label, profile.profileId());
        send(profile, profile);
        send(report, report);
        await(label, 3);

        send(profile, new ReleaseRecall(profile.profileId().value()));
        await(label, 0);
        send(report, new ReleaseRecall(report.reportId().value()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> readBy("rosalind").body("items.label", not(hasItem(label))));
    }

    @Test
    void what_comes_after_its_recall_stays_away() {
        String late = label();
        SubgroupReport recalled = report(late, ProfileId.random());
        send(recalled, new ReleaseRecall(recalled.reportId().value()));
        send(recalled, recalled);
        String later = label();
        CohortProfile profile = profile(later);
        send(profile, new ReleaseRecall(profile.profileId().value()));
        send(profile, profile);
        // Messages of one key keep their order: when the last has come, the others have.
        CohortProfile next = profile(later);
        send(profile, next);
        send(recalled, report(later, next.profileId()));
        SubgroupReport beside = report(later + " beside", profile.profileId());
        send(recalled, beside);

        await(later, 3);
        await(later + " beside", 0);
        readBy("rosalind").body("items.label", not(hasItem(late)));
    }

    @Test
    void a_recall_is_of_its_own_channel_only_though_a_profile_and_a_report_have_one_id() {
        String first = label();
        CohortProfile profile = profile(first);
        SubgroupReport beside = report(first, profile.profileId());
        send(profile, profile);
        send(beside, beside);
        await(first, 3);
        send(profile, new ReleaseRecall(profile.profileId().value()));
        await(first, 0);

        String second = label();
        SubgroupReport named = report(new SubgroupReportId(profile.profileId().value()), second, ProfileId.random());
        send(named, named);
        await(second, 0);

        send(beside, new ReleaseRecall(beside.reportId().value()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> readBy("rosalind").body("items.label", not(hasItem(first))));
        String third = label();
        CohortProfile called = profile(new ProfileId(beside.reportId().value()), third);
        SubgroupReport last = report(third, called.profileId());
        send(called, called);
        send(last, last);
        await(third, 3);
    }

    @Test
    void a_profile_that_was_refused_for_a_small_count_is_forgotten_when_it_is_recalled() {
        CohortProfile small = new CohortProfile(
                ProfileId.random(),
                "final-cohort",
                label(),
                null,
                NOW,
                Count.of(130),
                Map.of("sex", Map.of("Female", Count.of(7))));
        long before = newest();
        send(small, small);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(quarantine.list(before, 9))
                        .singleElement()
                        .satisfies(item -> assertThat(item.bytes()).isPositive()));
        send(small, new ReleaseRecall(small.profileId().value()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(quarantine.list(before, 9))
                        .singleElement()
                        .satisfies(item -> assertThat(item.bytes()).isZero()));
    }

    private long newest() {
        return quarantine.list(0, 1_000).stream()
                .mapToLong(Quarantine.Item::id)
                .max()
                .orElse(0);
    }

    @Test
    void the_enclave_recalls_nothing_of_the_commons() {
        String label = label();
        CohortProfile profile = profile(label);
        try (Border border = Border.as("imaging-commons")) {
            border.send("commons.cohort-profiles.v1", profile.profileId().toString(), profile);
        }
        SubgroupReport report = report(label, profile.profileId());
        send(report, report);
        await(label, 3);
        send(profile, new ReleaseRecall(profile.profileId().value()));
        CohortProfile next = profile(label);
        SubgroupReport last = report(label + " next", next.profileId());
        send(profile, next);
        send(last, last);

        await(label + " next", 3);
        await(label, 3);
    }

    @Test
    void a_page_that_cannot_be_is_a_problem() {
        Asking.by("rosalind")
                .get("subgroup-reports?limit=0")
                .then()
                .statusCode(400)
                .body("kind", equalTo("page-unusable"));
    }

    private static ValidatableResponse readBy(String account) {
        return Asking.by(account).get("subgroup-reports?limit=200").then().statusCode(200);
    }

    private static void await(String label, int distances) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> readBy("rosalind")
                        .body("items.find { it.label == '%s' }.distances".formatted(label), hasSize(distances)));
    }

    /** Another title each time, in letters: a label with nine digits in a row breaks its schema. */
    private static String label() {
        return "A study " + UUID.randomUUID().toString().replaceAll("[0-9]", "x");
    }

    private static CohortProfile profile(String label) {
        return profile(ProfileId.random(), label);
    }

    private static CohortProfile profile(ProfileId id, String label) {
        return new CohortProfile(
                id,
                "final-cohort",
                label,
                null,
                NOW,
                Count.of(130),
                Map.of("sex", Map.of("Female", Count.of(70), "Male", Count.of(60))));
    }

    private static SubgroupReport report(String label, ProfileId profile) {
        return report(SubgroupReportId.random(), label, profile);
    }

    private static SubgroupReport report(SubgroupReportId id, String label, ProfileId profile) {
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

    private static void send(CohortProfile profile, Payload content) {
        send(PROFILES, profile.profileId().value(), content);
    }

    private static void send(SubgroupReport report, Payload content) {
        send(SUBGROUPS, report.reportId().value(), content);
    }

    private static void send(String channel, UUID key, Payload content) {
        try (Border border = Border.as("clinical-enclave")) {
            border.send(channel, key.toString(), content);
        }
    }
}
