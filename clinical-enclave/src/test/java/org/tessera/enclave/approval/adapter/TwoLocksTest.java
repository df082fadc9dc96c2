package org.tessera.enclave.approval.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tessera.enclave.approval.ApprovalWorld.DOROTHY;
import static org.tessera.enclave.approval.ApprovalWorld.ROSALIND;
import static org.tessera.enclave.approval.ApprovalWorld.application;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.approval.TokenGroups;
import org.tessera.envelope.Actor;
import org.tessera.rest.Caller;

class TwoLocksTest {
    private final ApprovalWorld world = new ApprovalWorld();
    private final ProjectId project = world.approved(application()).project();

    @Test
    void a_member_with_the_group_enters() {
        assertThat(enter(ROSALIND, "/projects/" + project).id()).isEqualTo(project);
    }

    @Test
    void the_group_alone_does_not_open_the_database_decides() {
        refused(403, DOROTHY, "/projects/" + project);
        assertThat(world.ledger.denials()).containsExactly("project.entry-denied");
    }

    @Test
    void membership_alone_does_not_open_the_token_is_the_second_lock() {
        refused(403, ROSALIND, "/projects/" + ProjectId.random());
        assertThat(world.ledger.denials()).containsExactly("project.entry-denied");
    }

    @Test
    void a_project_whose_time_is_over_is_closed_even_before_the_clock_has_ended_it() {
        world.clock.advance(Duration.ofDays(365));
        refused(410, ROSALIND, "/projects/" + project);
    }

    private void refused(int status, Acting who, String group) {
        assertThatThrownBy(() -> enter(who, group))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(status));
    }

    private Project enter(Acting who, String group) {
        var token = new TokenGroups() {
            @Override
            public Set<String> groups() {
                return Set.of(group);
            }

            @Override
            public String username() {
                return who.account().username();
            }
        };
        var caller = new Caller() {
            @Override
            public Actor actor() {
                return who.actor();
            }

            @Override
            public String role() {
                return who.role();
            }
        };
        return new TwoLocks(world.projects, token, world.ledger, world.clock).require(project, caller);
    }
}
