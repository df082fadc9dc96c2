package org.tessera.enclave.match;

import java.util.Optional;
import org.tessera.contracts.MatchRequestId;
import org.tessera.enclave.approval.ProjectId;

/**
 * Keys that must go once the transaction that says so has committed.
 *
 * @param project whose
 * @param request the request whose pair goes; empty when everything of the project goes
 */
record KeysDoomed(ProjectId project, Optional<MatchRequestId> request) {}
