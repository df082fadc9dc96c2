package org.tessera.enclave.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.approval.ApprovalWorld.CAMILLE;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;
import static org.tessera.enclave.approval.ApprovalWorld.about;
import static org.tessera.enclave.approval.ApprovalWorld.application;
import static org.tessera.enclave.approval.ApprovalWorld.trainedOn;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.enclave.protocol.Protocol;
import org.tessera.enclave.workflow.PolicyRefused;
import org.tessera.messaging.Ledger;

class ProjectLifeTest {
    private final ApprovalWorld world = new ApprovalWorld();

    @Test
    void an_approval_opens_a_project_for_the_author_and_her_collaborators() {
        var approved = world.approved(application("dorothy"));
        var project = world.open.find(approved.project()).orElseThrow();
        assertThat(project.members()).containsExactlyInAnyOrder("s-rosalind", "dorothy");
        assertThat(project.fuzzyApproved()).isTrue();
        assertThat(project.expiresAt()).isEqualTo("2027-03-01T12:00:00Z");
        assertThat(world.open.ofMember(project.id(), DOROTHY.account())).isPresent();
        assertThat(world.open.ofMember(project.id(), CAMILLE.account())).isEmpty();
        assertThat(world.events).containsExactly(new ProjectOpened(project));
        assertThat(world.work).containsExactly(project.id());
    }

    @Test
    void a_project_ends_after_a_year_by_the_clock_alone() {
        var project = world.approved(application()).project();
        world.clock.moveTo(Instant.parse("2027-03-01T11:59:59Z"));
        assertThat(world.projects.due(world.clock.instant())).isEmpty();
        assertThat(world.open.find(project)).isPresent();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(world.open.find(project)).isEmpty();
        world.projects.due(world.clock.instant()).forEach(world.deciding::expire);
        assertThat(world.events).endsWith(new ProjectEnded(project));
        assertThat(world.ledger.transitions()).endsWith("data-use-request.expired", "project.ended");
        assertThat(world.projects.due(world.clock.instant())).isEmpty();
    }

    @Test
    void a_project_that_is_renewed_just_before_the_clock_ends_it_goes_on() {
        var first = world.approved(application());
        var renewal = world.underReview(trainedOn(
                "2026-03-01", about(Application.Type.RENEWAL, first.filing().id())));
        world.clock.advance(Duration.ofDays(365));
        var due = world.projects.due(world.clock.instant());
        world.deciding.approve(renewal, "good", CAMILLE);
        due.forEach(world.deciding::expire);
        assertThat(due).containsExactly(first.project());
        assertThat(world.open.find(first.project())).isPresent();
        assertThat(world.requests.find(first.filing().id()).orElseThrow().state())
                .isEqualTo(RequestMoves.State.APPROVED);
    }

    @Test
    void nothing_is_approved_once_the_training_is_older_than_a_year() {
        var id = world.underReview(trainedOn("2025-03-02", application()));
        world.clock.advance(Duration.ofDays(2));
        assertThatThrownBy(() -> world.deciding.approve(id, "good", CAMILLE))
                .isInstanceOfSatisfying(
                        PolicyRefused.class,
                        refused -> assertThat(refused.kind()).isEqualTo("training-outdated"));
        assertThat(world.events).isEmpty();
        assertThat(world.deciding.deny(id, "the training is too old", CAMILLE).state())
                .isEqualTo(RequestMoves.State.DENIED);
    }

    @Test
    void a_draft_that_refers_to_itself_is_refused_at_submission() {
        var draft = world.filing.draft(application(), ROSALIND).filing().id();
        world.filing.amend(draft, about(Application.Type.RENEWAL, draft), ROSALIND);
        assertThatThrownBy(() -> world.filing.submit(draft, ROSALIND)).isInstanceOf(PolicyRefused.class);
    }

    @Test
    void a_renewal_gives_another_year_and_a_later_end_of_either_request_ends_the_project_once() {
        var first = world.approved(application());
        world.clock.advance(Duration.ofDays(90));
        var renewed =
                world.approved(about(Application.Type.RENEWAL, first.filing().id()));
        assertThat(renewed.project()).isEqualTo(first.project());
        assertThat(world.open.find(first.project()).orElseThrow().expiresAt())
                .isEqualTo(DataUseRequest.Approved.expiryOf(world.clock.instant()));
        world.deciding.close(renewed.filing().id(), ROSALIND);
        assertThat(world.requests.find(first.filing().id()).orElseThrow().state())
                .isEqualTo(RequestMoves.State.CLOSED);
        assertThat(world.events.stream().filter(ProjectEnded.class::isInstance)).hasSize(1);
    }

    @Test
    void collaborators_come_and_go_and_the_project_goes_on() {
        var first = world.approved(application());
        var more = world.approved(
                about(Application.Type.COLLABORATOR, first.filing().id(), "dorothy"));
        assertThat(world.open.ofMember(first.project(), DOROTHY.account())).isPresent();
        world.deciding.revoke(more.filing().id(), "left", CAMILLE);
        assertThat(world.open.ofMember(first.project(), DOROTHY.account())).isEmpty();
        assertThat(world.open.ofMember(first.project(), ROSALIND.account())).isPresent();
    }

    @Test
    void an_appeal_that_is_granted_does_what_was_denied_and_there_is_one_appeal() {
        var id = world.underReview(application());
        world.deciding.deny(id, "no", CAMILLE);
        var appeal = world.approved(about(Application.Type.APPEAL, id));
        assertThat(world.open.find(appeal.project())).isPresent();
        var second = world.filing.draft(about(Application.Type.APPEAL, id), ROSALIND);
        assertThatThrownBy(() -> world.filing.submit(second.filing().id(), ROSALIND))
                .isInstanceOf(PolicyRefused.class)
                .hasMessageContaining("There is one appeal");
    }

    @Test
    void the_end_of_a_granted_appeal_about_collaborators_takes_them_away_and_the_project_goes_on() {
        var first = world.approved(application());
        for (boolean revoked : List.of(true, false)) {
            var id = world.underReview(
                    about(Application.Type.COLLABORATOR, first.filing().id(), "dorothy"));
            world.deciding.deny(id, "no", CAMILLE);
            var appeal = world.approved(about(Application.Type.APPEAL, id, "dorothy"));
            assertThat(world.open.ofMember(first.project(), DOROTHY.account())).isPresent();
            if (revoked) {
                world.deciding.revoke(appeal.filing().id(), "left", CAMILLE);
            } else {
                world.deciding.close(appeal.filing().id(), ROSALIND);
            }
            assertThat(world.open.ofMember(first.project(), DOROTHY.account())).isEmpty();
            assertThat(world.open.ofMember(first.project(), ROSALIND.account())).isPresent();
        }
    }

    @Test
    void an_appeal_about_collaborators_names_some_too() {
        var first = world.approved(application());
        var denied = world.underReview(
                about(Application.Type.COLLABORATOR, first.filing().id(), "dorothy"));
        world.deciding.deny(denied, "no", CAMILLE);
        assertThat(mistakes(about(Application.Type.APPEAL, denied), ROSALIND))
                .containsExactly("An APPEAL of a COLLABORATOR request names at least one collaborator.");
        assertThat(mistakes(about(Application.Type.APPEAL, denied, "dorothy"), ROSALIND))
                .isEmpty();
    }

    @Test
    void a_reference_must_fit_the_type_and_the_author() {
        var approved = world.approved(application()).filing().id();
        assertThat(mistakes(about(Application.Type.NEW, approved), ROSALIND)).isNotEmpty();
        assertThat(mistakes(about(Application.Type.APPEAL, approved), ROSALIND)).isNotEmpty();
        assertThat(mistakes(about(Application.Type.RENEWAL, approved), DOROTHY)).isNotEmpty();
        assertThat(mistakes(about(Application.Type.RENEWAL, DataUseRequestId.random()), ROSALIND))
                .isNotEmpty();
        assertThat(mistakes(about(Application.Type.RENEWAL, approved), ROSALIND))
                .isEmpty();
    }

    private List<String> mistakes(Application application, Acting by) {
        var draft = world.filing.draft(application, by);
        return new References(world.requests).mistakes(draft.filing());
    }

    @Test
    void every_mistake_of_an_application_is_told_at_once() {
        var bad = new Application(
                Application.Type.NEW,
                null,
                "",
                "",
                "",
                "name: nothing else",
                "EVERYTHING",
                new Application.Linkage(false, true),
                List.of(" "),
                new Application.Attestations(false, LocalDate.parse("2025-02-28"), false),
                List.of("DUO:7"));
        var mistakes = ApplicationRules.mistakes(bad, LocalDate.parse("2026-03-01"));
        assertThat(mistakes)
                .anyMatch(each -> each.contains("title"))
                .anyMatch(each -> each.contains("abstract"))
                .anyMatch(each -> each.contains("rationale"))
                .anyMatch(each -> each.contains("data level"))
                .anyMatch(each -> each.contains("Exact linkage"))
                .anyMatch(each -> each.contains("collaborator"))
                .anyMatch(each -> each.contains("agreement"))
                .anyMatch(each -> each.contains("code of conduct"))
                .anyMatch(each -> each.contains("older than a year"))
                .anyMatch(each -> each.contains("DUO"))
                .anyMatch(each -> each.startsWith("Protocol: "));
        assertThat(ApplicationRules.mistakes(application(), LocalDate.parse("2026-03-01")))
                .isEmpty();
        assertThat(ApplicationRules.mistakes(application(), LocalDate.parse("2026-06-01")))
                .isEmpty();
        assertThat(ApplicationRules.mistakes(application(), LocalDate.parse("2026-06-02")))
                .hasSize(1);
    }

    @Test
    void nobody_is_promised_a_data_level_or_linkage_that_a_workspace_does_not_keep() {
        assertThat(mistakes(Application.Type.NEW, "DE_IDENTIFIED", new Application.Linkage(true, false)))
                .singleElement()
                .asString()
                .contains("LIMITED");
        var none = new Application.Linkage(false, false);
        for (var type : List.of(Application.Type.NEW, Application.Type.REVISION, Application.Type.APPEAL)) {
            assertThat(mistakes(type, "LIMITED", none))
                    .singleElement()
                    .asString()
                    .contains("Exact linkage");
        }
        assertThat(mistakes(Application.Type.RENEWAL, "LIMITED", none)).isEmpty();
    }

    private static List<String> mistakes(Application.Type type, String dataLevel, Application.Linkage linkage) {
        var base = application();
        var changed = new Application(
                type,
                null,
                base.title(),
                base.summary(),
                base.rationale(),
                base.protocol(),
                dataLevel,
                linkage,
                base.collaborators(),
                base.attestations(),
                base.duo());
        return ApplicationRules.mistakes(changed, LocalDate.parse("2026-03-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "a b", "a\0", "dorothy?x=1", "-"})
    void a_collaborator_whom_no_account_can_have_as_its_name_is_refused_at_submission(String name) {
        for (String each : List.of(name, "x".repeat(256))) {
            assertThat(ApplicationRules.mistakes(application(each), LocalDate.parse("2026-03-01")))
                    .singleElement()
                    .asString()
                    .contains("collaborator");
        }
        assertThat(ApplicationRules.mistakes(
                        application(
                                "rosalind-e",
                                "1b4e28ba-2fa1-41d2-883f-0016d3cca427",
                                "dorothy.h@example.org",
                                "Jos\u00e9_2+x",
                                "x".repeat(255)),
                        LocalDate.parse("2026-03-01")))
                .isEmpty();
    }

    @Test
    void an_outage_of_the_account_register_loses_nothing() {
        var project = world.approved(application("dorothy")).project();
        var register = new Register();
        register.isAway = true;
        assertThat(world.keeping(register).next()).isTrue();
        assertThat(register.groups).isEmpty();
        assertThat(world.events).contains("postponed");
        register.isAway = false;
        world.keeping(register).next();
        assertThat(register.groups).containsEntry(project, Set.of("s-rosalind", "dorothy"));
        world.clock.advance(Duration.ofDays(365));
        world.deciding.expire(project);
        world.keeping(register).next();
        assertThat(register.groups).isEmpty();
        assertThat(world.work).isEmpty();
    }

    @Test
    void a_member_whom_the_account_register_does_not_know_is_noted_without_a_name_and_not_asked_for_again() {
        var project = world.approved(application("dorothy", "nobody")).project();
        var register = new Register();
        assertThat(world.keeping(register).next()).isTrue();
        assertThat(register.groups).containsKey(project);
        assertThat(world.ledger.entries())
                .last()
                .isEqualTo(new Ledger.Entry("project.members-unknown", project.toString(), null, null, 1L, null));
        assertThat(world.work).isEmpty();
    }

    @Test
    void who_the_members_are_is_kept_by_both_of_their_names() {
        world.approved(application("dorothy", "nobody"));
        assertThat(world.keeping(new Register()).next()).isTrue();
        assertThat(world.projects.accounts).containsExactlyInAnyOrder(ROSALIND.account(), DOROTHY.account());
    }

    @Test
    void a_project_stays_readable_though_its_protocol_breaks_a_rule_that_came_after_its_approval() {
        var project = world.approved(application()).project();
        var approved = world.projects.find(project).orElseThrow();
        world.projects.save(approved.studying(
                approved.title(), approved.protocol().replace("name: imaging,", "name: imaging + clinical,"), false));
        assertThat(world.open.find(project).orElseThrow().protocol().models())
                .extracting(Protocol.Model::name)
                .contains("imaging + clinical");
    }

    private static final class Register implements Memberships {
        private final Map<ProjectId, Set<String>> groups = new HashMap<>();
        private boolean isAway;

        @Override
        public Granted grant(ProjectId project, Set<String> names) {
            refuseWhenAway();
            groups.put(project, names);
            var known = Stream.of(ROSALIND, DOROTHY)
                    .map(Acting::account)
                    .filter(account -> names.stream().anyMatch(account::isNamed))
                    .collect(Collectors.toSet());
            return new Granted(known, names.size() - known.size());
        }

        @Override
        public void remove(ProjectId project) {
            refuseWhenAway();
            groups.remove(project);
        }

        private void refuseWhenAway() {
            if (isAway) {
                throw new IllegalStateException("away");
            }
        }
    }
}
