package org.tessera.enclave.download.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.disclosure.Findings.Finding;
import org.tessera.enclave.download.Download;
import org.tessera.enclave.download.DownloadMoves;
import org.tessera.enclave.download.Parcel;
import org.tessera.enclave.download.Vote;

/**
 * A download request as one person may see it. Reviewers are blind to each other until both have voted; the author reads
 * the comments then, without names.
 *
 * @param files the frozen resources of the present turn
 * @param verdict what the automatic check says of the present turn: ACCEPT, REVIEW or REJECT
 * @param findings what it found, each with a sentence; of the last turn when the request was returned
 * @param reviews votes that this person may see
 * @param history earlier turns
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DownloadView(
        UUID id,
        String state,
        UUID project,
        String title,
        String author,
        Instant createdAt,
        List<ResourceView> resources,
        List<FileView> files,
        @Nullable String verdict,
        List<Finding> findings,
        List<ReviewView> reviews,
        List<TurnView> history) {

    /** What is asked for. */
    record ResourceView(String kind, Map<String, String> parameters) {}

    /** A frozen resource. */
    record FileView(String name, String kind, String mediaType, long bytes, String digest) {}

    /** A vote; the name is for the reviewers. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReviewView(
            String verdict, String comment, @Nullable String by) {}

    /** An earlier turn. */
    record TurnView(int turn, String verdict, List<Finding> findings, List<ReviewView> reviews) {}

    /** As this person may see it. */
    static DownloadView of(Download download, Acting reader) {
        var order = download.order();
        var history =
                download.history().stream().map(turn -> turn(turn, reader)).toList();
        var parcel = download.parcel();
        var findings = parcel != null
                ? parcel.findings().findings()
                : history.isEmpty() ? List.<Finding>of() : history.getLast().findings();
        var verdict = parcel != null
                ? parcel.findings().verdict().name()
                : history.isEmpty() ? null : history.getLast().verdict();
        return new DownloadView(
                order.id().value(),
                download.state().name(),
                order.project().value(),
                order.title(),
                order.author().username(),
                order.at(),
                order.wanted().stream()
                        .map(each -> new ResourceView(each.kind(), each.parameters()))
                        .toList(),
                parcel == null
                        ? List.of()
                        : parcel.items().stream().map(DownloadView::file).toList(),
                verdict,
                findings,
                reviews(download, reader),
                history);
    }

    private static FileView file(Parcel.Item item) {
        return new FileView(item.name(), item.kind(), item.mediaType(), item.size(), item.digest());
    }

    private static List<ReviewView> reviews(Download download, Acting reader) {
        var isOpen = download.state() != DownloadMoves.State.PARTIALLY_REVIEWED;
        return download.votes().stream()
                .filter(vote -> isOpen || vote.by().isSamePersonAs(reader.account()))
                .map(vote -> review(vote, reader))
                .toList();
    }

    private static ReviewView review(Vote vote, Acting reader) {
        return new ReviewView(
                vote.verdict().name(),
                vote.comment(),
                reader.in("researcher") ? null : vote.by().username());
    }

    private static TurnView turn(Download.Turn turn, Acting reader) {
        return new TurnView(
                turn.parcel().turn(),
                turn.parcel().findings().verdict().name(),
                turn.parcel().findings().findings(),
                turn.votes().stream().map(vote -> review(vote, reader)).toList());
    }
}
