package org.tessera.enclave.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.Acting;
import org.tessera.enclave.disclosure.FrozenResource;
import org.tessera.enclave.download.DownloadMoves.Move;
import org.tessera.enclave.workflow.MadeMove;
import org.tessera.enclave.workflow.MoveRefused;
import org.tessera.enclave.workflow.Unknown;
import org.tessera.envelope.Digests;
import org.tessera.messaging.Ledger;

/** Every move of a download request passes here: lock, look at the person, look at the state, keep, record. */
@ApplicationScoped
class DownloadDesk {
    private final Downloads downloads;
    private final Ledger ledger;

    DownloadDesk(Downloads downloads, Ledger ledger) {
        this.downloads = downloads;
        this.ledger = ledger;
    }

    /**
     * The request after this move, if the person may make it now; as it is, where she has made this very move already. A refusal
     * is recorded.
     *
     * @param work makes the move and keeps what comes of it
     */
    Download make(MadeMove<Move> move, DownloadRequestId id, Acting by, Function<Download, Download> work) {
        var download = downloads.lock(id).orElseThrow(DownloadDesk::unknown);
        var name = move.move().name();
        if (!mayBeSeen(download, by)) {
            denied(download, name, by);
            throw unknown();
        }
        try {
            DownloadMoves.TABLE.permit(move.move(), DownloadMoves.grant(by, download));
            if (download.made().contains(move)) {
                return download;
            }
            DownloadMoves.TABLE.target(download.state(), move.move(), DownloadMoves.grantOfThisTurn(by, download));
        } catch (MoveRefused refused) {
            denied(download, name, by);
            throw refused;
        }
        return work.apply(download);
    }

    /** The request, if the enclave itself may make this move now; a refusal is recorded. */
    Download take(DownloadRequestId id, Move move) {
        var download = downloads.lock(id).orElseThrow(DownloadDesk::unknown);
        allow(download, move);
        return download;
    }

    /** Refuses an unlawful move of the enclave itself. */
    void allow(Download download, Move move) {
        try {
            DownloadMoves.TABLE.target(download.state(), move, DownloadMoves.SERVICE_ALONE);
        } catch (MoveRefused refused) {
            denied(download, move.name(), null);
            throw refused;
        }
    }

    /** Records a denial. */
    void denied(Download download, String what, @Nullable Acting by) {
        ledger.denial(Ledger.Entry.of(
                "download-request." + what.toLowerCase(Locale.ROOT) + "-denied",
                download.order().id().toString(),
                by == null ? null : by.actor(),
                by == null ? null : by.role()));
    }

    /** Records that somebody was given a resource, by its digest. */
    void fetched(Download download, FrozenResource resource, Acting by) {
        ledger.transition(new Ledger.Entry(
                "download-request.fetched",
                download.order().id().toString(),
                by.actor(),
                by.role(),
                null,
                Digests.prefixed(resource.bytes())));
    }

    /** Keeps the new state and records it with the digest of the frozen bytes. */
    <T extends Download> T keep(T download, @Nullable Acting by) {
        downloads.save(download);
        var parcel = download.parcel();
        ledger.transition(new Ledger.Entry(
                "download-request."
                        + download.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                download.order().id().toString(),
                by == null ? null : by.actor(),
                by == null ? null : by.role(),
                null,
                parcel == null ? null : digest(parcel)));
        return download;
    }

    /** Digest of a parcel: of its items' names and digests, one a line. */
    private static String digest(Parcel parcel) {
        var lines = parcel.items().stream()
                .map(item -> item.digest() + "  " + item.name() + "\n")
                .collect(Collectors.joining());
        return Digests.prefixed(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** The author sees her own; whoever reviews or releases sees what was submitted. */
    static boolean mayBeSeen(Download download, Acting by) {
        if (by.in("researcher")) {
            return download.order().author().isSamePersonAs(by.account());
        }
        return download.state() != DownloadMoves.State.DRAFT && (by.in("output-checker") || by.in("administrator"));
    }

    static Unknown unknown() {
        return new Unknown("download request");
    }
}
