package org.tessera.enclave.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tessera.contracts.CommonsSubjectId;
import org.tessera.contracts.EnclaveRef;
import org.tessera.contracts.MatchedPair;
import org.tessera.enclave.omop.References.Standing;

/**
 * Turns the broker's pairs into linked persons of one release and one catalogue version.
 *
 * @param standing who stands behind the references; absent when not in the release
 * @param available cases that the catalogue has and the newest version still has
 */
record Pairs(Map<EnclaveRef, Standing> standing, Set<CommonsSubjectId> available) {
    /**
     * The linked person; empty when a side of the pair is not in the enclave, or anyone in it has opted out. Someone
     * who has opted out takes the whole pair along: a tie must not look solved because a candidate left.
     */
    Optional<LinkedPerson> link(MatchedPair pair) {
        if (pair.imaging().isEmpty() || !available.containsAll(pair.imaging())) {
            return Optional.empty();
        }
        List<Standing> known = new ArrayList<>();
        for (EnclaveRef reference : pair.clinical()) {
            Standing found = standing.get(reference);
            if (found != null) {
                known.add(found);
            }
        }
        if (known.isEmpty() || known.stream().anyMatch(Standing::withdrawn)) {
            return Optional.empty();
        }
        return Optional.of(new LinkedPerson(
                pair.imaging(),
                known.stream().map(Standing::person).toList(),
                linkage(pair.outcome()),
                pair.evidence()));
    }

    private static Linkage linkage(MatchedPair.Outcome outcome) {
        return switch (outcome) {
            case UNIQUE -> Linkage.UNIQUE;
            case AMBIGUOUS -> Linkage.AMBIGUOUS;
            case CONFLICT -> Linkage.CONFLICT;
        };
    }
}
