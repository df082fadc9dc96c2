package org.tessera.enclave.approval;

import java.util.List;
import java.util.Optional;
import org.tessera.enclave.approval.DataUseRequest.Approved;
import org.tessera.enclave.approval.DataUseRequest.Closed;
import org.tessera.enclave.approval.DataUseRequest.Denied;
import org.tessera.enclave.approval.DataUseRequest.Draft;
import org.tessera.enclave.approval.DataUseRequest.Expired;
import org.tessera.enclave.approval.DataUseRequest.Revoked;
import org.tessera.enclave.approval.DataUseRequest.Submitted;
import org.tessera.enclave.approval.DataUseRequest.UnderReview;
import org.tessera.enclave.approval.DataUseRequest.Withdrawn;

/** To which earlier request each type may refer, and what an approval of it therefore does. */
final class References {
    private final DataUseRequests requests;

    References(DataUseRequests requests) {
        this.requests = requests;
    }

    /**
     * What an approval does.
     *
     * @param type NEW, COLLABORATOR, RENEWAL or REVISION; an APPEAL has the effect of what was denied
     * @param about the approved request whose project it changes; empty for NEW
     */
    record Effect(Application.Type type, Optional<Approved> about) {}

    /** The mistakes of the reference, each a sentence. */
    List<String> mistakes(DataUseRequest.Filing filing) {
        var application = filing.application();
        var reference = application.refersTo();
        if (application.type() == Application.Type.NEW) {
            return reference == null ? List.of() : List.of("A NEW request refers to no other.");
        }
        if (reference == null) {
            return List.of("A %s request names the request that it refers to.".formatted(application.type()));
        }
        var earlier =
                requests.find(reference).filter(found -> found.filing().author().isSamePersonAs(filing.author()));
        if (earlier.isEmpty()) {
            return List.of("The request that it refers to is unknown or another author's.");
        }
        return application.type() == Application.Type.APPEAL
                ? appeal(filing, earlier.get())
                : earlier.get() instanceof Approved
                        ? List.of()
                        : List.of("A %s request refers to an approved request.".formatted(application.type()));
    }

    private List<String> appeal(DataUseRequest.Filing filing, DataUseRequest earlier) {
        if (!(earlier instanceof Denied denied)) {
            return List.of("An APPEAL refers to a denied request.");
        }
        if (denied.filing().application().type() == Application.Type.APPEAL) {
            return List.of("There is one appeal, not an appeal of an appeal.");
        }
        if (denied.filing().application().type() == Application.Type.COLLABORATOR
                && filing.application().collaborators().isEmpty()) {
            return List.of("An APPEAL of a COLLABORATOR request names at least one collaborator.");
        }
        var another = requests.referringTo(denied.filing().id()).stream()
                .filter(other -> !other.filing().id().equals(filing.id()))
                .anyMatch(other -> other.filing().application().type() == Application.Type.APPEAL
                        && other.state() != RequestMoves.State.DRAFT
                        && other.state() != RequestMoves.State.WITHDRAWN);
        return another ? List.of("There is one appeal, and it was made.") : List.of();
    }

    /** What approving this does now; empty when the project that it is about has ended meanwhile. */
    Optional<Effect> effect(DataUseRequest.Filing filing) {
        var application = filing.application();
        var reference = application.refersTo();
        if (application.type() == Application.Type.NEW || reference == null) {
            return Optional.of(new Effect(Application.Type.NEW, Optional.empty()));
        }
        var earlier = requests.lock(reference);
        if (application.type() == Application.Type.APPEAL) {
            return earlier.flatMap(denied -> effect(denied.filing()));
        }
        return earlier.filter(Approved.class::isInstance)
                .map(approved -> new Effect(application.type(), Optional.of((Approved) approved)));
    }

    /** What an approval of this did: an APPEAL did what was denied. */
    Application.Type effectiveType(DataUseRequest.Filing filing) {
        var type = filing.application().type();
        return type == Application.Type.APPEAL
                ? Optional.ofNullable(filing.application().refersTo())
                        .flatMap(requests::find)
                        .map(denied -> denied.filing().application().type())
                        .orElse(type)
                : type;
    }

    /** The project that a request opened, or that it is about, open or ended; empty when there is none yet. */
    Optional<ProjectId> project(DataUseRequest request) {
        return switch (request) {
            case Approved approved -> Optional.of(approved.project());
            case Expired expired -> Optional.of(expired.project());
            case Revoked revoked -> Optional.of(revoked.project());
            case Closed closed -> Optional.of(closed.project());
            case Draft draft -> projectReferredTo(draft);
            case Submitted submitted -> projectReferredTo(submitted);
            case UnderReview review -> projectReferredTo(review);
            case Denied denied -> projectReferredTo(denied);
            case Withdrawn withdrawn -> projectReferredTo(withdrawn);
        };
    }

    /** Through decided requests alone: nobody has looked yet whether a draft refers to itself. */
    private Optional<ProjectId> projectReferredTo(DataUseRequest request) {
        return Optional.ofNullable(request.filing().application().refersTo())
                .flatMap(requests::find)
                .filter(References::isDecided)
                .flatMap(this::project);
    }

    private static boolean isDecided(DataUseRequest request) {
        return switch (request.state()) {
            case APPROVED, DENIED, EXPIRED, REVOKED, CLOSED -> true;
            case DRAFT, SUBMITTED, UNDER_REVIEW, WITHDRAWN -> false;
        };
    }
}
