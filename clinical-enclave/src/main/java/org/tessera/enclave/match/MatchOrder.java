package org.tessera.enclave.match;

import java.time.Instant;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;

/**
 * What was asked for; it never changes.
 *
 * @param id the match request
 * @param project for whom
 * @param clinicalRelease release of the enclave's records
 * @param catalogueVersion version of the commons' catalogue
 * @param fuzzy whether the project's approval names fuzzy matching
 * @param requestedBy subject of the researcher's account
 * @param requestedAt when
 * @param deadline without a result by then it has failed
 */
public record MatchOrder(
        MatchRequestId id,
        ProjectId project,
        String clinicalRelease,
        String catalogueVersion,
        boolean fuzzy,
        String requestedBy,
        Instant requestedAt,
        Instant deadline) {}
