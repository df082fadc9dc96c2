package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.EnabledAccounts;
import org.tessera.enclave.approval.OpenProjects;
import org.tessera.enclave.disclosure.Disclosable;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasedCells;
import org.tessera.enclave.download.DownloadMoves.Move;
import org.tessera.enclave.workflow.NotPermitted;
import org.tessera.enclave.workflow.PolicyRefused;
import org.tessera.envelope.Digests;

/** Two reviewers vote, somebody releases, somebody may recall; and what is handed out is what was reviewed. */
@ApplicationScoped
@Transactional
public class ReviewingDownloads {
    private final Downloads downloads;
    private final AnnouncingReleases announcing;
    private final DownloadDesk desk;
    private final CheckingDownloads check;
    private final OpenProjects projects;
    private final EnabledAccounts accounts;
    private final Clock clock;

    ReviewingDownloads(
            Downloads downloads,
            AnnouncingReleases announcing,
            DownloadDesk desk,
            CheckingDownloads check,
            OpenProjects projects,
            EnabledAccounts accounts,
            Clock clock) {
        this.downloads = downloads;
        this.announcing = announcing;
        this.desk = desk;
        this.check = check;
        this.projects = projects;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Votes; the second vote decides, the stricter of the two counts. */
    public Download vote(DownloadRequestId id, Vote.Verdict verdict, String comment, Acting by) {
        var vote = new Vote(by.account(), verdict, comment, clock.instant());
        return desk.make(vote.made(), id, by, download -> voted(download, vote, by));
    }

    private Download voted(Download download, Vote vote, Acting by) {
        refuseMember(download, "vote", by);
        return switch (download) {
            case Download.Checked checked -> desk.keep(checked.vote(vote), by);
            case Download.PartiallyReviewed partial -> decided(desk.keep(partial.vote(vote), by));
            case Download other -> throw new IllegalStateException("the table let a vote pass in " + other.state());
        };
    }

    private Download decided(Download.Reviewed reviewed) {
        var move = switch (reviewed.reviews().outcome()) {
            case APPROVE -> Move.APPROVE;
            case RETURN -> Move.RETURN;
            case REJECT -> Move.REJECT;
        };
        desk.allow(reviewed, move);
        return desk.keep(reviewed.outcome(), null);
    }

    /**
     * Releases it to its author, who must be a member still and have an enabled account; not on the vote of somebody who has
     * become a member since; unless what left the project since the check has made it unsafe, or has made findings that its
     * reviewers never saw, or somebody on a list of identifiers has withdrawn: then it goes back to her.
     */
    public Download release(DownloadRequestId id, Acting by) {
        var found = downloads.find(id).map(Download::order);
        // Asked before anything is locked: the register is a server of its own, and may be slow.
        boolean enabled =
                found.filter(order -> accounts.isEnabled(order.author())).isPresent();
        found.ifPresent(order -> downloads.oneAtATime(order.project()));
        return desk.make(
                by.account().made(Move.RELEASE),
                id,
                by,
                download -> released((Download.Approved) download, enabled, by));
    }

    private Download released(Download.Approved approved, boolean enabled, Acting by) {
        var id = approved.order().id();
        refuseMember(approved, "release", by);
        var project = approved.order().project();
        if (approved.votes().stream().anyMatch(vote -> projects.wasEverMember(project, vote.by()))) {
            throw new PolicyRefused(
                    "reviewer-is-member",
                    List.of("Somebody who voted is or was a member of the project: the author withdraws the request"
                            + " and makes another."));
        }
        if (projects.find(project).isEmpty()) {
            throw new PolicyRefused("project-ended", List.of("The project has ended; nothing leaves it any more."));
        }
        if (projects.ofMember(project, approved.order().author()).isEmpty()) {
            throw new PolicyRefused("author-left", List.of("The author is no member of the project any more."));
        }
        if (!enabled) {
            throw new PolicyRefused(
                    "author-disabled", List.of("The author's account of the enclave is disabled, or is gone."));
        }
        var frozen = verified(id, approved.checked());
        var again = check.of(approved.order(), frozen);
        if (again.verdict() == Findings.Verdict.REJECT || !wasSeen(again, approved.checked())) {
            desk.allow(approved, Move.RETURN);
            var parcel =
                    new Parcel(approved.checked().turn(), approved.checked().items(), again);
            return desk.keep(approved.sendBack(parcel, by.account()), null);
        }
        downloads.keepReleased(
                project,
                id,
                frozen.stream()
                        .map(each -> ReleasedCells.of(each).leftWith(id.toString()))
                        .toList());
        downloads.keepIdentifiers(
                project,
                id,
                leaves(frozen)
                        .filter(Disclosable.IdentifierList.class::isInstance)
                        .map(Disclosable.IdentifierList.class::cast)
                        .flatMap(list -> list.subjects().stream())
                        .distinct()
                        .toList());
        announcing.announce(leaves(frozen).toList(), approved.order());
        return desk.keep(approved.release(by.account(), clock.instant()), by);
    }

    /** For what is no move: an author who has left the project stays its author. */
    private void refuseAuthor(Download download, String what, Acting by) {
        if (download.order().author().isSamePersonAs(by.account())) {
            desk.denied(download, what, by);
            throw new NotPermitted("Nobody reviews or releases her own request.");
        }
    }

    /** The author is refused by the table of moves, which knows no members. */
    private void refuseMember(Download download, String what, Acting by) {
        if (projects.wasEverMember(download.order().project(), by.account())) {
            desk.denied(download, what, by);
            throw new NotPermitted(
                    "Nobody reviews or releases the results of a project that she is or was a member of.");
        }
    }

    private static boolean wasSeen(Findings again, Parcel reviewed) {
        return reviewed.findings().findings().containsAll(again.findings());
    }

    private static Stream<Disclosable> leaves(List<FrozenResource> resources) {
        return resources.stream().map(FrozenResource::content).flatMap(Disclosable::leaves);
    }

    /**
     * Takes a release back: it can be fetched no longer, here or as distances elsewhere, and its list admits no more uploads.
     * Its bytes go with its project, or at once when that has ended.
     */
    public Download recall(DownloadRequestId id, String comment, Acting by) {
        downloads.find(id).ifPresent(found -> downloads.oneAtATime(found.order().project()));
        return desk.make(
                by.account().made(Move.RECALL, comment),
                id,
                by,
                download -> recalled((Download.Released) download, comment, by));
    }

    private Download recalled(Download.Released released, String comment, Acting by) {
        var id = released.order().id();
        downloads.dropIdentifiers(id);
        announcing.takeBack(id);
        var recalled = desk.keep(released.recall(by.account(), comment, clock.instant()), by);
        var project = recalled.order().project();
        if (projects.hasEnded(project)) {
            downloads.forget(project);
        }
        return recalled;
    }

    /**
     * The bytes of a resource, verified again: for a reviewer, who is not the author and never was a member, while it is
     * reviewed, and for her and the author while it is released. Who hands out what was refused or taken back undoes that.
     * Recorded.
     */
    public FrozenResource resource(DownloadRequestId id, String name, Acting by) {
        var download = downloads
                .find(id)
                .filter(found -> DownloadDesk.mayBeSeen(found, by))
                .orElseThrow(DownloadDesk::unknown);
        var parcel = download.parcel();
        if (parcel == null || !isOpen(download, by)) {
            desk.denied(download, "fetch", by);
            throw new NotPermitted(
                    "The author fetches it while it is released, reviewers while they review it and while it is released.");
        }
        if (by.in("output-checker")) {
            refuseAuthor(download, "fetch", by);
            refuseMember(download, "fetch", by);
        }
        var fetched = verified(id, parcel).stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(DownloadDesk::unknown);
        desk.fetched(download, fetched, by);
        return fetched;
    }

    private static boolean isOpen(Download download, Acting by) {
        return switch (download.state()) {
            case CHECKED, PARTIALLY_REVIEWED, REVIEWED, APPROVED -> by.in("output-checker");
            case RELEASED -> by.in("output-checker") || by.in("researcher");
            case DRAFT, SUBMITTED, RETURNED, REJECTED, WITHDRAWN, RECALLED -> false;
        };
    }

    /** The frozen resources, each with the very bytes that were checked and reviewed. */
    private List<FrozenResource> verified(DownloadRequestId id, Parcel parcel) {
        var frozen = downloads.frozen(id, parcel.turn());
        var found = frozen.stream()
                .map(resource -> resource.name() + " " + Digests.prefixed(resource.bytes()))
                .toList();
        var expected = parcel.items().stream()
                .map(item -> item.name() + " " + item.digest())
                .toList();
        if (!Objects.equals(found, expected)) {
            throw new IllegalStateException(
                    "the bytes of download request " + id + " are not those that were reviewed");
        }
        return frozen;
    }
}
