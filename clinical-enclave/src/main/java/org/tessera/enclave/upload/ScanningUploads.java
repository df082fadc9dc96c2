package org.tessera.enclave.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;
import org.tessera.contracts.CatalogueCase;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.UploadRequestId;
import org.tessera.enclave.approval.EnabledAccounts;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.catalogue.Catalogue;
import org.tessera.enclave.match.MatchTable;
import org.tessera.enclave.upload.Admission.Sender;
import org.tessera.enclave.upload.Admission.Submission;
import org.tessera.enclave.upload.UploadDesk.Mover;
import org.tessera.enclave.upload.UploadMoves.Move;
import org.tessera.messaging.IncomingTransfers;
import org.tessera.messaging.IncompleteTransfer;
import org.tessera.messaging.ServiceKeys;

/** Opens a table and lets {@link Admission} look at it: first at its sender, and at the content only if she may send it. */
@ApplicationScoped
public class ScanningUploads {
    private final UploadDesk desk;
    private final Uploads uploads;
    private final OpenProjects projects;
    private final EnabledAccounts accounts;
    private final MatchTable matches;
    private final Catalogue catalogue;
    private final ReleasedIdentifiers released;
    private final IncomingTransfers transfers;
    private final ServiceKeys keys;
    private final ReceivingUploads receiving;
    private final Clock clock;

    ScanningUploads(
            UploadDesk desk,
            Uploads uploads,
            OpenProjects projects,
            EnabledAccounts accounts,
            MatchTable matches,
            Catalogue catalogue,
            ReleasedIdentifiers released,
            IncomingTransfers transfers,
            ServiceKeys keys,
            ReceivingUploads receiving,
            Clock clock) {
        this.desk = desk;
        this.uploads = uploads;
        this.projects = projects;
        this.accounts = accounts;
        this.matches = matches;
        this.catalogue = catalogue;
        this.released = released;
        this.transfers = transfers;
        this.keys = keys;
        this.receiving = receiving;
        this.clock = clock;
    }

    /** Says that the scan begins, in a transaction of its own; a scan that was interrupted needs no second word. */
    @Transactional
    public void begin(UploadRequestId id) {
        if (uploads.find(id).orElseThrow() instanceof Upload.Submitted) {
            var upload = (Upload.Submitted) desk.take(id, Move.SCAN, Mover.SERVICE);
            desk.keep(upload.scan(), Mover.SERVICE);
        }
    }

    /** Scans it; if anything dies meanwhile it is scanned again, until its deadline. */
    @Transactional
    public void finish(UploadRequestId id) {
        // Asked before anything is locked: the register is a server of its own, and may be slow.
        var sender = sender(uploads.find(id).orElseThrow().announcement());
        var scanning = (Upload.Scanning) desk.take(id, Move.PASS, Mover.SERVICE);
        var refusal = Admission.refuse(sender);
        if (refusal.isPresent()) {
            block(scanning, refusal.get());
            return;
        }
        try (var content = transfers.open(scanning.announcement().transfer(), keys.ownSealingKeys())) {
            var table = RawTable.read(content);
            scan(scanning, sender, table);
        } catch (IncompleteTransfer incomplete) {
            receiving.fail(id, "transfer-incomplete");
        } catch (RawTable.Unreadable unreadable) {
            block(scanning, unreadable.refusal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sender sender(Upload.Announcement announcement) {
        var account = projects.linkedWith(announcement.account()).filter(accounts::isEnabled);
        var project = account.flatMap(person -> projectId(announcement).flatMap(id -> projects.ofMember(id, person)));
        return new Sender(announcement, account, project);
    }

    private static Optional<ProjectId> projectId(Upload.Announcement announcement) {
        try {
            return Optional.of(ProjectId.parse(announcement.project()));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private void scan(Upload.Scanning scanning, Sender sender, RawTable table) {
        var announcement = scanning.announcement();
        var project = sender.project().orElseThrow();
        var allowed = allowed(project);
        if (allowed.isEmpty()) {
            block(scanning, new Refusal("project-not-ready", "The project has no active match table yet."));
            return;
        }
        var refusal = Admission.refuse(new Submission(announcement, table, allowed.get()));
        if (refusal.isPresent()) {
            block(scanning, refusal.get());
            return;
        }
        var rows = TableChecks.rows(table).orElseThrow();
        uploads.keepRows(announcement.id(), rows);
        transfers.discard(announcement.transfer().id());
        var scan = new Upload.Scan(sender.account().orElseThrow(), TableSummary.of(table.digest(), rows));
        desk.keep(scanning.pass(scan), Mover.SERVICE);
    }

    private Optional<AllowedImages> allowed(Project project) {
        return matches.active(project.id()).map(match -> {
            var version = match.catalogueVersion();
            var gone = catalogue.gone(version);
            var seen = new HashMap<CommonsSubjectId, Optional<CatalogueCase>>();
            return new AllowedImages(
                    id -> seen.computeIfAbsent(
                            id, wanted -> catalogue.find(version, wanted).filter(found -> !gone.contains(wanted))),
                    released.of(project.id()),
                    project.protocol().imaging());
        });
    }

    private void block(Upload.Scanning scanning, Refusal refusal) {
        transfers.discard(scanning.announcement().transfer().id());
        desk.keep(scanning.block(refusal, clock.instant()), Mover.SERVICE);
    }
}
