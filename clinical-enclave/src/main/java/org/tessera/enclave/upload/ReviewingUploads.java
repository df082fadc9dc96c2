package org.tessera.enclave.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tessera.contracts.UploadRequestId;
import org.tessera.contracts.UploadRow;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.upload.UploadDesk.Mover;
import org.tessera.enclave.upload.UploadMoves.Move;
import org.tessera.enclave.workflow.Grant;
import org.tessera.enclave.workflow.PolicyRefused;
import org.tessera.enclave.workflow.Unknown;

/** What an output-checker does with an upload request, and what a member may read of it. */
@ApplicationScoped
@Transactional
public class ReviewingUploads {
    private final UploadDesk desk;
    private final Uploads uploads;
    private final OtherTables others;
    private final OpenProjects projects;
    private final Clock clock;

    ReviewingUploads(UploadDesk desk, Uploads uploads, OtherTables others, OpenProjects projects, Clock clock) {
        this.desk = desk;
        this.uploads = uploads;
        this.others = others;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * Approves it and imports exactly what was scanned.
     *
     * @param weighed the findings that the reviewer has seen, as {@link #findings} told them
     * @throws PolicyRefused with the findings that are there now and not among these: tables and links come between a look
     *     and a decision
     */
    public Upload approve(UploadRequestId id, String comment, List<String> weighed, Acting by) {
        var decision = new Upload.Review(by.account(), comment, clock.instant());
        return make(Move.APPROVE, decision, id, by, review -> approved(review, decision, weighed, by));
    }

    private Upload approved(Upload.UnderReview review, Upload.Review decision, List<String> weighed, Acting by) {
        var unseen = others.findings(review).stream()
                .filter(finding -> !weighed.contains(finding))
                .toList();
        if (!unseen.isEmpty()) {
            throw new PolicyRefused("findings-not-weighed", unseen);
        }
        var approved = desk.keep(review.approve(decision), mover(review, by));
        uploads.importInto(projectOf(approved), approved.announcement().id());
        return desk.keep(approved.imported(clock.instant()), Mover.SERVICE);
    }

    /** Rejects it; its rows are forgotten. */
    public Upload reject(UploadRequestId id, String comment, Acting by) {
        var decision = new Upload.Review(by.account(), comment, clock.instant());
        return make(Move.REJECT, decision, id, by, review -> {
            uploads.dropRows(id);
            return desk.keep(review.reject(decision), mover(review, by));
        });
    }

    private Upload make(
            Move move,
            Upload.Review decision,
            UploadRequestId id,
            Acting by,
            Function<Upload.UnderReview, Upload> work) {
        var upload = uploads.find(id).orElseThrow(ReviewingUploads::unknown);
        return desk.make(decision.made(move), id, mover(upload, by), work);
    }

    private Mover mover(Upload upload, Acting by) {
        var requester = UploadDesk.requester(upload);
        Grant<UploadMoves.Part> grant = requester.isPresent() && projects.wasEverMember(projectOf(upload), by.account())
                ? Grant.none("Nobody reviews a table for a project that she is or was a member of.")
                : UploadMoves.grant(by, requester);
        return new Mover(grant, by.actor(), by.role());
    }

    /** One that the person may see: an output-checker every one, a researcher those of her open projects. */
    public Upload find(UploadRequestId id, Acting by) {
        return uploads.find(id).filter(upload -> mayBeSeen(upload, by)).orElseThrow(ReviewingUploads::unknown);
    }

    private boolean mayBeSeen(Upload upload, Acting by) {
        return by.in("output-checker")
                || projects.of(by.account()).stream()
                        .anyMatch(
                                id -> id.toString().equals(upload.announcement().project()));
    }

    /** Those that the person may see, oldest first. */
    public List<Upload> list(Acting by, @Nullable UploadRequestId after, int limit) {
        return by.in("output-checker")
                ? uploads.all(after, limit)
                : uploads.of(projects.of(by.account()), after, limit);
    }

    /**
     * The measures of the first rows of a scanned table, for an output-checker who did not send it and never was a member of
     * its project; empty for everybody else. Without aliases: the sender chose the order and knows whose measure is which,
     * so from a reviewer who shows her an alias beside one she would learn who a case is in the workspace.
     */
    public List<Double> sample(Upload upload, int limit, Acting by) {
        return mayReview(upload, by)
                ? uploads.rows(upload.announcement().id(), limit).stream()
                        .map(UploadRow::imagingIndex)
                        .toList()
                : List.of();
    }

    /**
     * What whoever reviews a table must weigh, sentences that name no case; empty for everybody who may not see its rows,
     * and once it is decided.
     */
    public List<String> findings(Upload upload, Acting by) {
        return upload instanceof Upload.UnderReview review && mayReview(upload, by)
                ? others.findings(review)
                : List.of();
    }

    private boolean mayReview(Upload upload, Acting by) {
        return by.in("output-checker")
                && UploadDesk.requester(upload)
                        .filter(requester -> !requester.isSamePersonAs(by.account()))
                        .filter(requester -> !projects.wasEverMember(projectOf(upload), by.account()))
                        .isPresent();
    }

    /** Of one that was scanned: before, the commons may have named anything. */
    private static ProjectId projectOf(Upload upload) {
        return ProjectId.parse(upload.announcement().project());
    }

    private static Unknown unknown() {
        return new Unknown("upload request");
    }
}
