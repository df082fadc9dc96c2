package org.tessera.broker.match;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tessera.broker.tokens.Holding;
import org.tessera.broker.tokens.Holdings;
import org.tessera.contracts.Domain;
import org.tessera.contracts.MatchRequest;
import org.tessera.contracts.TokenRule;
import org.tessera.envelope.MatchPermit;

/** The checks a match request must pass; each answers a reason or nothing. */
public final class Admission {
    private final Holdings holdings;
    private final List<PublicKey> enclaveKeys;

    /**
     * Checks against these.
     *
     * @param enclaveKeys what the enclave signs its permits with
     */
    public Admission(Holdings holdings, List<PublicKey> enclaveKeys) {
        this.holdings = holdings;
        this.enclaveKeys = enclaveKeys;
    }

    /** The first reason to refuse, if there is one. */
    public Optional<String> refusal(MatchRun run) {
        return permit(run).or(() -> rules(run.request())).or(() -> releases(run.request()));
    }

    private Optional<String> permit(MatchRun run) {
        MatchRequest request = run.request();
        boolean permitted = MatchPermit.verify(request.permit(), RunningMatches.ENCLAVE, enclaveKeys)
                .filter(permit -> permit.requestId().equals(request.requestId())
                        && permit.project().equals(run.project() == null ? permit.project() : run.project())
                        && permit.clinicalRelease().equals(request.clinicalRelease())
                        && permit.imagingRelease().equals(request.imagingRelease())
                        && (permit.fuzzyApproved() || !request.fuzzyApproved()))
                .isPresent();
        return permitted ? Optional.empty() : Optional.of("permit-wrong");
    }

    private static Optional<String> rules(MatchRequest request) {
        if (!request.profile().equals(TokenRule.PROFILE)) {
            return Optional.of("profile-unknown");
        }
        boolean lawful = !request.rules().isEmpty()
                && request.rules().stream()
                        .allMatch(rule -> TokenRule.named(rule)
                                .filter(TokenRule::mayMatch)
                                .isPresent());
        return lawful ? Optional.empty() : Optional.of("rule-not-allowed");
    }

    private Optional<String> releases(MatchRequest request) {
        Optional<Holding> clinical = holdings.find(Domain.CLINICAL, request.clinicalRelease());
        Optional<Holding> imaging = holdings.find(Domain.IMAGING, request.imagingRelease());
        if (clinical.isEmpty() || imaging.isEmpty()) {
            return Optional.of("release-unknown");
        }
        return joinable(imaging.get(), clinical.get());
    }

    /**
     * Why two holdings cannot be joined: tokens of different secrets never agree, and who is still to come is not found; neither
     * must look like nobody.
     */
    public static Optional<String> joinable(Holding imaging, Holding clinical) {
        if (!imaging.whole() || !clinical.whole()) {
            return Optional.of("release-incomplete");
        }
        Set<String> profiles = new TreeSet<>(imaging.profiles());
        profiles.addAll(clinical.profiles());
        Set<String> epochs = new TreeSet<>(imaging.epochs());
        epochs.addAll(clinical.epochs());
        if (profiles.size() != 1) {
            return Optional.of("profile-mismatch");
        }
        return epochs.size() == 1 ? Optional.empty() : Optional.of("epoch-mismatch");
    }
}
