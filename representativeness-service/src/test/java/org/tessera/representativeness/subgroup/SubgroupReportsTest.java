package org.tessera.representativeness.subgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.tessera.representativeness.subgroup.SubgroupWorld.NOW;
import static org.tessera.representativeness.subgroup.SubgroupWorld.await;
import static org.tessera.representativeness.subgroup.SubgroupWorld.awaitGone;
import static org.tessera.representativeness.subgroup.SubgroupWorld.label;
import static org.tessera.representativeness.subgroup.SubgroupWorld.profile;
import static org.tessera.representativeness.subgroup.SubgroupWorld.readBy;
import static org.tessera.representativeness.subgroup.SubgroupWorld.recall;
import static org.tessera.representativeness.subgroup.SubgroupWorld.report;
import static org.tessera.representativeness.subgroup.SubgroupWorld.send;
import static org.tessera.representativeness.subgroup.SubgroupWorld.shown;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.Count;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.messaging.Quarantine;
import org.tessera.representativeness.Asking;
import org.tessera.representativeness.subgroup.SubgroupWorld.Sent;
import org.tessera.testkit.Border;
import org.tessera.testkit.OnRealServers;

@QuarkusTest
@OnRealServers("representativeness-service")
class SubgroupReportsTest {
    @Inject
    Quarantine quarantine;

    @Test
    void a_subgroup_report_is_shown_beside_the_distances_of_its_cohort_to_the_account_it_names_and_to_nobody_else() {
        String label = shown().label();

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
        Sent sent = shown();

        recall(sent.profile());
        await(sent.label(), 0);
        recall(sent.report());
        awaitGone(sent.label());
    }

    @Test
    void what_comes_after_its_recall_stays_away() {
        String late = label();
        SubgroupReport recalled = report(late, ProfileId.random());
        recall(recalled);
        send(recalled, recalled);
        String later = label();
        CohortProfile profile = profile(later);
        recall(profile);
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
        Sent first = shown();
        recall(first.profile());
        await(first.label(), 0);

        UUID ofTheProfile = first.profile().profileId().value();
        String second = label();
        SubgroupReport named = report(new SubgroupReportId(ofTheProfile), second, ProfileId.random());
        send(named, named);
        await(second, 0);

        recall(first.report());
        awaitGone(first.label());
        UUID ofTheReport = first.report().reportId().value();
        shown(profile(new ProfileId(ofTheReport), label()));
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
        awaitQuarantined(before, item -> assertThat(item.bytes()).isPositive());
        recall(small);
        awaitQuarantined(before, item -> assertThat(item.bytes()).isZero());
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
        recall(profile);
        CohortProfile next = profile(label);
        SubgroupReport last = report(label + " next", next.profileId());
        send(profile, next);
        send(last, last);

        await(label + " next", 3);
        await(label, 3);
    }

    @Test
    void nothing_follows_a_page_that_the_last_subgroup_report_fills() {
        shown();

        int all = readBy("rosalind").extract().jsonPath().getList("items").size();
        Asking.by("rosalind")
                .get("subgroup-reports?limit=" + all)
                .then()
                .statusCode(200)
                .body("items", hasSize(all))
                .body("next", nullValue());
    }

    @Test
    void a_page_that_cannot_be_is_a_problem() {
        Asking.by("rosalind")
                .get("subgroup-reports?limit=0")
                .then()
                .statusCode(400)
                .body("kind", equalTo("invalid"));
    }

    private long newest() {
        return quarantine.list(0, 1_000).stream()
                .mapToLong(Quarantine.Item::id)
                .max()
                .orElse(0);
    }

    private void awaitQuarantined(long after, ThrowingConsumer<Quarantine.Item> expected) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(quarantine.list(after, 9)).singleElement().satisfies(expected));
    }
}
