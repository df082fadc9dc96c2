package org.tessera.enclave.upload;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.MatchRequestId;
import org.tessera.contracts.Transfer;
import org.tessera.contracts.TransferId;
import org.tessera.contracts.UploadRequest;
import org.tessera.contracts.UploadRequestId;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.approval.Account;
import org.tessera.enclave.approval.ApprovalWorld;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.match.ActiveMatch;
import org.tessera.enclave.match.LinkedPerson;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.workflow.RecordingOutbox;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.IncompleteTransfer;
import org.tessera.messaging.ServiceKeys;

/** Everything of uploads with its ports in memory: a project of Rosalind's, a catalogue of forty cases, a linked account. */
final class UploadWorld {
    static final String ROSALIND_AT_THE_COMMONS = "commons-rosalind";
    static final int CASES = 40;

    final ApprovalWorld approval = new ApprovalWorld();
    final RecordingOutbox outbox = new RecordingOutbox();
    final UploadsInMemory uploads = new UploadsInMemory();
    final Map<TransferId, String> transfers = new HashMap<>();
    final Set<CommonsSubjectId> released = new HashSet<>();
    final Map<CommonsSubjectId, CatalogueCase> catalogue = new LinkedHashMap<>();
    final ProjectId project;
    final List<LinkedPerson> linked = new ArrayList<>();
    final Set<CommonsSubjectId> gone = new HashSet<>();
    final Set<Account> disabled = new HashSet<>();
    boolean hasMatch = true;
    boolean registerAnswers = true;

    private final MatchTable matches = id ->
            hasMatch ? Optional.of(new ActiveMatch(MatchRequestId.random(), "R1", "2026.1", linked)) : Optional.empty();

    private final UploadDesk desk = new UploadDesk(uploads, approval.ledger, outbox);
    final ReceivingUploads receiving = new ReceivingUploads(uploads, desk, new Transfers(), approval.clock);
    final ReviewingUploads reviewing =
            new ReviewingUploads(desk, uploads, new OtherTables(uploads, matches), approval.open, approval.clock);
    final ScanningUploads scanning = new ScanningUploads(
            desk,
            uploads,
            approval.open,
            this::isEnabled,
            matches,
            new CatalogueInMemory(),
            id -> released,
            new Transfers(),
            new NoKeys(),
            receiving,
            approval.clock);

    UploadWorld() {
        approval.link(ROSALIND_AT_THE_COMMONS);
        project = approval.approved(ApprovalWorld.application()).project();
        IntStream.range(0, CASES).forEach(i -> add(i, "AP", -3));
        approval.ledger.clear();
    }

    private boolean isEnabled(Account account) {
        if (!registerAnswers) {
            throw new IllegalStateException("the account register does not answer");
        }
        return !disabled.contains(account);
    }

    /** A case with one radiograph of this view, so many days from study to test (negative: the test came first). */
    void add(int i, String view, int daysFromStudyToTest) {
        add(i, "DX", "DX", view, daysFromStudyToTest);
    }

    void add(int i, String ofStudy, @Nullable String ofSeries, String view, int daysFromStudyToTest) {
        var id = new CommonsSubjectId("case-" + i);
        var series = new CatalogueCase.Series("series-" + i, ofSeries, view, null, "object-" + i, "f.png", null, null);
        var study =
                new CatalogueCase.Study("study-" + i, ofStudy, 3, List.of(daysFromStudyToTest), null, List.of(series));
        catalogue.put(id, new CatalogueCase(id, null, null, null, null, null, null, "Yes", List.of(), List.of(study)));
    }

    /** A good row. */
    static String row(int i, String index) {
        return "case-%d,study-%d,object-%d,%s".formatted(i, i, i, index);
    }

    /** A good table of all cases, header first. */
    static List<String> table() {
        return Stream.concat(
                        Stream.of("submitter_id,study_uid,object_id,imaging_index"),
                        IntStream.range(0, CASES).mapToObj(i -> row(i, "0." + (100 + 17 * i))))
                .toList();
    }

    /** Announces this table as Rosalind's and scans it. */
    Upload scanned(List<String> lines) {
        return scanned(ROSALIND_AT_THE_COMMONS, project.toString(), "imaging-index/1", lines.size() - 1, true, lines);
    }

    Upload scanned(String account, String toProject, String schema, int rows, boolean attested, List<String> lines) {
        var id = announced(account, toProject, schema, rows, attested, lines);
        scanning.begin(id);
        scanning.finish(id);
        return uploads.find(id).orElseThrow();
    }

    UploadRequestId announced(
            String account, String toProject, String schema, int rows, boolean attested, List<String> lines) {
        var transfer = TransferId.random();
        transfers.put(transfer, String.join("\r\n", lines) + "\r\n");
        var id = UploadRequestId.random();
        receiving.announced(
                new UploadRequest(
                        id,
                        account,
                        toProject,
                        schema,
                        new UploadRequest.ModelCard("opacity", "1", "sha256:00"),
                        "sha256:00",
                        rows,
                        attested,
                        new Transfer(transfer, 1, "sha256:00"),
                        approval.clock.instant().plus(Duration.ofHours(1))),
                null);
        return id;
    }

    private final class Transfers implements IncomingTransfers {
        @Override
        public InputStream open(Transfer transfer, List<PrivateKey> keys) throws IncompleteTransfer {
            var content = transfers.get(transfer.id());
            if (content == null) {
                throw new IncompleteTransfer("part-missing");
            }
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void discard(TransferId id) {
            transfers.remove(id);
        }
    }

    private final class CatalogueInMemory implements Catalogue {
        @Override
        public Optional<CatalogueCase> find(String version, CommonsSubjectId id) {
            return Optional.ofNullable(catalogue.get(id));
        }

        @Override
        public Stream<CatalogueCase> cases(String version) {
            return catalogue.values().stream();
        }

        @Override
        public Set<CommonsSubjectId> gone(String version) {
            return gone;
        }
    }

    private static final class NoKeys implements ServiceKeys {
        @Override
        public PublicKey sealingKeyOf(String clientId) {
            throw new UnsupportedOperationException("nothing is sealed here");
        }

        @Override
        public List<PrivateKey> ownSealingKeys() {
            return List.of(ownSigningKey());
        }

        @Override
        public List<PublicKey> ownPublicSigningKeys() {
            return List.of();
        }

        @Override
        public PrivateKey eldestSigningKey() {
            return ownSigningKey();
        }

        @Override
        public PrivateKey ownSigningKey() {
            return new PrivateKey() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getAlgorithm() {
                    return "none";
                }

                @Override
                public String getFormat() {
                    return "none";
                }

                @Override
                public byte[] getEncoded() {
                    return new byte[0];
                }
            };
        }

        @Override
        public List<PublicKey> signingKeysOf(String clientId) {
            throw new UnsupportedOperationException("nothing is signed here");
        }
    }

    /** Uploads in memory. */
    static final class UploadsInMemory implements Uploads, ImportedTables {
        private final Map<UploadRequestId, Upload> all = new LinkedHashMap<>();
        private final Map<UploadRequestId, List<UploadRow>> rows = new HashMap<>();
        private final Map<ProjectId, UploadRequestId> imported = new HashMap<>();

        @Override
        public Optional<Upload> find(UploadRequestId id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public Optional<Upload> lock(UploadRequestId id) {
            return find(id);
        }

        @Override
        public void save(Upload upload) {
            all.put(upload.announcement().id(), upload);
        }

        private List<UploadRequestId> in(Set<UploadMoves.State> states) {
            return all.values().stream()
                    .filter(upload -> states.contains(upload.state()))
                    .map(upload -> upload.announcement().id())
                    .toList();
        }

        @Override
        public List<UploadRequestId> waiting() {
            return in(Set.of(UploadMoves.State.SUBMITTED, UploadMoves.State.SCANNING));
        }

        @Override
        public List<UploadRequestId> overdue(Instant now) {
            return waiting().stream()
                    .filter(id -> !now.isBefore(announcement(id).deadline()))
                    .toList();
        }

        private Upload.Announcement announcement(UploadRequestId id) {
            return find(id).orElseThrow().announcement();
        }

        private List<UploadRequestId> underWay() {
            return in(Set.of(UploadMoves.State.SUBMITTED, UploadMoves.State.SCANNING, UploadMoves.State.UNDER_REVIEW));
        }

        @Override
        public List<UploadRequestId> underWay(ProjectId project) {
            return underWay().stream()
                    .filter(id -> announcement(id).project().equals(project.toString()))
                    .toList();
        }

        @Override
        public List<UploadRequestId> imported(ProjectId project) {
            return in(Set.of(UploadMoves.State.IMPORTED));
        }

        @Override
        public List<UploadRequestId> underReview(ProjectId project) {
            return in(Set.of(UploadMoves.State.UNDER_REVIEW));
        }

        @Override
        public List<Upload> all(@Nullable UploadRequestId after, int limit) {
            return List.copyOf(all.values());
        }

        @Override
        public List<Upload> of(List<ProjectId> projects, @Nullable UploadRequestId after, int limit) {
            return List.copyOf(all.values());
        }

        @Override
        public Set<CommonsSubjectId> cases(UploadRequestId id) {
            return rows(id, Integer.MAX_VALUE).stream()
                    .map(UploadRow::submitterId)
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<CommonsSubjectId> casesBeyond(UploadRequestId id, UploadRequestId other, Compared compared) {
            Function<UploadRow, List<Object>> key = row -> switch (compared) {
                case CASES -> List.of(row.submitterId());
                case IMAGES -> List.of(row.submitterId(), row.studyUid(), row.objectId());
                case MEASURES -> List.of(row.submitterId(), row.studyUid(), row.objectId(), row.imagingIndex());
            };
            var others = rows(other, Integer.MAX_VALUE).stream().map(key).collect(Collectors.toSet());
            return rows(id, Integer.MAX_VALUE).stream()
                    .filter(row -> !others.contains(key.apply(row)))
                    .map(UploadRow::submitterId)
                    .collect(Collectors.toSet());
        }

        @Override
        public void keepRows(UploadRequestId id, List<UploadRow> kept) {
            rows.put(id, new ArrayList<>(kept));
        }

        @Override
        public List<UploadRow> rows(UploadRequestId id, int limit) {
            return rows.getOrDefault(id, List.of()).stream().limit(limit).toList();
        }

        @Override
        public void dropRows(UploadRequestId id) {
            rows.remove(id);
        }

        @Override
        public void importInto(ProjectId project, UploadRequestId id) {
            imported.put(project, id);
        }

        @Override
        public void dropImported(ProjectId project) {
            Optional.ofNullable(imported.remove(project)).ifPresent(rows::remove);
        }

        @Override
        public List<UploadRow> rows(ProjectId id) {
            return Optional.ofNullable(imported.get(id))
                    .map(upload -> rows(upload, Integer.MAX_VALUE))
                    .orElse(List.of());
        }
    }
}
