package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tessera.rest.Problems;

/** Projects for the work that no request of a member is behind: messages and the clock. */
@ApplicationScoped
@Transactional
public class OpenProjects {
    private static final int MOST = 10_000;

    private final Projects projects;
    private final AccountLinks links;
    private final Parties parties;
    private final Clock clock;

    OpenProjects(Projects projects, AccountLinks links, DataUseRequests requests, Clock clock) {
        this.projects = projects;
        this.links = links;
        this.parties = new Parties(projects, requests);
        this.clock = clock;
    }

    /** The enclave's account that is linked with an account of the commons. */
    public Optional<Account> linkedWith(String commonsAccount) {
        return links.ofCommons(commonsAccount).map(AccountLinks.Link::enclave);
    }

    /** The project, if it is open and the account is a member by the database; there is no token to look at. */
    public Optional<Project> ofMember(ProjectId id, Account account) {
        return projects.find(id)
                .filter(workspace -> workspace.isOpenAt(clock.instant()))
                .filter(workspace -> workspace.hasMember(account))
                .map(Projects.Workspace::asProject);
    }

    /** Whether the account is or ever was a member, also of a project that has ended: she reviews nothing of it. */
    public boolean wasEverMember(ProjectId id, Account account) {
        return parties.include(id, account);
    }

    /** The project, if it is open. */
    public Optional<Project> find(ProjectId id) {
        return projects.find(id)
                .filter(workspace -> workspace.isOpenAt(clock.instant()))
                .map(Projects.Workspace::asProject);
    }

    /**
     * Holds a project open until the caller's transaction ends, for its end waits; throws the problem "project-ended" (410)
     * when it has ended since she was let in.
     */
    public void hold(ProjectId id) {
        if (projects.lock(id)
                .filter(workspace -> workspace.isOpenAt(clock.instant()))
                .isEmpty()) {
            throw Problems.gone("project-ended", "This project has ended.");
        }
    }

    /** Whether it is over for good: one that has only expired may be renewed until the clock ends it. */
    public boolean hasEnded(ProjectId id) {
        return projects.find(id)
                .filter(workspace -> workspace.endedAt() == null)
                .isEmpty();
    }

    /** Open projects of an account. */
    public List<ProjectId> of(Account account) {
        return projects.ofMember(account, null, MOST).stream()
                .filter(workspace -> workspace.isOpenAt(clock.instant()))
                .map(Projects.Workspace::id)
                .toList();
    }
}
