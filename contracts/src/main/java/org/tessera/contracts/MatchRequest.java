package org.tessera.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The enclave asks the broker to link two whole releases. It names no person and no cohort.
 *
 * @param requestId this request
 * @param clinicalRelease release of the enclave's records
 * @param imagingRelease catalogue version of the commons
 * @param profile token profile, "hb-1"
 * @param rules rules that may be used, in rank order
 * @param fuzzyApproved whether the project's approval names fuzzy matching
 * @param permit compact JWS of the enclave over request id and project
 * @param resultKey fresh public key (JWK, P-256) that the result is sealed to
 * @param deadline after this moment the request is FAILED at both ends
 */
public record MatchRequest(
        MatchRequestId requestId,
        String clinicalRelease,
        String imagingRelease,
        String profile,
        List<String> rules,
        boolean fuzzyApproved,
        String permit,
        Map<String, Object> resultKey,
        Instant deadline)
        implements Payload {}
