package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.RequestMoves.Move;
import org.tessera.enclave.workflow.MadeMove;
import org.tessera.enclave.workflow.MoveRefused;
import org.tessera.enclave.workflow.Unknown;
import org.tessera.messaging.Ledger;

/** Every move of a data use request passes here: load and lock, look at the person, look at the state, keep, record. */
@ApplicationScoped
class RequestDesk {
    private final DataUseRequests requests;
    private final Projects projects;
    private final References references;
    private final Parties parties;
    private final Ledger ledger;

    RequestDesk(DataUseRequests requests, Projects projects, Ledger ledger) {
        this.requests = requests;
        this.projects = projects;
        this.references = new References(requests);
        this.parties = new Parties(projects, requests);
        this.ledger = ledger;
    }

    /**
     * The request after this move, if the person may make it now; as it is, where she has made this very move already. A refusal
     * is recorded.
     *
     * @param from the state that the move is made from
     * @param work makes the move and keeps what comes of it
     */
    <T extends DataUseRequest> DataUseRequest make(
            MadeMove<Move> move, Class<T> from, DataUseRequestId id, Acting by, Function<T, DataUseRequest> work) {
        requests.find(id).flatMap(references::project).ifPresent(projects::lock);
        var request = requests.lock(id).orElseThrow(RequestDesk::unknown);
        if (!mayBeSeen(request, by)) {
            denied(request, move.move(), by);
            throw unknown();
        }
        var isParty = references
                .project(request)
                .filter(project -> parties.include(project, by.account()))
                .isPresent();
        var grant = RequestMoves.grant(by, request.filing(), isParty);
        try {
            RequestMoves.TABLE.permit(move.move(), grant);
            if (request.made().contains(move)) {
                return request;
            }
            RequestMoves.TABLE.target(request.state(), move.move(), grant);
        } catch (MoveRefused refused) {
            denied(request, move.move(), by);
            throw refused;
        }
        return work.apply(from.cast(request));
    }

    private void denied(DataUseRequest request, Move move, Acting by) {
        var action = "data-use-request." + move.name().toLowerCase(Locale.ROOT) + "-denied";
        ledger.denial(Ledger.Entry.of(action, request.filing().id().toString(), by.actor(), by.role()));
    }

    /** Keeps the new state and records it. */
    <T extends DataUseRequest> T keep(T request, String verb, @Nullable Acting by) {
        requests.save(request);
        ledger.transition(Ledger.Entry.of(
                "data-use-request." + verb,
                request.filing().id().toString(),
                by == null ? null : by.actor(),
                by == null ? null : by.role()));
        return request;
    }

    /** The committee sees what was handed in; a researcher her own, and of others what was approved. */
    boolean mayBeSeen(DataUseRequest request, Acting by) {
        if (by.in("committee")) {
            return request.state() != RequestMoves.State.DRAFT;
        }
        return request.filing().author().isSamePersonAs(by.account()) || request.state() == RequestMoves.State.APPROVED;
    }

    static Unknown unknown() {
        return new Unknown("data use request");
    }
}
