package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.approval.Project;
import org.tessera.enclave.approval.ProjectId;
import org.tessera.enclave.disclosure.Findings;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.disclosure.ReleasableSource;
import org.tessera.enclave.download.Download.Order;
import org.tessera.enclave.download.Download.Wanted;
import org.tessera.enclave.download.DownloadMoves.Move;
import org.tessera.enclave.workflow.PolicyRefused;
import org.tessera.envelope.Digests;

/** What a researcher does with a download request: begin, amend, submit, withdraw. */
@ApplicationScoped
@Transactional
public class RequestingDownloads {
    private static final int MOST_RESOURCES = 20;
    private static final int LONGEST_TITLE = 300;

    private final Downloads downloads;
    private final DownloadDesk desk;
    private final Sources sources;
    private final CheckingDownloads check;
    private final Clock clock;

    RequestingDownloads(Downloads downloads, DownloadDesk desk, Sources sources, CheckingDownloads check, Clock clock) {
        this.downloads = downloads;
        this.desk = desk;
        this.sources = sources;
        this.check = check;
        this.clock = clock;
    }

    /** Finds a source by its kind. */
    public interface Sources {
        /** The source; throws {@link PolicyRefused} when there is none of that kind. */
        ReleasableSource of(String kind);
    }

    /** Begins a draft. */
    public Download draft(Project project, String title, List<Wanted> wanted, Acting by) {
        refuseWrong(title, wanted);
        var order = new Order(DownloadRequestId.random(), project.id(), by.account(), title, wanted, clock.instant());
        return desk.keep(new Download.Draft(order, List.of()), by);
    }

    /** Asks for other resources. */
    public Download amend(DownloadRequestId id, String title, List<Wanted> wanted, Acting by) {
        return desk.make(by.account().made(Move.AMEND, title, wanted), id, by, old -> amended(old, title, wanted, by));
    }

    private Download amended(Download old, String title, List<Wanted> wanted, Acting by) {
        refuseWrong(title, wanted);
        var order = new Order(
                old.order().id(),
                old.order().project(),
                old.order().author(),
                title,
                wanted,
                old.order().at());
        return desk.keep(
                old instanceof Download.Draft
                        ? new Download.Draft(order, old.history())
                        : new Download.Returned(order, old.history()),
                by);
    }

    private void refuseWrong(String title, List<Wanted> wanted) {
        var mistakes = new ArrayList<String>();
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            mistakes.add("A download request has a title of at most 300 characters.");
        }
        if (wanted.isEmpty() || wanted.size() > MOST_RESOURCES) {
            mistakes.add("A download request has from 1 to 20 resources.");
        }
        if (!mistakes.isEmpty()) {
            throw new PolicyRefused("download-request-incomplete", mistakes);
        }
        wanted.forEach(each -> sources.of(each.kind()));
    }

    /** Freezes what is asked for as it is now, checks it, and hands it to the reviewers or back with the findings. */
    public Download submit(DownloadRequestId id, Project project, Acting by) {
        downloads.oneAtATime(project.id());
        return desk.make(by.account().made(Move.SUBMIT), id, by, old -> submitted(old, project, by));
    }

    private Download submitted(Download old, Project project, Acting by) {
        var id = old.order().id();
        var submitted = desk.keep(new Download.Submitted(old.order(), old.history()), by);
        var turn = old.history().size() + 1;
        var frozen = freeze(project, old.order().wanted());
        downloads.freeze(id, turn, frozen);
        var parcel = new Parcel(
                turn, frozen.stream().map(RequestingDownloads::item).toList(), check.ofFresh(old.order(), frozen));
        var isRefused = parcel.findings().verdict() == Findings.Verdict.REJECT;
        desk.allow(submitted, isRefused ? Move.RETURN : Move.CHECK);
        return desk.keep(isRefused ? submitted.sendBack(parcel) : submitted.check(parcel), null);
    }

    private List<FrozenResource> freeze(Project project, List<Wanted> wanted) {
        var names = new HashSet<String>();
        var frozen = new ArrayList<FrozenResource>();
        for (var each : wanted) {
            var resource = sources.of(each.kind()).freeze(project, each.parameters());
            var name = resource.name();
            for (int copy = 2; !names.add(name); copy++) {
                name = copy + "-" + resource.name();
            }
            frozen.add(new FrozenResource(
                    name, resource.kind(), resource.mediaType(), resource.bytes(), resource.content()));
        }
        return frozen;
    }

    private static Parcel.Item item(FrozenResource resource) {
        return new Parcel.Item(
                resource.name(),
                resource.kind(),
                resource.mediaType(),
                resource.bytes().length,
                Digests.prefixed(resource.bytes()));
    }

    /** Takes it back. */
    public Download withdraw(DownloadRequestId id, Acting by) {
        return desk.make(by.account().made(Move.WITHDRAW), id, by, download -> withdrawn(download, by));
    }

    /** The project ended: what is under way is withdrawn, and its person sets and what nobody may fetch any more are forgotten. */
    public void projectEnded(ProjectId project) {
        for (var id : downloads.underWay(project)) {
            withdrawn(desk.take(id, Move.WITHDRAW), null);
        }
        downloads.forget(project);
    }

    private Download withdrawn(Download download, @Nullable Acting by) {
        var account = by == null ? null : by.account();
        return desk.keep(new Download.Withdrawn(download.order(), download.history(), clock.instant(), account), by);
    }

    /** One that the person may see. */
    public Download find(DownloadRequestId id, Acting by) {
        return downloads
                .find(id)
                .filter(download -> DownloadDesk.mayBeSeen(download, by))
                .orElseThrow(DownloadDesk::unknown);
    }

    /** Those that the person may see, oldest first. */
    public List<Download> list(Acting by, @Nullable DownloadRequestId after, int limit) {
        return by.in("researcher") ? downloads.of(by.account(), after, limit) : downloads.submitted(after, limit);
    }
}
