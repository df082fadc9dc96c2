package org.tessera.enclave.match;

import java.util.List;
import org.tessera.contracts.MatchRequestId;

/**
 * The match table that a project works with now.
 *
 * @param id the match request it came from
 * @param clinicalRelease release of the enclave's records that its persons belong to
 * @param catalogueVersion version of the commons' catalogue that its subjects belong to
 * @param persons linked persons in a keyed, meaningless order; without anyone withdrawn on either side
 */
public record ActiveMatch(
        MatchRequestId id, String clinicalRelease, String catalogueVersion, List<LinkedPerson> persons) {
    public ActiveMatch {
        persons = List.copyOf(persons);
    }
}
