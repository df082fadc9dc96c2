package org.tessera.enclave.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.tessera.enclave.approval.ApprovalWorld.OLIVIA;
import static org.tessera.enclave.approval.ApprovalWorld.OSCAR;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.ReleaseRecall;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.SubgroupReport;
import org.tessera.enclave.approval.AccountLinks;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.workflow.NotPermitted;
import org.tessera.enclave.workflow.PolicyRefused;
import org.tessera.envelope.Digests;
import org.tessera.messaging.Ledger;
import org.tessera.messaging.Outgoing;
import org.tessera.messaging.Unacceptable;

class ReviewingDownloadsTest {
    private final DownloadWorld world = new DownloadWorld();

    @Test
    void what_is_fetched_is_byte_for_byte_what_was_reviewed_even_if_the_workspace_has_changed() {
        var id = world.checked("funnel");
        var reviewed = world.reviewing.resource(id, "funnel.csv", OSCAR).bytes();
        world.text = "something else";
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OSCAR);
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OLIVIA);
        world.reviewing.release(id, OSCAR);
        assertThat(world.reviewing.resource(id, "funnel.csv", ROSALIND).bytes()).isEqualTo(reviewed);
    }

    @Test
    void bytes_that_were_changed_after_the_review_are_neither_released_nor_handed_out() {
        var id = world.approved("funnel");
        var planted = new FrozenResource(
                "funnel.csv",
                "funnel",
                "text/csv",
                "planted".getBytes(StandardCharsets.UTF_8),
                new Disclosable.Several(List.of()));
        world.downloads.freeze(id, 1, List.of(planted));
        assertThatThrownBy(() -> world.reviewing.release(id, OSCAR)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> world.reviewing.resource(id, "funnel.csv", OSCAR))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_author_fetches_nothing_before_the_release_and_nothing_after_a_recall() {
        var id = world.approved("funnel");
        assertThatThrownBy(() -> world.reviewing.resource(id, "funnel.csv", ROSALIND))
                .isInstanceOf(NotPermitted.class);
        world.reviewing.release(id, OSCAR);
        assertThat(world.reviewing.resource(id, "funnel.csv", ROSALIND).bytes()).isNotEmpty();
        assertThat(world.downloads.identifiers.get(id)).hasSize(20);
        world.reviewing.recall(id, "a mistake", OSCAR);
        assertThatThrownBy(() -> world.reviewing.resource(id, "funnel.csv", ROSALIND))
                .isInstanceOf(NotPermitted.class);
        assertThat(world.downloads.identifiers).isEmpty();
        assertThat(world.downloads.cells).isNotEmpty();
    }

    @Test
    void reviewers_fetch_while_they_review_and_while_it_is_released_and_never_what_was_refused_or_taken_back() {
        var rejected = world.checked("funnel");
        assertThat(world.reviewing.resource(rejected, "funnel.csv", OLIVIA).bytes())
                .isNotEmpty();
        world.reviewing.vote(rejected, Vote.Verdict.REJECT, "", OSCAR);
        assertThat(world.reviewing.resource(rejected, "funnel.csv", OLIVIA).bytes())
                .isNotEmpty();
        world.reviewing.vote(rejected, Vote.Verdict.APPROVE, "", OLIVIA);
        assertThatThrownBy(() -> world.reviewing.resource(rejected, "funnel.csv", OLIVIA))
                .isInstanceOf(NotPermitted.class);
        var released = world.approved("funnel");
        assertThat(world.reviewing.resource(released, "funnel.csv", OLIVIA).bytes())
                .isNotEmpty();
        world.reviewing.release(released, OSCAR);
        assertThat(world.reviewing.resource(released, "funnel.csv", OLIVIA).bytes())
                .isNotEmpty();
        world.approval.ledger.clear();
        world.reviewing.recall(released, "a mistake", OSCAR);
        assertThatThrownBy(() -> world.reviewing.resource(released, "funnel.csv", OLIVIA))
                .isInstanceOf(NotPermitted.class);
        assertThat(world.approval.ledger.denials()).containsExactly("download-request.fetch-denied");
    }

    @Test
    void the_ledger_has_who_was_given_which_bytes() {
        var id = world.checked("funnel");
        var bytes = world.reviewing.resource(id, "funnel.csv", OLIVIA).bytes();
        assertThat(world.approval.ledger.entries())
                .last()
                .isEqualTo(new Ledger.Entry(
                        "download-request.fetched",
                        id.toString(),
                        OLIVIA.actor(),
                        "output-checker",
                        null,
                        Digests.prefixed(bytes)));
    }

    @Test
    void the_stricter_vote_counts_and_a_return_keeps_comments_for_the_next_turn() {
        var id = world.checked("funnel");
        world.reviewing.vote(id, Vote.Verdict.RETURN, "a smaller table, please", OSCAR);
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "fine", OLIVIA);
        assertThat(world.now(id)).isInstanceOf(Download.Returned.class);
        world.requesting.submit(id, world.project, ROSALIND);
        var again = world.now(id);
        assertThat(again).isInstanceOf(Download.Checked.class);
        assertThat(again.votes()).isEmpty();
        assertThat(again.history())
                .singleElement()
                .satisfies(turn -> assertThat(turn.votes())
                        .extracting(Vote::comment)
                        .containsExactly("a smaller table, please", "fine"));
        assertThat(world.downloads.frozen(id, 2)).hasSize(1);
        world.reviewing.vote(id, Vote.Verdict.APPROVE, "", OSCAR);
    }

    @Test
    void the_check_sends_back_with_findings_what_cannot_leave() {
        world.verdict = Findings.Verdict.REJECT;
        var id = world.checked("funnel");
        assertThat(world.now(id)).isInstanceOfSatisfying(Download.Returned.class, returned -> {
            var findings = returned.history().getLast().parcel().findings();
            assertThat(findings.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.sentence()).isNotBlank());
        });
    }

    @Test
    void a_release_is_checked_against_what_left_while_it_was_reviewed() {
        var first = world.approved("funnel");
        var second = world.approved("funnel");
        world.reviewing.release(first, OSCAR);
        world.historySeen.clear();
        world.verdict = Findings.Verdict.REJECT;
        assertThat(world.reviewing.release(second, OSCAR)).isInstanceOf(Download.Returned.class);
        assertThat(world.historySeen).containsExactly(1);
        assertThat(world.downloads.cells)
                .singleElement()
                .satisfies(cells -> assertThat(cells.resource()).isEqualTo("funnel.csv of request " + first));
    }

    @Test
    void a_finding_that_came_after_the_review_goes_back_to_be_weighed() {
        var first = world.approved("matched-identifiers");
        var second = world.approved("matched-identifiers");
        world.reviewing.release(first, OSCAR);
        world.verdict = Findings.Verdict.REVIEW;
        assertThat(world.reviewing.release(second, OSCAR)).isInstanceOf(Download.Returned.class);
        assertThat(world.downloads.cells).hasSize(1);
        world.requesting.submit(second, world.project, ROSALIND);
        world.reviewing.vote(second, Vote.Verdict.APPROVE, "weighed", OSCAR);
        world.reviewing.vote(second, Vote.Verdict.APPROVE, "weighed", OLIVIA);
        assertThat(world.reviewing.release(second, OSCAR)).isInstanceOf(Download.Released.class);
    }

    @Test
    void a_list_that_names_somebody_who_has_withdrawn_meanwhile_goes_back_and_does_not_say_who() {
        var id = world.approved("matched-identifiers");
        var table = world.approved("cohort-profile");
        world.linked = 19;

        assertThat(world.reviewing.release(id, OSCAR))
                .isInstanceOfSatisfying(
                        Download.Returned.class,
                        returned -> assertThat(returned.history()
                                        .getLast()
                                        .parcel()
                                        .findings()
                                        .findings())
                                .filteredOn(finding -> finding.rule().equals("withdrawn-since"))
                                .singleElement()
                                .satisfies(finding ->
                                        assertThat(finding.sentence()).doesNotContain("case-", "19")));
        assertThat(world.downloads.identifiers).isEmpty();
        assertThat(world.downloads.cells).isEmpty();
        assertThat(world.reviewing.release(table, OSCAR)).isInstanceOf(Download.Released.class);
    }

    @Test
    void nothing_leaves_a_project_that_has_ended() {
        var id = world.approved("funnel");
        world.approval.clock.advance(Duration.ofDays(365));
        world.approval.deciding.expire(world.project.id());
        assertThatThrownBy(() -> world.reviewing.release(id, OSCAR)).isInstanceOf(PolicyRefused.class);
        world.requesting.projectEnded(world.project.id());
        assertThat(world.now(id)).isInstanceOf(Download.Withdrawn.class);
    }

    @Test
    void a_released_profile_goes_to_the_representativeness_service_without_its_owner() {
        var id = world.approved("cohort-profile");
        assertThat(world.outbox.sent()).isEmpty();
        world.reviewing.release(id, OSCAR);
        var sent = world.outbox.sent().getFirst();
        var profile = (CohortProfile) sent.payload();
        assertThat(sent.channel()).isEqualTo("enclave.cohort-profiles.v1");
        assertThat(sent.key()).isEqualTo(profile.profileId().toString());
        assertThat(sent.actor()).isNull();
        assertThat(profile.owner()).isNull();
        assertThat(world.profiles.projectOf(profile.profileId())).contains(world.project.id());
    }

    @Test
    void a_released_subgroup_report_goes_to_its_authors_commons_account_beside_the_profile_of_its_cohort() {
        world.approval.links.link(new AccountLinks.Link("c-rosalind", ROSALIND.account(), Instant.EPOCH));
        var id = world.approved("subgroup-performance", "cohort-profile");
        world.reviewing.release(id, OSCAR);

        assertThat(world.outbox.sent())
                .extracting(Outgoing::channel)
                .containsExactly("enclave.cohort-profiles.v1", "enclave.subgroup-reports.v1");
        var profile = (CohortProfile) world.outbox.sent().getFirst().payload();
        var report = (SubgroupReport) world.outbox.sent().getLast().payload();
        assertThat(report.profileId()).isEqualTo(profile.profileId());
        assertThat(report.owner()).isEqualTo("c-rosalind");
        assertThat(world.outbox.sent().getLast().actor()).isNull();
    }

    @Test
    void a_subgroup_report_does_not_stand_beside_the_profile_of_another_project() {
        world.approval.links.link(new AccountLinks.Link("c-rosalind", ROSALIND.account(), Instant.EPOCH));
        world.profiles.released(ProfileId.random(), ProjectId.random(), "final-cohort", "Another");
        world.reviewing.release(world.approved("subgroup-performance"), OSCAR);

        var report = (SubgroupReport) world.outbox.sent().getLast().payload();
        assertThat(report.profileId()).isNull();
    }

    @Test
    void without_a_linked_commons_account_a_subgroup_report_leaves_as_a_file_only() {
        world.reviewing.release(world.approved("subgroup-performance"), OSCAR);
        assertThat(world.outbox.sent()).isEmpty();
    }

    @Test
    void what_is_recalled_after_the_end_of_its_project_is_forgotten_at_once() {
        var during = world.approved("funnel");
        var expired = world.approved("funnel");
        var after = world.approved("funnel");
        List.of(during, expired, after).forEach(id -> world.reviewing.release(id, OSCAR));
        world.reviewing.recall(during, "a mistake", OSCAR);
        world.approval.clock.advance(Duration.ofDays(366));
        world.reviewing.recall(expired, "a mistake", OSCAR);
        assertThat(world.downloads.forgotten)
                .as("what has only expired may be renewed")
                .isEmpty();
        world.approval.deciding.expire(world.project.id());
        world.downloads.forgotten.clear();
        world.reviewing.recall(after, "a mistake", OSCAR);
        assertThat(world.downloads.forgotten).containsExactly(world.project.id());
    }

    @Test
    void a_recall_takes_back_what_the_representativeness_service_was_told_and_nothing_else() {
        world.approval.links.link(new AccountLinks.Link("c-rosalind", ROSALIND.account(), Instant.EPOCH));
        var kept = world.approved("cohort-profile");
        world.reviewing.release(kept, OSCAR);
        var id = world.approved("funnel", "cohort-profile", "subgroup-performance");
        world.reviewing.release(id, OSCAR);
        var told = world.outbox.sent().subList(1, 3);
        world.reviewing.recall(id, "a mistake", OSCAR);

        var recalls = world.outbox.sent().subList(3, world.outbox.sent().size());
        assertThat(recalls)
                .extracting(Outgoing::channel, Outgoing::key, Outgoing::payload)
                .containsExactlyElementsOf(told.stream()
                        .map(each -> tuple(each.channel(), each.key(), new ReleaseRecall(UUID.fromString(each.key()))))
                        .toList());
        assertThat(recalls).extracting(Outgoing::actor).containsOnlyNulls();
    }

    @Test
    void a_subgroup_report_stands_beside_the_last_profile_that_was_not_recalled() {
        world.approval.links.link(new AccountLinks.Link("c-rosalind", ROSALIND.account(), Instant.EPOCH));
        world.reviewing.release(world.approved("cohort-profile"), OSCAR);
        var profile = (CohortProfile) world.outbox.sent().getLast().payload();
        var mistake = world.approved("cohort-profile");
        world.reviewing.release(mistake, OSCAR);
        world.reviewing.recall(mistake, "a mistake", OSCAR);
        world.reviewing.release(world.approved("subgroup-performance"), OSCAR);

        var report = (SubgroupReport) world.outbox.sent().getLast().payload();
        assertThat(report.profileId()).isEqualTo(profile.profileId());
    }

    @Test
    void a_recall_of_what_left_as_a_file_only_tells_nobody() {
        var id = world.approved("funnel", "subgroup-performance");
        world.reviewing.release(id, OSCAR);
        world.reviewing.recall(id, "a mistake", OSCAR);
        assertThat(world.outbox.sent()).isEmpty();
    }

    @Test
    void a_report_about_a_profile_that_never_left_is_not_taken() {
        var hearing = new HearingReports(world.profiles, world.approval.open);
        var report = new RepresentativenessReport(ProfileId.random(), "reference", "alignment/1", List.of());
        assertThatThrownBy(() -> hearing.heard(report)).isInstanceOf(Unacceptable.class);
    }

    @Test
    void two_resources_of_one_name_get_two_names() {
        var id = world.checked("funnel", "funnel");
        assertThat(world.downloads.frozen(id, 1))
                .extracting(FrozenResource::name)
                .containsExactly("funnel.csv", "2-funnel.csv");
    }

    @Test
    void a_request_without_title_or_resources_is_refused() {
        assertThatThrownBy(() -> world.requesting.draft(world.project, " ", List.of(), ROSALIND))
                .isInstanceOfSatisfying(
                        PolicyRefused.class,
                        refused -> assertThat(refused.mistakes()).hasSize(2));
    }
}
