package org.tessera.enclave.approval.adapter;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.tessera.enclave.approval.DecidingRequests;
import org.tessera.enclave.approval.KeepingMemberships;
import org.tessera.enclave.approval.Projects;

/** What happens by itself: groups follow the database, and projects whose year is over end. */
@ApplicationScoped
class ApprovalSchedule {
    private static final Logger LOG = Logger.getLogger(ApprovalSchedule.class);

    private final KeepingMemberships memberships;
    private final DecidingRequests deciding;
    private final Projects projects;
    private final Clock clock;

    ApprovalSchedule(KeepingMemberships memberships, DecidingRequests deciding, Projects projects, Clock clock) {
        this.memberships = memberships;
        this.deciding = deciding;
        this.projects = projects;
        this.clock = clock;
    }

    @Scheduled(
            identity = "memberships",
            every = "${tessera.enclave.memberships.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void followTheDatabase() {
        while (memberships.next()) {
            LOG.debug("looked after the group of a project");
        }
    }

    @Scheduled(
            identity = "project-expiry",
            every = "${tessera.enclave.expiry.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void endWhatIsOver() {
        projects.due(clock.instant()).forEach(deciding::expire);
    }
}
