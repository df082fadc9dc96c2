package org.tessera.enclave.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Application.Attestations;
import org.tessera.enclave.approval.Application.Linkage;
import org.tessera.enclave.protocol.Protocols;
import org.tessera.enclave.workflow.MovableClock;
import org.tessera.enclave.workflow.RecordingLedger;

/** Everything of approval with its ports in memory, and the people who use it. */
public final class ApprovalWorld {
    public static final Acting ROSALIND = new Acting(new Account("s-rosalind", "rosalind-e"), "researcher");
    public static final Acting DOROTHY = new Acting(new Account("s-dorothy", "dorothy"), "researcher");
    public static final Acting CAMILLE = new Acting(new Account("s-camille", "camille"), "committee");
    public static final Acting OSCAR = new Acting(new Account("s-oscar", "oscar"), "output-checker");
    public static final Acting OLIVIA = new Acting(new Account("s-olivia", "olivia"), "output-checker");

    public final MovableClock clock = new MovableClock();
    public final RecordingLedger ledger = new RecordingLedger();
    public final List<Object> events = new ArrayList<>();
    public final Set<ProjectId> work = new HashSet<>();
    public final RequestsInMemory requests = new RequestsInMemory();
    public final ProjectsInMemory projects = new ProjectsInMemory();
    public final LinksInMemory links = new LinksInMemory();
    final RequestDesk desk = new RequestDesk(requests, projects, ledger);
    public final FilingRequests filing = new FilingRequests(requests, desk, clock);
    public final DecidingRequests deciding = new DecidingRequests(
            desk, requests, new Workspaces(projects, requests, new Work(), new Events(), ledger), clock);
    public final LinkingAccounts linking = new LinkingAccounts(links, ledger, clock);
    public final OpenProjects open = new OpenProjects(projects, links, requests, clock);

    /** A complete NEW application. */
    public static Application application(String... collaborators) {
        return new Application(
                Application.Type.NEW,
                null,
                "Severity of COVID-19",
                "How well does an index of the radiograph foretell severity?",
                "Because beds are few.",
                Protocols.bundled(Protocols.COVID_SEVERITY),
                "LIMITED",
                new Linkage(true, true),
                List.of(collaborators),
                new Attestations(true, LocalDate.parse("2025-06-01"), true),
                List.of("DUO:0000007"));
    }

    /** The same of somebody who was trained that day. */
    public static Application trainedOn(String day, Application base) {
        return new Application(
                base.type(),
                base.refersTo(),
                base.title(),
                base.summary(),
                base.rationale(),
                base.protocol(),
                base.dataLevel(),
                base.linkage(),
                base.collaborators(),
                new Application.Attestations(true, LocalDate.parse(day), true),
                base.duo());
    }

    /** The same, of another type and about another request. */
    public static Application about(Application.Type type, DataUseRequestId refersTo, String... collaborators) {
        var base = application(collaborators);
        return new Application(
                type,
                refersTo,
                base.title(),
                base.summary(),
                base.rationale(),
                base.protocol(),
                base.dataLevel(),
                base.linkage(),
                base.collaborators(),
                base.attestations(),
                base.duo());
    }

    /** A request of Rosalind's, under review. */
    public DataUseRequestId underReview(Application application) {
        var id = filing.draft(application, ROSALIND).filing().id();
        filing.submit(id, ROSALIND);
        deciding.review(id, CAMILLE);
        return id;
    }

    /** A request of Rosalind's, approved. */
    public DataUseRequest.Approved approved(Application application) {
        return (DataUseRequest.Approved) deciding.approve(underReview(application), "good", CAMILLE);
    }

    /** Rosalind's accounts are linked. */
    public void link(String commonsAccount) {
        linking.enter(linking.issue(ROSALIND).code(), commonsAccount);
    }

    /** Requests in memory. */
    public static final class RequestsInMemory implements DataUseRequests {
        private final Map<DataUseRequestId, DataUseRequest> all = new LinkedHashMap<>();

        @Override
        public Optional<DataUseRequest> find(DataUseRequestId id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public Optional<DataUseRequest> lock(DataUseRequestId id) {
            return find(id);
        }

        @Override
        public void save(DataUseRequest request) {
            all.put(request.filing().id(), request);
        }

        @Override
        public List<DataUseRequest.Approved> inForce(ProjectId project) {
            return all.values().stream()
                    .filter(DataUseRequest.Approved.class::isInstance)
                    .map(DataUseRequest.Approved.class::cast)
                    .filter(approved -> approved.project().equals(project))
                    .toList();
        }

        @Override
        public List<DataUseRequest> everApproved(ProjectId project) {
            return all.values().stream()
                    .filter(request -> switch (request) {
                        case DataUseRequest.Approved approved ->
                            approved.project().equals(project);
                        case DataUseRequest.Expired expired -> expired.project().equals(project);
                        case DataUseRequest.Revoked revoked -> revoked.project().equals(project);
                        case DataUseRequest.Closed closed -> closed.project().equals(project);
                        default -> false;
                    })
                    .toList();
        }

        @Override
        public List<DataUseRequest> referringTo(DataUseRequestId id) {
            return all.values().stream()
                    .filter(request ->
                            Objects.equals(id, request.filing().application().refersTo()))
                    .toList();
        }

        @Override
        public List<DataUseRequest> visibleTo(Acting acting, @Nullable DataUseRequestId after, int limit) {
            return List.copyOf(all.values());
        }
    }

    /** Projects in memory. */
    public static final class ProjectsInMemory implements Projects {
        private final Map<ProjectId, Workspace> all = new LinkedHashMap<>();
        final Set<Account> accounts = new HashSet<>();

        @Override
        public Optional<Workspace> find(ProjectId id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public Optional<Workspace> lock(ProjectId id) {
            return find(id);
        }

        @Override
        public void save(Workspace workspace) {
            all.put(workspace.id(), workspace);
        }

        @Override
        public List<Workspace> ofMember(Account account, @Nullable ProjectId after, int limit) {
            return all.values().stream().filter(each -> each.hasMember(account)).toList();
        }

        @Override
        public void keepAccounts(Set<Account> known) {
            accounts.addAll(known);
        }

        @Override
        public List<ProjectId> due(Instant now) {
            return all.values().stream()
                    .filter(each -> each.endedAt() == null && !now.isBefore(each.expiresAt()))
                    .map(Workspace::id)
                    .toList();
        }
    }

    /** Codes and links in memory. */
    public static final class LinksInMemory implements AccountLinks {
        private final Map<String, Code> codes = new HashMap<>();
        private final List<Link> links = new ArrayList<>();

        @Override
        public void keep(Code code) {
            codes.values().removeIf(old -> old.account().isSamePersonAs(code.account()));
            codes.put(code.hash(), code);
        }

        @Override
        public Optional<Code> lock(String hash) {
            return Optional.ofNullable(codes.get(hash));
        }

        @Override
        public void used(String hash, Instant at) {
            codes.computeIfPresent(hash, (key, code) -> new Code(hash, code.account(), code.expiresAt(), true));
        }

        @Override
        public void link(Link link) {
            links.add(link);
        }

        @Override
        public Optional<Link> ofCommons(String account) {
            return links.stream().filter(link -> link.commons().equals(account)).findFirst();
        }

        @Override
        public Optional<Link> ofEnclave(Account account) {
            return links.stream()
                    .filter(link -> link.enclave().isSamePersonAs(account))
                    .findFirst();
        }
    }

    private final class Work implements MembershipWork {
        @Override
        public void ask(ProjectId project, Instant now) {
            work.add(project);
        }

        @Override
        public Optional<Asked> take(Instant now) {
            return work.stream().findFirst().map(project -> new Asked(project, ""));
        }

        @Override
        public void done(Asked asked) {
            work.remove(asked.project());
        }

        @Override
        public void postpone(Asked asked, Instant now) {
            events.add("postponed");
        }
    }

    /** What keeps the groups of a register. */
    KeepingMemberships keeping(Memberships register) {
        return new KeepingMemberships(new Work(), projects, register, ledger, clock);
    }

    private final class Events implements ProjectEvents {
        @Override
        public void opened(ProjectOpened event) {
            events.add(event);
        }

        @Override
        public void ended(ProjectEnded event) {
            events.add(event);
        }
    }
}
