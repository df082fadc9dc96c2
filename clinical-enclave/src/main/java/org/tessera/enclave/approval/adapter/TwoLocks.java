package org.tessera.enclave.approval.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectGuard;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.approval.Projects;
import org.tessera.enclave.approval.TokenGroups;
import org.tessera.messaging.Ledger;
import org.tessera.rest.Caller;
import org.tessera.rest.Problems;

/** The guard: the database's membership decides, the token's group is a second lock. A denial is recorded. */
@ApplicationScoped
@Transactional
class TwoLocks implements ProjectGuard {
    private final Projects projects;
    private final TokenGroups token;
    private final Ledger ledger;
    private final Clock clock;

    TwoLocks(Projects projects, TokenGroups token, Ledger ledger, Clock clock) {
        this.projects = projects;
        this.token = token;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Project require(ProjectId id, Caller caller) {
        var workspace =
                projects.find(id).orElseThrow(() -> Problems.notFound("project-unknown", "There is no such project."));
        var account = new Account(caller.actor().subject(), token.username());
        if (!workspace.hasMember(account)) {
            throw denied(id, caller, "You are not a member of this project.");
        }
        if (!workspace.isOpenAt(clock.instant())) {
            throw Problems.gone("project-ended", "This project has ended.");
        }
        if (!token.groups().contains("/projects/" + id)) {
            throw denied(id, caller, "Your token does not carry this project's group yet: sign in again.");
        }
        return workspace.asProject();
    }

    private RuntimeException denied(ProjectId id, Caller caller, String sentence) {
        ledger.denial(Ledger.Entry.of("project.entry-denied", id.toString(), caller.actor(), caller.role()));
        return Problems.forbidden("not-a-member", sentence);
    }
}
