package org.tessera.contracts;

import java.time.Instant;

/**
 * How many of a saved cohort have clinical data? The parts, sealed to the broker, carry gzip of NDJSON, one {@link CommonsSubjectId} a line.
 *
 * @param requestId this request
 * @param account pseudonym of the asking account (HMAC at the commons), for the budget
 * @param transfer the sealed parts
 * @param deadline after this moment the request is FAILED
 */
public record FeasibilityRequest(FeasibilityRequestId requestId, String account, Transfer transfer, Instant deadline)
        implements Payload {}
