package org.tessera.enclave.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where projects are kept. */
public interface Projects {
    /** Reads one, open or ended. */
    Optional<Workspace> find(ProjectId id);

    /**
     * Reads one and keeps others from changing it until the transaction ends. Whoever changes a project, or what is
     * under way in it, takes it before its requests: two who did so in two orders would wait for each other.
     */
    Optional<Workspace> lock(ProjectId id);

    /** Writes a new or changed one; members included. */
    void save(Workspace workspace);

    /** Projects that have a member of one of these names, oldest first. */
    List<Workspace> ofMember(Account account, @Nullable ProjectId after, int limit);

    /** Keeps which subject and which username are one account: members are named by either. */
    void keepAccounts(Set<Account> accounts);

    /** Open projects whose time is over. */
    List<ProjectId> due(Instant now);

    /**
     * A project with what its rules need.
     *
     * @param id the project
     * @param title public title
     * @param protocol text of the approved protocol
     * @param fuzzyApproved whether fuzzy matching is approved
     * @param members names of members, each with the request that made her one
     * @param openedAt when it was opened
     * @param expiresAt when it ends by itself
     * @param endedAt when it ended, null while it is open
     */
    record Workspace(
            ProjectId id,
            String title,
            String protocol,
            boolean fuzzyApproved,
            Set<Member> members,
            Instant openedAt,
            Instant expiresAt,
            @Nullable Instant endedAt) {
        /** Copies the members. */
        public Workspace {
            members = Set.copyOf(members);
        }

        /** Whether somebody may work in it at that moment. */
        public boolean isOpenAt(Instant now) {
            return endedAt == null && now.isBefore(expiresAt);
        }

        /** Whether the database knows the account as a member. */
        public boolean hasMember(Account account) {
            return members.stream().anyMatch(member -> account.isNamed(member.name()));
        }

        /** As the rest of the enclave sees it. */
        public Project asProject() {
            return new Project(
                    id,
                    title,
                    ReadProtocols.of(protocol),
                    fuzzyApproved,
                    members.stream().map(Member::name).collect(Collectors.toSet()),
                    expiresAt);
        }

        Workspace withMembers(Set<Member> others) {
            return new Workspace(id, title, protocol, fuzzyApproved, others, openedAt, expiresAt, endedAt);
        }

        Workspace until(Instant expiry) {
            return new Workspace(id, title, protocol, fuzzyApproved, members, openedAt, expiry, endedAt);
        }

        Workspace studying(String newTitle, String newProtocol, boolean fuzzy) {
            return new Workspace(id, newTitle, newProtocol, fuzzy, members, openedAt, expiresAt, endedAt);
        }

        Workspace ended(Instant at) {
            return new Workspace(id, title, protocol, fuzzyApproved, members, openedAt, expiresAt, at);
        }
    }

    /**
     * A member of a project.
     *
     * @param name subject or username
     * @param grantedBy the approved request that made her a member
     */
    record Member(String name, DataUseRequestId grantedBy) {}
}
