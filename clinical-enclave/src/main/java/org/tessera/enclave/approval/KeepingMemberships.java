package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.tessera.enclave.approval.Projects.Member;

/** Brings the groups of the account register to what the database says; an outage only delays it. */
@ApplicationScoped
public class KeepingMemberships {
    private static final Logger LOG = Logger.getLogger(KeepingMemberships.class);

    private final MembershipWork work;
    private final Projects projects;
    private final Memberships memberships;
    private final Clock clock;

    KeepingMemberships(MembershipWork work, Projects projects, Memberships memberships, Clock clock) {
        this.work = work;
        this.projects = projects;
        this.memberships = memberships;
        this.clock = clock;
    }

    /** Looks after one project that is due; answers whether there was one. */
    @Transactional
    public boolean next() {
        var due = work.take(clock.instant());
        due.ifPresent(this::bring);
        return due.isPresent();
    }

    private void bring(ProjectId id) {
        var workspace = projects.find(id).orElseThrow();
        try {
            if (workspace.endedAt() == null) {
                memberships.grant(
                        id, workspace.members().stream().map(Member::name).collect(Collectors.toSet()));
            } else {
                memberships.remove(id);
            }
            work.done(id);
        } catch (RuntimeException outage) {
            LOG.warnf(
                    "the account register did not take the group of project %s: %s",
                    id, outage.getClass().getName());
            work.postpone(id, clock.instant());
        }
    }
}
