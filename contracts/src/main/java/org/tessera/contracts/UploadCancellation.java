package org.tessera.contracts;

/**
 * The researcher takes an upload request back before a decision.
 *
 * @param requestId the request
 */
public record UploadCancellation(UploadRequestId requestId) implements Payload {}
