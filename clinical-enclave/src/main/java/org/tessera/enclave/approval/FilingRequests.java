package org.tessera.enclave.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.enclave.approval.DataUseRequest.Draft;
import org.tessera.enclave.approval.DataUseRequest.Filing;
import org.tessera.enclave.approval.DataUseRequest.Submitted;
import org.tessera.enclave.approval.DataUseRequest.UnderReview;
import org.tessera.enclave.approval.DataUseRequest.Withdrawn;
import org.tessera.enclave.approval.RequestMoves.Move;
import org.tessera.enclave.workflow.PolicyRefused;
import org.tessera.enclave.workflow.Unknown;

/** What a researcher does with her data use request: write, amend, submit, withdraw, close. */
@ApplicationScoped
@Transactional
public class FilingRequests {
    private final DataUseRequests requests;
    private final RequestDesk desk;
    private final Clock clock;

    FilingRequests(DataUseRequests requests, RequestDesk desk, Clock clock) {
        this.requests = requests;
        this.desk = desk;
        this.clock = clock;
    }

    /** Begins a draft. */
    public DataUseRequest draft(Application application, Acting by) {
        var draft = new Draft(new Filing(DataUseRequestId.random(), by.account(), application, clock.instant()));
        return desk.keep(draft, "drafted", by);
    }

    /** Writes a draft anew. */
    public DataUseRequest amend(DataUseRequestId id, Application application, Acting by) {
        var move = by.account().made(Move.AMEND, application);
        return desk.make(move, Draft.class, id, by, draft -> desk.keep(draft.amend(application), "amended", by));
    }

    /** Hands it in; throws {@link PolicyRefused} with every mistake. */
    public DataUseRequest submit(DataUseRequestId id, Acting by) {
        return desk.make(by.account().made(Move.SUBMIT), Draft.class, id, by, draft -> submit(draft, by));
    }

    private DataUseRequest submit(Draft draft, Acting by) {
        var mistakes = new ArrayList<>(ApplicationRules.mistakes(
                draft.filing().application(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        mistakes.addAll(new References(requests).mistakes(draft.filing()));
        if (!mistakes.isEmpty()) {
            throw new PolicyRefused("application-incomplete", mistakes);
        }
        return desk.keep(draft.submit(clock.instant()), "submitted", by);
    }

    /** Takes it back before a decision. */
    public DataUseRequest withdraw(DataUseRequestId id, Acting by) {
        return desk.make(
                by.account().made(Move.WITHDRAW),
                DataUseRequest.class,
                id,
                by,
                request -> desk.keep(withdrawn(request), "withdrawn", by));
    }

    private Withdrawn withdrawn(DataUseRequest request) {
        var now = clock.instant();
        return switch (request) {
            case Draft draft -> draft.withdraw(now);
            case Submitted submitted -> submitted.withdraw(now);
            case UnderReview review -> review.withdraw(now);
            case DataUseRequest decided ->
                throw new IllegalStateException("the table let a withdrawal pass in " + decided.state());
        };
    }

    /** One that the person may see. */
    public DataUseRequest find(DataUseRequestId id, Acting by) {
        return requests.find(id).filter(request -> desk.mayBeSeen(request, by)).orElseThrow(RequestDesk::unknown);
    }

    /** Those that the person may see, oldest first; throws {@link Unknown} when {@code after} is none. */
    public List<DataUseRequest> list(Acting by, @Nullable DataUseRequestId after, int limit) {
        return requests.visibleTo(by, after, limit);
    }
}
