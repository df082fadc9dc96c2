package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.tessera.enclave.approval.Projects.Member;
import org.tessera.messaging.Ledger;

/** Brings the groups of the account register to what the database says; an outage only delays it. */
@ApplicationScoped
public class KeepingMemberships {
    private static final Logger LOG = Logger.getLogger(KeepingMemberships.class);

    private final MembershipWork work;
    private final Projects projects;
    private final Memberships memberships;
    private final Ledger ledger;
    private final Clock clock;

    KeepingMemberships(MembershipWork work, Projects projects, Memberships memberships, Ledger ledger, Clock clock) {
        this.work = work;
        this.projects = projects;
        this.memberships = memberships;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Looks after one project that is due; answers whether there was one. */
    @Transactional
    public boolean next() {
        var due = work.take(clock.instant());
        due.ifPresent(this::bring);
        return due.isPresent();
    }

    private void bring(MembershipWork.Asked asked) {
        var id = asked.project();
        var workspace = projects.find(id).orElseThrow();
        try {
            if (workspace.endedAt() == null) {
                var granted = memberships.grant(
                        id, workspace.members().stream().map(Member::name).collect(Collectors.toSet()));
                projects.keepAccounts(granted.accounts());
                noteUnknown(id, granted.unknown());
            } else {
                memberships.remove(id);
            }
            work.done(asked);
        } catch (RuntimeException outage) {
            LOG.warnf(
                    "the account register did not take the group of project %s: %s",
                    id, outage.getClass().getName());
            work.postpone(asked, clock.instant());
        }
    }

    /** Nobody waits for names without an account: the others enter, and the ledger says that somebody could not. */
    private void noteUnknown(ProjectId id, int unknown) {
        if (unknown > 0) {
            LOG.warnf("the account register knows no account by %d names of project %s", unknown, id);
            ledger.transition(
                    new Ledger.Entry("project.members-unknown", id.toString(), null, null, (long) unknown, null));
        }
    }
}
