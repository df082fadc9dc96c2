package org.tessera.enclave.download;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CohortProfile;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.Count;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.ProfileId;
import org.tessera.contracts.RepresentativenessReport;
import org.tessera.contracts.SubgroupReport;
import org.tessera.contracts.SubgroupReport.Estimate;
import org.tessera.contracts.SubgroupReport.Performance;
import org.tessera.contracts.SubgroupReportId;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.PersonKey;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.disclosure.ReleasedCells;
import org.tessera.enclave.download.Download.Wanted;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.match.Linkage;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.omop.PersonId;
import org.tessera.enclave.workflow.RecordingOutbox;

/** Everything of downloads with its ports in memory: a source of lists and one of profiles, a check that can be told what to say. */
final class DownloadWorld {
    final ApprovalWorld approval = new ApprovalWorld();
    final RecordingOutbox outbox = new RecordingOutbox();
    final DownloadsInMemory downloads = new DownloadsInMemory();
    final ProfilesInMemory profiles = new ProfilesInMemory();
    final Project project;
    Findings.Verdict verdict = Findings.Verdict.ACCEPT;
    String text = "a,b\r\n1,2\r\n";
    final Set<Account> disabled = new HashSet<>();
    final List<Integer> historySeen = new ArrayList<>();
    int linked = 20;
    Map<PersonKey, Set<String>> partners = Map.of();

    private final CheckingDownloads checking =
            new CheckingDownloads(downloads, this::check, project -> Optional.of(match()), project -> partners);
    private final DownloadDesk desk = new DownloadDesk(downloads, approval.ledger);
    final RequestingDownloads requesting =
            new RequestingDownloads(downloads, desk, this::source, checking, approval.clock);
    final ReviewingDownloads reviewing = new ReviewingDownloads(
            downloads,
            new AnnouncingReleases(profiles, profiles, approval.links, outbox),
            desk,
            checking,
            approval.open,
            account -> !disabled.contains(account),
            approval.clock);

    DownloadWorld() {
        var id = approval.approved(ApprovalWorld.application()).project();
        project = approval.open.find(id).orElseThrow();
        approval.ledger.clear();
    }

    DownloadRequestId draft(String... kinds) {
        var wanted =
                List.of(kinds).stream().map(kind -> new Wanted(kind, Map.of())).toList();
        return requesting
                .draft(project, "Results", wanted, ApprovalWorld.ROSALIND)
                .order()
                .id();
    }

    DownloadRequestId checked(String... kinds) {
        var id = draft(kinds);
        requesting.submit(id, project, ApprovalWorld.ROSALIND);
        return id;
    }

    DownloadRequestId approved(String... kinds) {
        var id = checked(kinds);
        approve(id);
        return id;
    }

    void approve(DownloadRequestId id) {
        reviewing.vote(id, Vote.Verdict.APPROVE, "", ApprovalWorld.OSCAR);
        reviewing.vote(id, Vote.Verdict.APPROVE, "", ApprovalWorld.OLIVIA);
    }

    Download now(DownloadRequestId id) {
        return downloads.find(id).orElseThrow();
    }

    private Findings check(List<FrozenResource> requested, List<ReleasedCells> history) {
        historySeen.add(history.size());
        return Findings.of(List.of(new Finding(requested.getFirst().name(), "told", verdict, "The test says so.")));
    }

    private ReleasableSource source(String kind) {
        return new ReleasableSource() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public FrozenResource freeze(Project frozenFor, Map<String, String> parameters) {
                return new FrozenResource(
                        kind + ".csv", kind, "text/csv", text.getBytes(StandardCharsets.UTF_8), content(kind));
            }
        };
    }

    /** One match table, of the first cases. */
    private ActiveMatch match() {
        return new ActiveMatch(
                MatchRequestId.random(),
                "R1",
                "1",
                IntStream.range(0, linked)
                        .mapToObj(i -> new LinkedPerson(
                                List.of(new CommonsSubjectId("case-" + i)),
                                List.of(new PersonId(i + 1)),
                                Linkage.UNIQUE,
                                List.of("T1")))
                        .toList());
    }

    private static Disclosable content(String kind) {
        if (kind.equals("subgroup-performance")) {
            return new Disclosable.Several(List.of(new Disclosable.Subgroups(
                    subgroups(), List.of(), new Disclosable.Influence(0, false, "no number"))));
        }
        if (!kind.equals("cohort-profile")) {
            return new Disclosable.Several(List.of(Disclosable.IdentifierList.of(
                    IntStream.range(0, 20)
                            .mapToObj(i -> new CommonsSubjectId("case-" + i))
                            .collect(Collectors.toSet()),
                    Set.of(new PersonKey("S-1"), new PersonKey("S-2")))));
        }
        var profile = new CohortProfile(
                ProfileId.random(),
                "final-cohort",
                "Final",
                "s-rosalind",
                Instant.EPOCH,
                Count.of(40),
                Map.of("sex", Map.of("Female", Count.of(40))));
        return new Disclosable.Profile(profile, new Disclosable.CountTable(List.of(), List.of()));
    }

    private static SubgroupReport subgroups() {
        var one = new Estimate(1, 0.8, 1.2);
        return new SubgroupReport(
                SubgroupReportId.random(),
                null,
                null,
                "A study: combined",
                Instant.EPOCH,
                "severe",
                "combined",
                new Performance(100, new Estimate(0.7, 0.6, 0.8), one, one, one),
                List.of());
    }

    /** Downloads in memory. */
    static final class DownloadsInMemory implements Downloads {
        private final Map<DownloadRequestId, Download> all = new LinkedHashMap<>();
        final Map<String, List<FrozenResource>> frozen = new HashMap<>();
        final List<ReleasedCells> cells = new ArrayList<>();
        final Map<DownloadRequestId, List<CommonsSubjectId>> identifiers = new HashMap<>();
        final List<ProjectId> forgotten = new ArrayList<>();

        @Override
        public Optional<Download> find(DownloadRequestId id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public Optional<Download> lock(DownloadRequestId id) {
            return find(id);
        }

        @Override
        public void save(Download download) {
            all.put(download.order().id(), download);
        }

        @Override
        public List<Download> of(Account author, @Nullable DownloadRequestId after, int limit) {
            return List.copyOf(all.values());
        }

        @Override
        public List<Download> submitted(@Nullable DownloadRequestId after, int limit) {
            return List.copyOf(all.values());
        }

        @Override
        public List<DownloadRequestId> underWay(ProjectId project) {
            return all.values().stream()
                    .filter(each -> DownloadMoves.TABLE.rows().stream()
                            .anyMatch(row -> row.from() == each.state() && row.move() == DownloadMoves.Move.WITHDRAW))
                    .map(each -> each.order().id())
                    .toList();
        }

        @Override
        public void freeze(DownloadRequestId id, int turn, List<FrozenResource> resources) {
            frozen.put(id + "/" + turn, List.copyOf(resources));
        }

        @Override
        public List<FrozenResource> frozen(DownloadRequestId id, int turn) {
            return frozen.getOrDefault(id + "/" + turn, List.of());
        }

        @Override
        public void oneAtATime(ProjectId project) {}

        @Override
        public List<ReleasedCells> releasedCells(ProjectId project) {
            return List.copyOf(cells);
        }

        @Override
        public long leftOtherProjects(ProjectId project, Account author) {
            return all.values().stream()
                    .filter(each -> !each.order().project().equals(project))
                    .filter(each -> each.order().author().isSamePersonAs(author))
                    .filter(each -> each instanceof Download.Released || each instanceof Download.Recalled)
                    .count();
        }

        @Override
        public void keepReleased(ProjectId project, DownloadRequestId id, List<ReleasedCells> released) {
            cells.addAll(released);
        }

        @Override
        public void keepIdentifiers(ProjectId project, DownloadRequestId id, List<CommonsSubjectId> subjects) {
            identifiers.put(id, subjects);
        }

        @Override
        public void dropIdentifiers(DownloadRequestId id) {
            identifiers.remove(id);
        }

        @Override
        public void forget(ProjectId project) {
            forgotten.add(project);
            cells.clear();
        }
    }

    /** Profiles in memory, and what was told of them. */
    static final class ProfilesInMemory implements ReleasedProfiles, Announcements {
        private record Left(ProfileId profile, ProjectId project, String stage) {}

        private final List<Left> left = new ArrayList<>();
        private final Map<Announced, DownloadRequestId> announced = new LinkedHashMap<>();
        private final Set<UUID> recalled = new HashSet<>();
        final List<RepresentativenessReport> reports = new ArrayList<>();

        @Override
        public void announced(Announced told, DownloadRequestId request) {
            announced.put(told, request);
        }

        @Override
        public List<Announced> recalled(DownloadRequestId request) {
            var told = announced.keySet().stream()
                    .filter(each -> request.equals(announced.get(each)))
                    .toList();
            told.forEach(each -> recalled.add(each.releasedId()));
            return told;
        }

        @Override
        public void released(ProfileId profile, ProjectId project, String stage, String label) {
            left.add(new Left(profile, project, stage));
        }

        @Override
        public Optional<ProjectId> projectOf(ProfileId profile) {
            return left.stream()
                    .filter(each -> each.profile().equals(profile))
                    .map(Left::project)
                    .findFirst();
        }

        @Override
        public Optional<ProfileId> latest(ProjectId project, String stage) {
            return left.reversed().stream()
                    .filter(each ->
                            each.project().equals(project) && each.stage().equals(stage))
                    .map(Left::profile)
                    .filter(profile -> !recalled.contains(profile.value()))
                    .findFirst();
        }

        @Override
        public void keep(RepresentativenessReport report) {
            reports.add(report);
        }

        @Override
        public List<Told> about(List<ProjectId> projects) {
            return List.of();
        }
    }
}
